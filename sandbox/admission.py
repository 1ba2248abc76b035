"""Who may run now: a bounded number of runs in flight, a bounded queue behind them, and turns among the clients."""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sandbox.errors import Full
from sandbox.limits import Limits

RETRY_AFTER_SECONDS = 1


class _Visitor:
    """Somebody in the queue: `turn` is done when there is a place."""

    def __init__(self, *, heavy: bool) -> None:
        self.heavy = heavy
        self.turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()


class Admission:
    """Places for runs.

    Who waits is served client by client in turn: one with many cannot hold up the others. Runs that are known to be
    heavy get three quarters of the places at most, so that there is always one soon for what is quick.
    """

    def __init__(self, limits: Limits) -> None:
        self._free = limits.runs_in_flight
        self._free_for_heavy = max(1, limits.runs_in_flight * 3 // 4)
        self._limits = limits
        self._waiting: OrderedDict[str, deque[_Visitor]] = OrderedDict()
        self._queued = 0

    @asynccontextmanager
    async def place(self, client: str, *, heavy: bool = False) -> AsyncIterator[None]:
        """A place for one run inside the block. Errors: Full."""
        if self._has_place(heavy=heavy):
            self._take(heavy=heavy)
        else:
            await self._wait(client, _Visitor(heavy=heavy))
        try:
            yield
        finally:
            self._leave(heavy=heavy)

    def _has_place(self, *, heavy: bool) -> bool:
        return self._free > 0 and (not heavy or self._free_for_heavy > 0)

    def _take(self, *, heavy: bool) -> None:
        self._free -= 1
        self._free_for_heavy -= heavy

    def _leave(self, *, heavy: bool) -> None:
        self._free += 1
        self._free_for_heavy += heavy
        self._serve()

    async def _wait(self, client: str, visitor: _Visitor) -> None:
        if self._queued >= self._limits.queue:
            raise Full(
                RETRY_AFTER_SECONDS,
                f"{self._limits.runs_in_flight} runs are in flight and {self._queued} wait "
                "(limits runs_in_flight and queue, [limits] in skerry.toml)",
            )
        self._waiting.setdefault(client, deque()).append(visitor)
        self._queued += 1
        try:
            await visitor.turn
        except asyncio.CancelledError:
            if visitor.turn.cancelled():
                self._forget(client, visitor)
            else:
                self._leave(heavy=visitor.heavy)  # the place came together with the cancellation
            raise
        finally:
            self._queued -= 1

    def _serve(self) -> None:
        """Gives the free places to those whose turn it is."""
        while (visitor := self._next()) is not None:
            if not visitor.turn.done():  # else: cancelled, and about to leave by itself
                self._take(heavy=visitor.heavy)
                visitor.turn.set_result(None)

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
            visitor = next((each for each in line if self._has_place(heavy=each.heavy)), None)
            if visitor is not None:
                line.remove(visitor)
                del self._waiting[client]
                if line:
                    self._waiting[client] = line  # to the end
                return visitor
        return None
