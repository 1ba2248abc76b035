from __future__ import annotations

import asyncio
import itertools
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from benchmarks.load import BadAnswer, Expected, post
from benchmarks.service import Service

GOOD = b'{"data":[],"count":3,"cacheHits":1,"failedCount":0,"timestamp":""}'


def answer(body: bytes, status: bytes = b"200 OK") -> bytes:
    return b"HTTP/1.1 %b\r\nContent-Length: %d\r\n\r\n%b" % (status, len(body), body)


@asynccontextmanager
async def serving(reply: Callable[[bytes], list[bytes]]) -> AsyncIterator[Service]:
    """A server that gives these pieces for each request's body, and closes after an empty list."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = int(head.rpartition(b"Content-Length: ")[2])
                pieces = reply(await reader.readexactly(length))
                if not pieces:
                    return
                for piece in pieces:
                    writer.write(piece)
                    await writer.drain()
                    await asyncio.sleep(0)
        except asyncio.IncompleteReadError:
            pass
        finally:
            writer.close()

    async with await asyncio.start_server(talk, "127.0.0.1", 0) as server:
        yield Service(server.sockets[0].getsockname()[1], os.getpid())


@pytest.mark.parametrize("connections", [1, 4])
async def test_every_request_is_sent_once_and_timed(connections: int) -> None:
    seen: list[bytes] = []

    def reply(body: bytes) -> list[bytes]:
        seen.append(body)
        whole = answer(GOOD)
        return [whole[:10], whole[10:50], whole[50:]]

    async with serving(reply) as service:
        bodies = (b"%d" % number for number in itertools.count())
        block = await post(service, bodies, Expected(3, 1), requests=20, connections=connections)

    assert sorted(seen) == sorted(b"%d" % number for number in range(20))
    assert len(block.seconds) == 20
    assert 0 < max(block.seconds) <= block.wall


@pytest.mark.parametrize(
    ("pieces", "message"),
    [
        ([answer(b'{"error":"Too many requests"}', b"429 Too Many Requests")], "429 Too Many Requests"),
        ([answer(GOOD.replace(b'"failedCount":0', b'"failedCount":1'))], '"failedCount":1'),
        ([answer(GOOD.replace(b'"count":3', b'"count":4'))], "count=3"),
        ([answer(GOOD.replace(b'"cacheHits":1', b'"cacheHits":0'))], "cache_hits=1"),
        ([b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"], "without Content-Length"),
        ([], "closed the connection"),
    ],
)
async def test_a_wrong_answer_ends_the_benchmark(pieces: list[bytes], message: str) -> None:
    async with serving(lambda body: pieces) as service:
        with pytest.raises(BadAnswer, match=message):
            await post(service, itertools.repeat(b"{}"), Expected(3, 1), requests=5, connections=2)
