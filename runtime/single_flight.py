"""Equal work that is asked for at the same time is done once."""

import asyncio
from collections.abc import Callable, Coroutine, Hashable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class FlightError(Exception):
    """The work was cancelled, but not by its waiters (a shutdown, say): there is nothing to share."""


class _Flight(Generic[T]):
    __slots__ = ("task", "waiters")

    def __init__(self, task: asyncio.Task[T]) -> None:
        self.task = task
        self.waiters = 0


class SingleFlight(Generic[T]):
    """Runs under way, by key. Nothing is kept of a run that ended: neither its result nor its failure."""

    def __init__(self) -> None:
        self._flights: dict[Hashable, _Flight[T]] = {}

    def __len__(self) -> int:
        return len(self._flights)

    async def run(self, key: Hashable, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """The result of `work()`, or of the run that is already under way for `key`.

        A failure reaches every waiter (the same exception object). A cancelled waiter leaves the others undisturbed;
        the last one to leave cancels the work and returns when it has ended. Raises FlightError when something
        else cancelled the work.
        """
        flight = self._flights.get(key)
        if flight is None or flight.task.done():
            flight = self._flights[key] = self._start(key, work)
        flight.waiters += 1
        try:
            await asyncio.wait((flight.task,))
        finally:
            flight.waiters -= 1
            if not flight.waiters and not flight.task.done():
                self._forget(key, flight)  # whoever asks from now on starts anew
                flight.task.cancel()
                await asyncio.wait((flight.task,))
        if flight.task.cancelled():
            raise FlightError("the work was cancelled")
        return flight.task.result()

    def _start(self, key: Hashable, work: Callable[[], Coroutine[Any, Any, T]]) -> _Flight[T]:
        flight = _Flight(asyncio.create_task(work()))
        flight.task.add_done_callback(lambda _: self._land(key, flight))
        return flight

    def _land(self, key: Hashable, flight: _Flight[T]) -> None:
        self._forget(key, flight)
        if not flight.task.cancelled():
            flight.task.exception()  # marks it as seen: all waiters may have left by now

    def _forget(self, key: Hashable, flight: _Flight[T]) -> None:
        if self._flights.get(key) is flight:
            del self._flights[key]
