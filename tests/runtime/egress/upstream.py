"""A small HTTP/1.1 server on loopback that a test scripts, and what a fetch needs around it."""

import asyncio
import ipaddress
import ssl
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager

import msgspec
import structlog
from structlog.typing import EventDict

from runtime.egress.authority import Authority
from runtime.egress.credentials import Filled
from runtime.egress.dial import trust
from runtime.egress.fetch import Fetcher
from runtime.egress.limits import EgressLimits
from runtime.egress.private import parse_private
from runtime.egress.request import FetchArguments, GuestRequest, Hop
from runtime.egress.response import Answer
from runtime.egress.rules import parse_rule
from runtime.egress.sent import Sent
from runtime.egress.transport import Transport
from runtime.egress.url import Address

PATH = "team/y.integration.js"


class Received(msgspec.Struct, frozen=True):
    line: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def first(self, name: str) -> str | None:
        return next((value for known, value in self.headers if known.lower() == name), None)


Handler = Callable[[Received], bytes]


def reply(body: bytes = b"ok", status: str = "200 OK", *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"content-length: {len(body)}", *headers]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


class Upstream:
    """`port` listens on 127.0.0.1; `received` and `connections` say what came in."""

    def __init__(self, handler: Handler) -> None:
        self.handler = handler
        self.received: list[Received] = []
        self.connections = 0
        self.server_names: list[str | None] = []
        self.port = 0
        self.hold: asyncio.Event | None = None
        self.closes = False
        """After each answer."""
        self.arrived = asyncio.Event()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            await self._answer(reader, writer)
            while not self.closes:
                await self._answer(reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        except asyncio.CancelledError:
            writer.transport.abort()  # what is left to be written interests nobody
            raise
        finally:
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        line, *rest = head.strip().split("\r\n")
        headers = tuple((name, value.strip()) for name, _, value in (text.partition(":") for text in rest))
        length = next((int(value) for name, value in headers if name.lower() == "content-length"), 0)
        received = Received(line, headers, await reader.readexactly(length))
        self.received.append(received)
        self.arrived.set()
        if self.hold is not None:
            await self.hold.wait()
        writer.write(self.handler(received))
        await writer.drain()


@asynccontextmanager
async def upstream(handler: Handler = lambda _: reply(), tls: ssl.SSLContext | None = None) -> AsyncIterator[Upstream]:
    served = Upstream(handler)
    if tls is not None:
        tls.sni_callback = lambda _socket, name, _context: served.server_names.append(name)
    tasks: set[asyncio.Task[None]] = set()
    transports: list[asyncio.WriteTransport] = []

    def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        transports.append(writer.transport)
        tasks.add(asyncio.ensure_future(served.serve(reader, writer)))

    server = await asyncio.start_server(accept, "127.0.0.1", 0, ssl=tls)
    served.port = server.sockets[0].getsockname()[1]
    try:
        yield served
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for transport in transports:  # a task that was cancelled before it began has closed nothing
            transport.abort()
        await asyncio.sleep(0)  # the sockets that they closed are let go in the loop's next round


class FixedResolver:
    """Answers from a script: the n-th look-up of a name gets the n-th answer, the last one again after that."""

    def __init__(self, answers: Mapping[str, Sequence[Sequence[str]]]) -> None:
        self._answers = answers
        self.asked: list[str] = []

    async def resolve(self, host: str) -> Sequence[Address]:
        script = self._answers[host]
        turn = self.asked.count(host)
        self.asked.append(host)
        return [ipaddress.ip_address(text) for text in script[min(turn, len(script) - 1)]]

    def close(self) -> None:
        pass


class Carries:
    """Credentials that put values in the place of names in every header, as `runtime.secrets` does in some."""

    def __init__(self, **values: str) -> None:
        self.values = values

    def locate(self, hop: Hop) -> Hop:
        return hop

    async def fill(self, hop: Hop, *, granted: bool) -> Filled:
        headers = hop.headers
        sent: list[Sent] = []
        for name, value in self.values.items():
            if any(name.encode() in text for _, text in headers):
                headers = tuple((known, text.replace(name.encode(), value.encode())) for known, text in headers)
                sent.append(Sent(value.encode(), f"skerry_{name.lower()}".encode(), name))
        return Filled(msgspec.structs.replace(hop, headers=headers), tuple(sent), tuple(pair.name for pair in sent))

    def keep(self, hop: Hop, answer: Answer) -> Answer:
        return answer

    def redact(self, text: str) -> str:
        return text


class Events:
    """A structlog logger that keeps what it is given."""

    def __init__(self) -> None:
        self.seen: list[EventDict] = []
        self.log: structlog.typing.FilteringBoundLogger = structlog.wrap_logger(
            structlog.PrintLogger(), processors=[self._keep], wrapper_class=structlog.make_filtering_bound_logger(0)
        )

    def _keep(self, _logger: object, method: str, event: EventDict) -> EventDict:
        self.seen.append({**event, "level": method})
        raise structlog.DropEvent


@asynccontextmanager
async def fetcher(
    *,
    private: Sequence[str] = (),
    answers: Mapping[str, Sequence[Sequence[str]]] | None = None,
    limits: EgressLimits | None = None,
    ca_file: str | None = None,
    events: Events | None = None,
) -> AsyncIterator[Fetcher]:
    limits = limits or EgressLimits()
    resolver = FixedResolver(answers) if answers is not None else None
    private_rules = [parse_private(text) for text in private]
    async with Transport(limits, private=private_rules, resolver=resolver, tls=trust(ca_file)) as transport:
        yield Fetcher(transport, limits, user_agent="skerry/1", log=(events or Events()).log)


def authority(*rules: str, secrets: Sequence[str] = (), path: str = PATH) -> Authority:
    return Authority(path, tuple(parse_rule(rule) for rule in rules), frozenset(secrets))


def get(url: str, **headers: str) -> GuestRequest:
    return GuestRequest(FetchArguments(url, headers=tuple(headers.items())))


def post(url: str, body: bytes = b"x", **headers: str) -> GuestRequest:
    return GuestRequest(FetchArguments(url, "POST", tuple(headers.items())), body)
