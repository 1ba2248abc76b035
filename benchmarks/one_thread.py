"""A program in this thread: what a fresh run is made of, without the scheduler and the turn loop around it.

Node's peer runs the same way, in its own thread and with nothing around it.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TypeVar

import msgspec
from wasmtime import InstancePre, Module

from benchmarks.in_process import LIMITS, argument, timed
from benchmarks.lineup import Block, Fact
from sandbox import javascript
from sandbox.engine import SlicedEngine
from sandbox.errors import AbiBroken
from sandbox.frames import SEED_BYTES, Done, Kind, StartHead, decode_answer, encode
from sandbox.guest import Guest, run_budget, turn_budget
from sandbox.javascript.loading import JavaScriptLoader
from sandbox.pagemap import PAGE
from sandbox.program import JavaScript, Origin
from sandbox.runner import Answered, Turn
from sandbox.snapshot import MappedSnapshot, Snapshot, open_parking
from sandbox.store import Store, prelink

T = TypeVar("T")
FAULT_RUNS = 100


class Loaded(msgspec.Struct, frozen=True):
    """An engine with one program in it."""

    engine: SlicedEngine
    pre: InstancePre
    snapshot: Snapshot

    def store(self) -> Store:
        """A fresh store and instance, still without the program."""
        return Store(self.engine, self.pre, LIMITS.memory_bytes)

    async def fresh(self, operations: int) -> Block:
        """Fresh runs, one after another."""
        return await timed(partial(_fresh, self), operations)

    def page_facts(self, name: str) -> tuple[Fact, ...]:
        """What a run does to memory: pages of the image that it writes, and page faults, which cost most of them."""
        before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
        for _ in range(FAULT_RUNS):
            _run(self)
        faults = (resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before) / FAULT_RUNS
        written = _run(self)
        return (
            Fact(name, "pages of its image", self.snapshot.size / PAGE, "pages"),
            Fact(name, "pages of its image that a run writes", written, "pages"),
            Fact(name, "page faults of a run", faults, "faults"),
        )


@contextmanager
def open_loaded(program: JavaScript) -> Iterator[Loaded]:
    """Loads a program. Errors: ProgramRefused."""
    engine = SlicedEngine()
    pre = prelink(engine, Module(engine.engine, javascript.engine_bytes()))
    loader = JavaScriptLoader(engine, pre, LIMITS, open_parking())
    try:
        with engine.computing():
            _, snapshot = finished(loader.load(program, "one thread", Origin()))
        yield Loaded(engine, pre, snapshot)
        snapshot.close()
    finally:
        loader.close()
        engine.close()


def finished(work: Generator[None, None, T]) -> T:
    """The value that sliced work ends with."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            value: T = end.value
            return value


def start_frame() -> bytes:
    """The frame that starts a run."""
    head = StartHead(int(time.time() * 1000), "run", LIMITS.log_bytes)
    return encode(Kind.START, head, [bytes(SEED_BYTES), argument()])


def turn(store: Store, frame: bytes) -> Generator[None, None, Turn]:
    """A run's only turn, with all its limits."""
    guest = Guest(store, LIMITS, run_budget(LIMITS), lambda size: None)
    return (yield from guest.take_turn(b"start", frame, turn_budget(LIMITS)))


def check(answer: Turn) -> None:
    """Errors: AbiBroken when the run did not end well."""
    if not isinstance(answer, Answered) or not isinstance(decode_answer(answer.frame)[0], Done):
        raise AbiBroken(f"the run ended with {type(answer).__name__}")


async def _fresh(loaded: Loaded) -> None:
    store = loaded.store()
    lease = loaded.snapshot.restore(store)
    answer = finished(turn(store, start_frame()))
    lease.end(keep=True)
    store.close()
    check(answer)


def _run(loaded: Loaded) -> int:
    """A run; the pages of its image that it wrote, 0 where the kernel does not tell."""
    store = loaded.store()
    lease = loaded.snapshot.restore(store)
    answer = finished(turn(store, start_frame()))
    pages = loaded.snapshot.parking.pages if isinstance(loaded.snapshot, MappedSnapshot) else None
    written = (
        [] if pages is None else [length for _, length in pages.written(store.memory_address, loaded.snapshot.size)]
    )
    lease.end(keep=True)
    store.close()
    check(answer)
    return sum(written) // PAGE
