"""Work for the scheduler, done slice by slice in its threads, and the future on the event loop that gets the result."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Generator
from contextlib import suppress
from functools import partial
from typing import Generic, TypeVar

from sandbox.errors import Dropped

Result = TypeVar("Result")


def _nothing() -> None:
    pass


class Job(Generic[Result]):
    """Implements `sandbox.scheduler.Task`. Made on the event loop; its steps are taken by one thread at a time.

    `on_end` is called once, in whichever thread ends the job and before anybody hears of the result.
    """

    def __init__(
        self,
        client: str,
        work: Generator[None, None, Result],
        *,
        used_cpu_ns: int = 0,
        expected_cpu_ns: int = 0,
        on_end: Callable[[], None] = _nothing,
    ) -> None:
        self.client = client
        self.since = time.monotonic_ns()
        self.urgent = False
        self._work = work
        self._used = used_cpu_ns
        self._expected = expected_cpu_ns
        self._on_end = on_end
        self._loop = asyncio.get_running_loop()
        self.result: asyncio.Future[Result] = self._loop.create_future()

    @property
    def cpu_ns(self) -> int:
        """CPU used so far, or expected if that is more."""
        return max(self._expected, self._used)

    def drop(self) -> None:
        """Nobody wants the result: the rest is not computed. Seen at the end of the slice that is being computed."""
        self.urgent = True

    def step(self) -> bool:
        """Computes one slice; True when the job has ended."""
        if self.urgent:
            return self.abandon()
        before = time.thread_time_ns()
        try:
            next(self._work)
        except StopIteration as end:
            return self._end(partial(self.result.set_result, end.value))
        except BaseException as error:
            return self._end(partial(self.result.set_exception, error))
        self._used += time.thread_time_ns() - before
        return self.abandon() if self.urgent else False

    def abandon(self) -> bool:
        """Ends the job with `Dropped`, without computing."""
        self._work.close()
        return self._end(partial(self.result.set_exception, Dropped("nobody waits for this any more")))

    def _end(self, settle: Callable[[], None]) -> bool:
        self._on_end()
        with suppress(RuntimeError):  # the event loop has been closed: nobody can wait any more
            self._loop.call_soon_threadsafe(self._settle, settle)
        return True

    def _settle(self, settle: Callable[[], None]) -> None:
        if not self.result.done():  # else it was cancelled
            settle()
