"""What a server uses, with all the processes below it: runners, compilers. Read from /proc (Linux)."""

from __future__ import annotations

import os
import re
import time
from contextlib import suppress
from pathlib import Path

import msgspec

BLOCK = 512
"""Bytes, whatever the file system's blocks are (stat(2))."""
_GONE = (FileNotFoundError, ProcessLookupError)
_MAPPING = re.compile(r"[0-9a-f]+-[0-9a-f]+ ")


class Memory(msgspec.Struct, frozen=True):
    """Bytes of several processes together; what they share is counted once."""

    whole: int
    """What would be free if they were not there: the PSS of their mappings, and their memfds, mapped or not."""
    named: int
    """What of it is in memfds of the name that was asked for, and in private mappings of them."""


class _Mapping(msgspec.Struct):
    """Of /proc/PID/smaps; bytes."""

    file: str
    name: str
    pss: int = 0
    anonymous: int = 0


def tree(pid: int) -> list[int]:
    """The process and all below it that are there now."""
    found = [pid]
    for file in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(*_GONE):
            for child in file.read_text().split():
                found += tree(int(child))
    return found


def memory(pid: int, name: str = "") -> Memory:
    """Memory of a process and all below it; `named` counts what is of memfds whose name begins so."""
    mappings: list[_Mapping] = []
    files: dict[str, tuple[str, int]] = {}
    for each in tree(pid):
        with suppress(*_GONE):
            mappings += _mappings(Path(f"/proc/{each}/smaps").read_text())
            files |= _memfds(Path(f"/proc/{each}/fd"))
    sizes = [(each.name, each.anonymous if each.file in files else each.pss) for each in mappings]
    sizes += files.values()
    of_name = (size for called, size in sizes if called.startswith(f"/memfd:{name}"))
    return Memory(sum(size for _, size in sizes), sum(of_name) if name else 0)


def available_bytes() -> int:
    """Memory that new work could have without swapping (/proc/meminfo)."""
    lines = Path("/proc/meminfo").read_text().splitlines()
    return next(1024 * int(line.split()[1]) for line in lines if line.startswith("MemAvailable:"))


def _mappings(smaps: str) -> list[_Mapping]:
    found: list[_Mapping] = []
    for line in smaps.splitlines():
        if line.startswith("Pss:"):
            found[-1].pss = 1024 * int(line.split()[1])
        elif line.startswith("Anonymous:"):
            found[-1].anonymous = 1024 * int(line.split()[1])
        elif _MAPPING.match(line):
            words = line.split(maxsplit=5)
            found.append(_Mapping(words[4], words[5] if len(words) > 5 else ""))
    return found


def _memfds(descriptors: Path) -> dict[str, tuple[str, int]]:
    """The name and the bytes of each open memfd, by inode as smaps has it."""
    found = {}
    for descriptor in descriptors.iterdir():
        with suppress(*_GONE):
            name = str(descriptor.readlink())
            if name.startswith("/memfd:"):
                status = descriptor.stat()
                found[str(status.st_ino)] = (name, status.st_blocks * BLOCK)
    return found


class CpuClock:
    """CPU that a process and all below it use from now on, their ended threads included.

    A process that ends before the clock is read takes what it used with it.
    """

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._before = _cpu(pid)

    @classmethod
    def own(cls) -> CpuClock:
        """Of this process."""
        return cls(os.getpid())

    def seconds(self) -> float:
        """CPU used since this clock was made."""
        return sum(used - self._before.get(pid, 0.0) for pid, used in _cpu(self._pid).items())


def cpu_used(pid: int) -> float:
    """CPU that a process and all below it have used since they began, in seconds."""
    return sum(_cpu(pid).values())


def _cpu(pid: int) -> dict[int, float]:
    used = {}
    for each in tree(pid):
        with suppress(OSError):
            used[each] = time.clock_gettime((~each << 3) | 2)  # clock_getcpuclockid(3)
    return used
