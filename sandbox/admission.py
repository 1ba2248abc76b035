"""Who may run now: a bounded number of runs in flight, a bounded queue behind them, and turns among the clients."""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sandbox.errors import Full
from sandbox.limits import Limits

RETRY_AFTER_SECONDS = 1


class Admission:
    """Places for runs. Who waits is served client by client in turn: one with many cannot hold up the others."""

    def __init__(self, limits: Limits) -> None:
        self._free = limits.runs_in_flight
        self._limits = limits
        self._waiting: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()
        self._queued = 0

    @asynccontextmanager
    async def place(self, client: str) -> AsyncIterator[None]:
        """A place for one run inside the block. Errors: Full."""
        if self._free > 0:
            self._free -= 1
        else:
            await self._wait(client)
        try:
            yield
        finally:
            self._hand_over()

    async def _wait(self, client: str) -> None:
        if self._queued >= self._limits.queue:
            raise Full(
                RETRY_AFTER_SECONDS,
                f"{self._limits.runs_in_flight} runs are in flight and {self._queued} wait "
                "(limits runs_in_flight and queue, [limits] in skerry.toml)",
            )
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(client, deque()).append(turn)
        self._queued += 1
        try:
            await turn
        except asyncio.CancelledError:
            if not turn.cancelled():
                self._hand_over()  # the place came together with the cancellation
            raise
        finally:
            self._queued -= 1

    def _hand_over(self) -> None:
        """Gives the place to the next client in turn."""
        while self._waiting:
            client, line = self._waiting.popitem(last=False)
            turn = line.popleft()
            if line:
                self._waiting[client] = line  # to the end
            if not turn.done():  # else: cancelled, and about to leave by itself
                turn.set_result(None)
                return
        self._free += 1
