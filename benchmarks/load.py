"""Requests over HTTP/1.1 keep-alive connections: each sends its next request when it has its answer (a closed loop).

Written on raw sockets, since an HTTP client would cost more than the servers that are measured. Every answer is read
and judged: a server that fails fast is not fast.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Iterator
from typing import cast

import msgspec

from benchmarks.lineup import Block
from benchmarks.processes import CpuClock
from benchmarks.service import Service

_LENGTH = re.compile(rb"\r\ncontent-length: *([0-9]+)\r\n", re.IGNORECASE)


class BadAnswer(Exception):
    """A server did not answer as it should; the message holds what it said."""


class Expected(msgspec.Struct, frozen=True):
    """What each answer has to hold: how many items, and how many integrations whose results were kept."""

    count: int
    cache_hits: int = 0

    def judge(self, head: bytes, body: bytes) -> None:
        """Errors: BadAnswer."""
        wanted = (b'"count":%d,' % self.count, b'"failedCount":0,', b'"cacheHits":%d,' % self.cache_hits)
        if not head.startswith(b"HTTP/1.1 200 ") or not all(text in body for text in wanted):
            raise BadAnswer(f"{self} expected, got {head.partition(bytes([13]))[0].decode()}: {body[:500].decode()}")


class _Progress:
    """What all connections of a block share: requests that are still to be sent, and the times so far."""

    def __init__(self, bodies: Iterator[bytes], requests: int, service: Service, expected: Expected) -> None:
        self.seconds: list[float] = []
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._requests = requests
        self._left = requests
        self._bodies = bodies
        self._expected = expected
        self._head = (
            f"POST /context HTTP/1.1\r\nHost: 127.0.0.1:{service.port}\r\nAuthorization: Bearer {service.token}\r\n"
            "Content-Type: application/json\r\nContent-Length: "
        ).encode()

    def next_request(self) -> bytes | None:
        """None when enough have been sent."""
        if self._left == 0:
            return None
        self._left -= 1
        body = next(self._bodies)
        return self._head + b"%d\r\n\r\n" % len(body) + body

    def answered(self, head: bytes, body: bytes, seconds: float) -> None:
        self._expected.judge(head, body)
        self.seconds.append(seconds)
        if len(self.seconds) == self._requests:
            self.done.set_result(None)

    def fail(self, error: Exception) -> None:
        if not self.done.done():
            self.done.set_exception(error)


class _Connection(asyncio.Protocol):
    """One connection. `send_next` begins; then it goes on by itself."""

    def __init__(self, progress: _Progress) -> None:
        self._progress = progress
        self._received = bytearray()
        self._sent = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)  # uvloop's is no subclass of it

    def send_next(self) -> None:
        request = self._progress.next_request()
        if request is not None:
            self._sent = time.perf_counter()
            self.transport.write(request)

    def data_received(self, data: bytes) -> None:
        self._received += data
        try:
            whole = self._whole_answer()
            if whole is not None:
                self._progress.answered(*whole, time.perf_counter() - self._sent)
                self._received.clear()
                self.send_next()
        except BadAnswer as error:
            self._progress.fail(error)

    def _whole_answer(self) -> tuple[bytes, bytes] | None:
        """Head and body, when both are there."""
        end = self._received.find(b"\r\n\r\n")
        if end < 0:
            return None
        head = bytes(self._received[: end + 2])
        length = _LENGTH.search(head)
        if length is None:
            raise BadAnswer(f"an answer without Content-Length: {head.decode(errors='replace')}")
        body = bytes(self._received[end + 4 :])
        return (head, body) if len(body) >= int(length[1]) else None

    def connection_lost(self, error: Exception | None) -> None:
        self._progress.fail(BadAnswer(f"the server closed the connection: {error or 'without an error'}"))


class _Heard(Expected, frozen=True):
    """Takes any answer with status 200, and keeps its body."""

    bodies: list[bytes] = msgspec.field(default_factory=list)

    def judge(self, head: bytes, body: bytes) -> None:
        """Errors: BadAnswer."""
        if not head.startswith(b"HTTP/1.1 200 "):
            raise BadAnswer(f"200 expected, got {head.decode()}: {body[:500].decode()}")
        self.bodies.append(body)


async def ask(service: Service, body: bytes) -> bytes:
    """The answer to one request. Errors: BadAnswer, OSError."""
    heard = _Heard(0)
    await post(service, iter([body]), heard, requests=1, connections=1)
    return heard.bodies[0]


async def post(
    service: Service, bodies: Iterator[bytes], expected: Expected, *, requests: int, connections: int
) -> Block:
    """So many requests over so many connections. Connecting is not counted. Errors: BadAnswer, OSError."""
    progress = _Progress(bodies, requests, service, expected)
    loop = asyncio.get_running_loop()
    opened = [
        (await loop.create_connection(lambda: _Connection(progress), "127.0.0.1", service.port))[1]
        for _ in range(connections)
    ]
    try:
        cpu, began = CpuClock(service.pid), time.perf_counter()
        for connection in opened:
            connection.send_next()
        await progress.done
        wall = time.perf_counter() - began
        return Block(tuple(progress.seconds), wall, cpu.seconds())
    finally:
        for connection in opened:
            connection.transport.close()
