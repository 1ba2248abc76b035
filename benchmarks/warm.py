"""One instance that is called again and again. It isolates nothing: what a fresh run would cost if instances were free.

It takes the same way as a fresh run (turn loop, scheduler, fuel and epochs), except for the store.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import TypeVar

from wasmtime import Module

from benchmarks.in_process import LIMITS
from benchmarks.lineup import Block
from sandbox import javascript
from sandbox.engine import SlicedEngine
from sandbox.frames import SEED_BYTES, Kind, StartHead, encode
from sandbox.guest import Guest, run_budget, turn_budget
from sandbox.javascript.loading import JavaScriptLoader
from sandbox.job import Job
from sandbox.program import JavaScript
from sandbox.runner import Gone, Turn
from sandbox.runner import encode as encode_message
from sandbox.scheduler import Scheduler
from sandbox.snapshot import Parking
from sandbox.store import Store, prelink

T = TypeVar("T")


class WarmRunner:
    """Implements the part of `sandbox.runner.Runner` that runs of a single turn need."""

    def __init__(self, store: Store, scheduler: Scheduler) -> None:
        self._store = store
        self._scheduler = scheduler

    async def prepare(self, program: bytes) -> bytes:
        """Nothing can be prepared: there is one program."""
        raise NotImplementedError

    async def start(self, run: int, image: str, frame: bytes, client: str) -> bytes:
        """A turn in the one instance, whatever the image."""
        job = Job(client, self._start(frame))
        self._scheduler.submit(job)
        return await job.result

    def _start(self, frame: bytes) -> Generator[None, None, bytes]:
        turn = yield from _turn(self._store, frame)
        return encode_message(turn)

    async def call(self, export: str, argument: bytes, operations: int) -> Block:
        """Calls from this thread, without the turn loop: the floor below everything."""
        seconds = []
        cpu, began = time.process_time(), time.perf_counter()
        for _ in range(operations):
            start = time.perf_counter()
            head = StartHead(int(time.time() * 1000), export, LIMITS.log_bytes)
            _finished(_turn(self._store, encode(Kind.START, head, [bytes(SEED_BYTES), argument])))
            seconds.append(time.perf_counter() - start)
        return Block(tuple(seconds), time.perf_counter() - began, time.process_time() - cpu)

    async def resume(self, run: int, frame: bytes) -> bytes:
        """A run has one turn here."""
        return encode_message(Gone())

    def drop(self, run: int) -> None:
        """There is nothing to drop."""

    def release(self, image: str) -> None:
        """There is nothing to release."""

    async def close(self) -> None:
        """`open_warm` closes."""


def _turn(store: Store, frame: bytes) -> Generator[None, None, Turn]:
    guest = Guest(store, LIMITS, run_budget(LIMITS), lambda size: None)
    return (yield from guest.take_turn(b"start", frame, turn_budget(LIMITS)))


def _finished(work: Generator[None, None, T]) -> T:
    """The value that sliced work ends with."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            value: T = end.value
            return value


@contextmanager
def open_warm(program: JavaScript) -> Iterator[WarmRunner]:
    """The program loaded into one instance. Errors: ProgramRefused."""
    engine = SlicedEngine()
    pre = prelink(engine, Module(engine.engine, javascript.engine_bytes()))
    loader = JavaScriptLoader(engine, pre, LIMITS, Parking(None))
    store = Store(engine, pre, LIMITS.memory_bytes)
    scheduler = Scheduler(engine, 1)
    try:
        with engine.computing():
            _, snapshot = _finished(loader.load(program, "warm"))
        snapshot.restore(store).end(keep=False)
        yield WarmRunner(store, scheduler)
    finally:
        scheduler.close()
        store.close()
        loader.close()
        engine.close()
