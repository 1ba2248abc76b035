from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from benchmarks.processes import CpuClock, memory, pss, tree

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
    before, quickly = memory(os.getpid()).whole, pss(os.getpid())
    with child(f"kept = bytearray(b'x') * {64 * MIB}"):
        assert memory(os.getpid()).whole - before > 64 * MIB
        assert pss(os.getpid()) - quickly > 64 * MIB


def test_memory_of_a_named_mapping_is_told_apart() -> None:
    work = f"import mmap, os; f = os.memfd_create('like-this'); os.ftruncate(f, {MIB}); m = mmap.mmap(f, {MIB})\n"
    with child(work + f"m.write(b'x' * {MIB})") as process:
        assert memory(process.pid, "memfd:like-this").named == MIB


def test_cpu_of_children_is_counted() -> None:
    clock = CpuClock(os.getpid())
    with child("sum(range(3_000_000))"):
        assert clock.seconds() > 0.01
