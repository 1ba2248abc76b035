from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from benchmarks.processes import CpuClock, memory, tree

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
MIB = 2**20


@contextmanager
def child(work: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process that does this, says so, and waits."""
    program = f"{work}\nprint(flush=True); input()"
    with subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        yield process
        process.communicate()


def test_a_child_and_its_children_belong_to_the_tree() -> None:
    with child("import subprocess; p = subprocess.Popen(['sleep', '60'])") as process:
        below = tree(process.pid)
        assert len(below) == 2
        assert set(below) < set(tree(os.getpid()))
        os.kill(below[1], 15)


def test_memory_of_children_is_counted() -> None:
    before = memory(os.getpid()).whole
    with child(f"kept = bytearray(b'x') * {64 * MIB}"):
        assert memory(os.getpid()).whole - before > 64 * MIB


MEMFD = f"import mmap, os; f = os.memfd_create('like-this'); os.write(f, bytes({MIB})); "


@pytest.mark.parametrize(
    ("work", "size"),
    [
        ("pass", MIB),
        (f"m = mmap.mmap(f, {MIB}); m[:] = bytes({MIB})", MIB),
        (f"m = mmap.mmap(f, {MIB}); sum(m[::4096]); os.close(f)", MIB),
        (f"m = mmap.mmap(f, {MIB}, mmap.MAP_PRIVATE); m[:8192] = bytes(8192)", MIB + 8192),
        ("import subprocess; subprocess.Popen(['sleep', '2'], pass_fds=[f])", MIB),
    ],
    ids=["not mapped", "mapped", "mapped and closed", "written to in private", "shared with a child"],
)
def test_a_memfd_is_counted_once_and_by_its_name(work: str, size: int) -> None:
    with child(MEMFD + work) as process:
        assert memory(process.pid, "like-").named == size
        assert memory(process.pid).whole > 4 * MIB
        assert memory(process.pid, "unlike").named == 0


def test_cpu_of_children_is_counted() -> None:
    clock = CpuClock(os.getpid())
    with child("sum(range(3_000_000))"):
        assert clock.seconds() > 0.01
