"""Connections in use and at rest.

httpcore's own pool is not used: cancelling a request between being given a connection and opening it leaves that
connection in the pool for good (httpcore 1.0.9), so a guest that aborts its fetches at the right moment would fill it.
It also has no bound per origin.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpcore

from runtime.egress.dial import Dial
from runtime.egress.errors import FetchFailed
from runtime.egress.limits import EgressLimits
from runtime.egress.url import Url

_Key = tuple[str, bool]  # an origin, and whether its requests are granted: only those go to private addresses


class Lease:
    """One connection, for one request at a time. `reused` says that earlier requests went over it."""

    def __init__(
        self, url: Url, connection: httpcore.AsyncHTTP11Connection, *, granted: bool = True, reused: bool
    ) -> None:
        self.url = url
        self.connection = connection
        self.granted = granted
        self.reused = reused


class Connections:
    """Hands out connections, at most so many in all and for each origin; the others wait their turn."""

    def __init__(self, dial: Dial, limits: EgressLimits) -> None:
        self._dial = dial
        self._limits = limits
        self._slots = _Slots(limits)
        self._idle: dict[_Key, list[httpcore.AsyncHTTP11Connection]] = {}

    @asynccontextmanager
    async def lease(self, url: Url, *, granted: bool = True) -> AsyncIterator[Lease]:
        """A connection to the URL's origin; afterwards it is kept for reuse, or closed if its request did not end.

        One that is not `granted` goes to a public address.

        Raises:
            FetchFailed: if none is free in time; and what `Dial.open` raises.
        """
        key = url.origin, granted
        async with self._slots.one(url.origin):
            resting = await self._take(key)
            connection = resting or await self._dial.open(url, granted=granted)
            lease = Lease(url, connection, granted=granted, reused=resting is not None)
            try:
                yield lease
            finally:
                await self._give_back(key, lease.connection)

    async def renew(self, lease: Lease) -> None:
        """Put a connection that was just opened in the place of the lease's own."""
        await lease.connection.aclose()
        lease.connection = await self._dial.open(lease.url, granted=lease.granted)
        lease.reused = False

    @property
    def idle(self) -> int:
        """How many connections rest."""
        return sum(len(resting) for resting in self._idle.values())

    async def aclose(self) -> None:
        """Close the connections at rest."""
        resting, self._idle = self._idle, {}
        for connections in resting.values():
            for connection in connections:
                await connection.aclose()

    async def _take(self, key: _Key) -> httpcore.AsyncHTTP11Connection | None:
        while resting := self._idle.get(key):
            connection = resting.pop()
            if not resting:
                del self._idle[key]
            if not connection.has_expired():  # also: the other side has closed it
                return connection
            await connection.aclose()
        return None

    async def _give_back(self, key: _Key, connection: httpcore.AsyncHTTP11Connection) -> None:
        await self._close_expired()
        reusable = connection.is_idle() and not _has_more(connection)
        if reusable and self.idle < self._limits.idle_connections:
            self._idle.setdefault(key, []).append(connection)
        else:
            await connection.aclose()

    async def _close_expired(self) -> None:
        expired = [c for resting in self._idle.values() for c in resting if c.has_expired()]
        if not expired:
            return
        kept = {key: [c for c in resting if c not in expired] for key, resting in self._idle.items()}
        self._idle = {key: resting for key, resting in kept.items() if resting}
        for connection in expired:
            await connection.aclose()


def _has_more(connection: httpcore.AsyncHTTP11Connection) -> bool:
    """Whether more came than the response: it would be taken for the answer to the next request, perhaps another's.

    httpcore tells only of what is still in the socket, so its parser is asked.
    """
    unread, _ = connection._h11_state.trailing_data
    return bool(unread)


class _Slots:
    """Two bounds on what is in use: in all, and for each origin. First come, first served; nobody waits for long."""

    def __init__(self, limits: EgressLimits) -> None:
        self._limits = limits
        self._total = asyncio.Semaphore(limits.connections)
        self._of_origin: dict[str, asyncio.Semaphore] = {}
        self._users: Counter[str] = Counter()

    @asynccontextmanager
    async def one(self, origin: str) -> AsyncIterator[None]:
        own = self._of_origin.setdefault(origin, asyncio.Semaphore(self._limits.connections_per_origin))
        self._users[origin] += 1
        try:
            # The origin's slot first: who waits for a busy origin must not hold a slot that others could use.
            await self._take(own, origin, "connections_per_origin")
            try:
                await self._take(self._total, "any host", "connections")
                try:
                    yield
                finally:
                    self._total.release()
            finally:
                own.release()
        finally:
            self._users[origin] -= 1
            if not self._users[origin]:
                del self._users[origin], self._of_origin[origin]

    async def _take(self, slots: asyncio.Semaphore, where: str, setting: str) -> None:
        if not slots.locked():
            await slots.acquire()  # at once
            return
        try:
            async with asyncio.timeout(self._limits.wait_ms / 1000):
                await slots.acquire()
        except TimeoutError:
            raise FetchFailed(
                f"fetch failed: no connection to {where} was free for {self._limits.wait_ms} ms, "
                f"{getattr(self._limits, setting)} are in use: raise {setting} or wait_ms in [egress] of skerry.toml"
            ) from None
