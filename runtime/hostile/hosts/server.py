"""A small HTTP/1.1 server on loopback that notes what arrives."""

from __future__ import annotations

import asyncio
import base64
import gzip
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from urllib.parse import parse_qsl, urlsplit

import msgspec

GZIP = b"\x1f\x8b"
HOLD_SECONDS = 0.005
"""How long a request is held, so that several can be there at once."""


class Received(msgspec.Struct, frozen=True):
    """A request."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes = b""

    @property
    def path(self) -> str:
        """The target without its query."""
        return urlsplit(self.target).path

    def asked(self, name: str, default: str = "") -> str:
        """A value of the query."""
        return dict(parse_qsl(urlsplit(self.target).query)).get(name, default)

    def header(self, name: str) -> str:
        """A header's first value; empty without one."""
        return next((value for known, value in self.headers if known.lower() == name), "")

    @property
    def text(self) -> str:
        """All of it, for whoever looks for something in it."""
        lines = [f"{self.method} {self.target}", *(f"{name}: {value}" for name, value in self.headers)]
        return "\n".join([*lines, self.body.decode("latin-1")])

    @property
    def readable(self) -> str:
        """The same, and what its owner makes of a password and of a compressed body."""
        scheme, _, credentials = self.header("authorization").partition(" ")
        password = base64.b64decode(credentials) if scheme.lower() == "basic" else b""
        unpacked = gzip.decompress(self.body) if self.body.startswith(GZIP) else b""
        return f"{self.text}\n{(password + unpacked).decode('latin-1')}"


Respond = Callable[[Received], bytes]


def reply(body: bytes = b"ok", status: str = "200 OK", *headers: str) -> bytes:
    """A response with its length."""
    lines = [f"HTTP/1.1 {status}", f"content-length: {len(body)}", *headers]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


class Server:
    """Answers with `respond`, keeps what came, and counts how many requests it holds at the same time."""

    def __init__(self, respond: Respond) -> None:
        self.port = 0
        self.seen: list[Received] = []
        self.most = 0
        self._respond = respond
        self._now = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        try:
            while True:
                received = await _read(reader)
                self.seen.append(received)
                self._now += 1
                self.most = max(self.most, self._now)
                await asyncio.sleep(HOLD_SECONDS)
                self._now -= 1
                writer.write(self._respond(received))
                await writer.drain()
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError):
            pass
        finally:
            writer.close()


async def _read(reader: asyncio.StreamReader) -> Received:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    line, *rest = head.strip().split("\r\n")
    method, target, _ = line.split(" ", 2)
    headers = tuple((name, value.strip()) for name, _, value in (text.partition(":") for text in rest))
    length = next((int(value) for name, value in headers if name.lower() == "content-length"), 0)
    return Received(method, target, headers, await reader.readexactly(length))


@asynccontextmanager
async def serving(respond: Respond) -> AsyncIterator[Server]:
    """A server on a free port of 127.0.0.1."""
    served = Server(respond)
    tasks: set[asyncio.Task[None]] = set()

    def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.ensure_future(served.serve(reader, writer))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    listening = await asyncio.start_server(accept, "127.0.0.1", 0)
    served.port = listening.sockets[0].getsockname()[1]
    try:
        yield served
    finally:
        listening.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
