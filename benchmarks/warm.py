"""One instance that is called again and again. It isolates nothing: what a fresh run would cost if instances were free.

It takes the same way as a fresh run (turn loop, scheduler, fuel and epochs), except for the store.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from functools import partial

from benchmarks.in_process import timed
from benchmarks.lineup import Block
from benchmarks.one_thread import check, finished, open_loaded, start_frame, turn
from sandbox.job import Job
from sandbox.program import JavaScript, Moment
from sandbox.runner import Gone
from sandbox.runner import encode as encode_message
from sandbox.scheduler import Scheduler
from sandbox.store import Store


class WarmRunner:
    """Implements the part of `sandbox.runner.Runner` that runs of a single turn need."""

    def __init__(self, store: Store, scheduler: Scheduler) -> None:
        self._store = store
        self._scheduler = scheduler

    async def prepare(self, program: bytes, moment: Moment | None = None) -> bytes:
        """Nothing can be prepared: there is one program."""
        raise NotImplementedError

    async def start(self, run: int, image: str, frame: bytes, client: str) -> bytes:
        """A turn in the one instance, whatever the image."""
        job = Job(client, self._start(frame))
        self._scheduler.submit(job)
        return await job.result

    def _start(self, frame: bytes) -> Generator[None, None, bytes]:
        return encode_message((yield from turn(self._store, frame)))

    async def calls(self, operations: int) -> Block:
        """Calls from this thread, without the turn loop: the floor below everything."""
        return await timed(partial(_call, self._store), operations)

    async def resume(self, run: int, frame: bytes) -> bytes:
        """A run has one turn here."""
        return encode_message(Gone())

    def drop(self, run: int) -> None:
        """There is nothing to drop."""

    def release(self, image: str) -> None:
        """There is nothing to release."""

    async def close(self) -> None:
        """`open_warm` closes."""


async def _call(store: Store) -> None:
    check(finished(turn(store, start_frame())))


@contextmanager
def open_warm(program: JavaScript) -> Iterator[WarmRunner]:
    """The program loaded into one instance. Errors: ProgramRefused."""
    with open_loaded(program) as loaded:
        store = loaded.store()
        scheduler = Scheduler(loaded.engine, 1)
        try:
            loaded.snapshot.restore(store).end(keep=False)
            yield WarmRunner(store, scheduler)
        finally:
            scheduler.close()
            store.close()
