"""Work for the scheduler, done slice by slice, and whoever gets the result."""

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


class Slices(Generic[Result]):
    """Implements `sandbox.line.Task`. Its steps are taken by one thread at a time; the last one calls `finish` or
    `fail`, once."""

    def __init__(
        self, client: str, work: Generator[None, None, Result], *, used_cpu_ns: int = 0, expected_cpu_ns: int = 0
    ) -> None:
        self.client = client
        self.since = time.monotonic_ns()
        self.urgent = False
        self._work = work
        self._used = used_cpu_ns
        self._expected = expected_cpu_ns

    @property
    def cpu_ns(self) -> int:
        """CPU used so far, or expected if that is more."""
        return max(self._expected, self._used)

    def drop(self) -> None:
        """Nobody wants the result: the rest is not computed. Seen at the end of the slice that is being computed."""
        self.urgent = True

    def step(self) -> bool:
        """Computes one slice; True when the work has ended."""
        if self.urgent:
            return self.abandon()
        before = time.thread_time_ns()
        try:
            next(self._work)
        except StopIteration as end:
            self.finish(end.value)
            return True
        except BaseException as error:
            self.fail(error)
            return True
        self._used += time.thread_time_ns() - before
        return self.abandon() if self.urgent else False

    def abandon(self) -> bool:
        """Ends the work with `Dropped`, without computing."""
        self._work.close()
        self.fail(Dropped("nobody waits for this any more"))
        return True

    def finish(self, result: Result) -> None:
        """The work has ended well."""
        raise NotImplementedError

    def fail(self, error: BaseException) -> None:
        """The work has failed."""
        raise NotImplementedError


class Job(Slices[Result]):
    """Slices with a future on the event loop, where it is made, for their result.

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
        super().__init__(client, work, used_cpu_ns=used_cpu_ns, expected_cpu_ns=expected_cpu_ns)
        self._on_end = on_end
        self._loop = asyncio.get_running_loop()
        self.result: asyncio.Future[Result] = self._loop.create_future()

    def finish(self, result: Result) -> None:
        """Tells the future."""
        self._end(partial(self.result.set_result, result))

    def fail(self, error: BaseException) -> None:
        """Tells the future."""
        self._end(partial(self.result.set_exception, error))

    def _end(self, settle: Callable[[], None]) -> None:
        self._on_end()
        with suppress(RuntimeError):  # the event loop has been closed: nobody can wait any more
            self._loop.call_soon_threadsafe(self._settle, settle)

    def _settle(self, settle: Callable[[], None]) -> None:
        if not self.result.done():  # else it was cancelled
            settle()
