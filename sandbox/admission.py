"""Who may run now: a bounded number of runs in flight, a bounded queue behind them, and turns among the clients."""

from __future__ import annotations

import asyncio
from collections import Counter, OrderedDict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from enum import Enum, auto

from sandbox.costs import Costs
from sandbox.errors import Full
from sandbox.limits import Limits

RETRY_AFTER_SECONDS = 1
HEAVY_NS = 10_000_000
"""CPU of a run, in ns, from which on it counts as heavy: two slices."""
PLACES_OF_NEW = 4
"""How many runs of a program may be in flight before one of them has shown what it costs."""


class Weight(Enum):
    """What a program's runs are known to cost."""

    LIGHT = auto()
    HEAVY = auto()
    NEW = auto()


class _Visitor:
    """Somebody in the queue: `turn` is done, with the place's weight, when there is a place."""

    def __init__(self, image: str) -> None:
        self.image = image
        self.turn: asyncio.Future[Weight] = asyncio.get_running_loop().create_future()


class Admission:
    """Places for runs.

    Who waits is served client by client in turn: one with many cannot hold up the others. Runs that are heavy, or of a
    program that has not run yet, get three quarters of the places at most, so that there is soon one for what is quick.
    """

    def __init__(self, limits: Limits, costs: Costs) -> None:
        self._free = limits.runs_in_flight
        self._free_for_heavy = max(1, limits.runs_in_flight * 3 // 4)
        self._new: Counter[str] = Counter()
        self._limits = limits
        self._costs = costs
        self._waiting: OrderedDict[str, deque[_Visitor]] = OrderedDict()
        self._queued = 0

    @asynccontextmanager
    async def place(self, client: str, image: str) -> AsyncIterator[None]:
        """A place for one run of this image inside the block. Errors: Full."""
        weight = self._take(image) if self._has_place(image) else await self._wait(client, _Visitor(image))
        try:
            yield
        finally:
            self._leave(image, weight)

    def _weigh(self, image: str) -> Weight:
        expected = self._costs.known(image)
        if expected is None:
            return Weight.NEW
        return Weight.HEAVY if expected > HEAVY_NS else Weight.LIGHT

    def _has_place(self, image: str) -> bool:
        weight = self._weigh(image)
        if self._free == 0 or (weight is not Weight.LIGHT and self._free_for_heavy == 0):
            return False
        return weight is not Weight.NEW or self._new[image] < PLACES_OF_NEW

    def _take(self, image: str) -> Weight:
        weight = self._weigh(image)
        self._free -= 1
        self._free_for_heavy -= weight is not Weight.LIGHT
        self._new[image] += weight is Weight.NEW
        return weight

    def _leave(self, image: str, weight: Weight) -> None:
        self._free += 1
        self._free_for_heavy += weight is not Weight.LIGHT
        self._new[image] -= weight is Weight.NEW
        if self._new[image] == 0:
            del self._new[image]
        self._serve()

    async def _wait(self, client: str, visitor: _Visitor) -> Weight:
        if self._queued >= self._limits.queue and not self._make_room(client):
            raise self._full()
        self._waiting.setdefault(client, deque()).append(visitor)
        self._queued += 1
        try:
            return await visitor.turn
        except asyncio.CancelledError:
            if visitor.turn.cancelled():
                self._forget(client, visitor)
            else:
                self._leave(visitor.image, visitor.turn.result())  # the place came together with the cancellation
            raise
        finally:
            self._queued -= 1

    def _full(self) -> Full:
        return Full(
            RETRY_AFTER_SECONDS,
            f"{self._limits.runs_in_flight} runs are in flight and {self._limits.queue} wait "
            "(limits runs_in_flight and queue, [limits] in skerry.toml)",
        )

    def _make_room(self, client: str) -> bool:
        """Sends away the last of the longest line, if that is longer than this client's would be."""
        longest = max(self._waiting, key=lambda each: len(self._waiting[each]), default=client)
        line = self._waiting.get(longest, deque())
        if len(line) <= len(self._waiting.get(client, ())) + 1:
            return False
        visitor = line.pop()
        if not visitor.turn.done():
            visitor.turn.set_exception(self._full())
        return True

    def _serve(self) -> None:
        """Gives the free places to those whose turn it is."""
        while (visitor := self._next()) is not None:
            if not visitor.turn.done():  # else: cancelled, and about to leave by itself
                visitor.turn.set_result(self._take(visitor.image))

    def _forget(self, client: str, visitor: _Visitor) -> None:
        """Takes one who has given up out of the line, unless `_next` has met it already."""
        line = self._waiting.get(client)
        if line is None or visitor not in line:
            return
        line.remove(visitor)
        if not line:
            del self._waiting[client]

    def _next(self) -> _Visitor | None:
        for client, line in self._waiting.items():
            visitor = next((each for each in line if self._has_place(each.image)), None)
            if visitor is not None:
                line.remove(visitor)
                del self._waiting[client]
                if line:
                    self._waiting[client] = line  # to the end
                return visitor
        return None
