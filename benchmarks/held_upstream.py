"""An upstream in this process that keeps everybody waiting until it is told to answer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import cast

from benchmarks.upstream import ANSWER


class HeldUpstream:
    """Answers at once while it is open, and not at all while it is held; then everything that has come."""

    def __init__(self) -> None:
        self.origin = ""
        self._held = False
        self._waiting: list[asyncio.Transport] = []

    def hold(self) -> None:
        """No more answers."""
        self._held = True

    def release(self) -> None:
        """Answers what waits, and whatever comes."""
        self._held = False
        for transport in self._waiting:
            transport.write(ANSWER)
        self._waiting.clear()

    def asked(self, transport: asyncio.Transport) -> None:
        """A request has come."""
        if self._held:
            self._waiting.append(transport)
        else:
            transport.write(ANSWER)


class _Connection(asyncio.Protocol):
    """One connection; its requests have no bodies and are not pipelined."""

    def __init__(self, upstream: HeldUpstream) -> None:
        self._upstream = upstream
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        *heads, self._received = (self._received + data).split(b"\r\n\r\n")
        for _ in heads:
            self._upstream.asked(self._transport)


@asynccontextmanager
async def held_upstream() -> AsyncIterator[HeldUpstream]:
    """An upstream, open at first."""
    upstream = HeldUpstream()
    loop = asyncio.get_running_loop()
    async with await loop.create_server(lambda: _Connection(upstream), "127.0.0.1", 0) as server:
        upstream.origin = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        yield upstream
