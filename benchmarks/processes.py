"""What a server uses, with all the processes below it: runners, compilers. Read from /proc (Linux)."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

_GONE = (FileNotFoundError, ProcessLookupError)
_MAPPING = re.compile(r"[0-9a-f]+-[0-9a-f]+ ")


class Memory(msgspec.Struct, frozen=True):
    """Bytes of several processes together; pages that they share are counted once."""

    whole: int
    """PSS: what would be free if they were not there."""
    named: int
    """What of it is in mappings of the name that was asked for."""


def tree(pid: int) -> list[int]:
    """The process and all below it that are there now."""
    found = [pid]
    for file in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(*_GONE):
            for child in file.read_text().split():
                found += tree(int(child))
    return found


def memory(pid: int, name: str = "") -> Memory:
    """Memory of a process and all below it; `named` counts mappings that hold `name`."""
    whole = own = 0
    for each in tree(pid):
        for mapping, size in _sizes(each):
            whole += size
            own += size if name and name in mapping else 0
    return Memory(whole, own)


def _sizes(pid: int) -> Iterator[tuple[str, int]]:
    """The first line of each mapping, and its PSS in bytes."""
    mapping = ""
    with suppress(*_GONE):
        for line in Path(f"/proc/{pid}/smaps").read_text().splitlines():
            if line.startswith("Pss:"):
                yield mapping, 1024 * int(line.split()[1])
            elif _MAPPING.match(line):
                mapping = line


def pss(pid: int) -> int:
    """Memory of a process and all below it in bytes: quicker than `memory`, which also tells of what."""
    total = 0
    for each in tree(pid):
        with suppress(*_GONE):
            lines = Path(f"/proc/{each}/smaps_rollup").read_text().splitlines()
            total += next(1024 * int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total


class CpuClock:
    """CPU that a process and all below it use from now on, their ended threads included.

    A process that ends before the clock is read takes what it used with it.
    """

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._before = _cpu(pid)

    def seconds(self) -> float:
        """CPU used since this clock was made."""
        return sum(used - self._before.get(pid, 0.0) for pid, used in _cpu(self._pid).items())


def _cpu(pid: int) -> dict[int, float]:
    used = {}
    for each in tree(pid):
        with suppress(OSError):
            used[each] = time.clock_gettime((~each << 3) | 2)  # clock_getcpuclockid(3)
    return used
