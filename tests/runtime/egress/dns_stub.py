"""A name server on a loopback UDP socket that a test scripts, and a resolver that asks it, packet by packet."""

import asyncio
import ipaddress
import struct
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import cast

from runtime.egress.url import Address

A, CNAME, AAAA = 1, 5, 28
NO_NAME = 3  # RFC 1035, 4.1.1

Answer = Sequence[str]
"""Addresses; a name among them is an alias for what follows."""


class NameServer(asyncio.DatagramProtocol):
    """The n-th look-up of a name gets the n-th answer of its script, the last one again after that."""

    def __init__(self, script: Mapping[str, Sequence[Answer]]) -> None:
        self._script = script
        self.asked: list[str] = []
        self.port = 0
        self.silent = False
        self._transport: asyncio.DatagramTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.DatagramTransport, transport)
        self.port = transport.get_extra_info("sockname")[1]

    def datagram_received(self, data: bytes, addr: tuple[str | int, ...]) -> None:
        number, name, kind, question = _question(data)
        if kind == A:
            self.asked.append(name)
        answers = self._script.get(name)
        if self.silent or self._transport is None:
            return
        turn = min(self.asked.count(name) - 1, len(answers) - 1) if answers else 0
        records = [_record(name, text) for text in (answers[turn] if answers else ()) if _kind(text) in (kind, CNAME)]
        head = struct.pack("!6H", number, 0x8180 | (0 if answers else NO_NAME), 1, len(records), 0, 0)
        self._transport.sendto(head + question + b"".join(records), addr)


@asynccontextmanager
async def name_server(script: Mapping[str, Sequence[Answer]]) -> AsyncIterator[NameServer]:
    loop = asyncio.get_running_loop()
    transport, server = await loop.create_datagram_endpoint(lambda: NameServer(script), ("127.0.0.1", 0))
    try:
        yield server
    finally:
        transport.close()


class StubResolver:
    """Implements `runtime.egress.resolver.Resolver`: asks the name server for A and AAAA, over the wire."""

    def __init__(self, server: NameServer) -> None:
        self._server = server

    async def resolve(self, host: str) -> Sequence[Address]:
        return [address for kind in (A, AAAA) for address in await self._ask(host, kind)]

    def close(self) -> None:
        pass

    async def _ask(self, host: str, kind: int) -> list[Address]:
        answer: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()

        class Client(asyncio.DatagramProtocol):
            def datagram_received(self, data: bytes, addr: tuple[str | int, ...]) -> None:
                answer.set_result(data)

        where = ("127.0.0.1", self._server.port)
        transport, _ = await asyncio.get_running_loop().create_datagram_endpoint(Client, remote_addr=where)
        try:
            transport.sendto(struct.pack("!6H", 1, 0x0100, 1, 0, 0, 0) + _name(host) + struct.pack("!2H", kind, 1))
            return _addresses(await answer)
        finally:
            transport.close()


def _kind(text: str) -> int:
    try:
        return A if ipaddress.ip_address(text).version == 4 else AAAA
    except ValueError:
        return CNAME


def _name(text: str) -> bytes:
    return b"".join(bytes([len(label)]) + label.encode("ascii") for label in text.split(".")) + b"\0"


def _question(data: bytes) -> tuple[int, str, int, bytes]:
    end = data.index(b"\0", 12)
    labels, at = [], 12
    while at < end:
        labels.append(data[at + 1 : at + 1 + data[at]].decode("ascii"))
        at += 1 + data[at]
    return (
        struct.unpack_from("!H", data)[0],
        ".".join(labels),
        struct.unpack_from("!H", data, end + 1)[0],
        data[12 : end + 5],
    )


def _record(name: str, text: str) -> bytes:
    kind = _kind(text)
    value = _name(text) if kind == CNAME else ipaddress.ip_address(text).packed
    return _name(name) + struct.pack("!HHIH", kind, 1, 0, len(value)) + value


def _addresses(data: bytes) -> list[Address]:
    count = struct.unpack_from("!H", data, 6)[0]
    at = data.index(b"\0", 12) + 5
    found: list[Address] = []
    for _ in range(count):
        at = data.index(b"\0", at) + 1
        kind, _, _, length = struct.unpack_from("!HHIH", data, at)
        at += 10
        if kind in (A, AAAA):
            found.append(ipaddress.ip_address(data[at : at + length]))
        at += length
    return found
