"""What a client may send before anybody has looked at it, over a real socket to a real server process."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from runtime.http import protocol
from tests.serving import Server, github, serve


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder: Path = tmp_path_factory.mktemp("integrations")
    with serve(folder) as running:
        yield running


async def connect(server: Server) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    host, port = server.url.removeprefix("http://").split(":")
    return await asyncio.open_connection(host, int(port))


async def test_headers_without_end_are_refused_before_they_fill_the_memory(server: Server) -> None:
    async def flood(writer: asyncio.StreamWriter) -> None:
        writer.write(b"GET /healthz HTTP/1.1\r\nHost: x\r\nX: ")
        for _ in range(512):
            writer.write(b"a" * 65536)
            await writer.drain()

    _, writer = await connect(server)
    with pytest.raises(ConnectionError):
        await flood(writer)
    writer.close()


async def test_headers_a_little_too_large_get_an_answer_that_says_so(server: Server) -> None:
    reader, writer = await connect(server)
    writer.write(b"GET /healthz HTTP/1.1\r\nHost: x\r\nX: " + b"a" * (protocol.MAX_HEAD_BYTES + 1))
    answer = await reader.read()
    writer.close()
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 431 ")
    assert json.loads(body) == {"error": "Request header fields too large: at most 65536 bytes"}


async def test_a_large_body_is_no_large_head(server: Server) -> None:
    async with server.client() as client:
        answer = await client.post("/context", json=github(text="x" * 90_000))
        assert answer.status_code == 200


async def test_a_request_that_does_not_go_on_is_closed(server: Server) -> None:
    reader, writer = await connect(server)
    writer.write(b"GET /healthz HTT")
    began = time.monotonic()
    assert await asyncio.wait_for(reader.read(), protocol.HEAD_SECONDS + 3) == b""
    assert time.monotonic() - began > protocol.HEAD_SECONDS - 2
    writer.close()


async def test_a_connection_that_is_kept_alive_is_not_closed_by_that(server: Server) -> None:
    async with server.client() as client:
        for _ in range(3):
            assert (await client.get("/healthz")).status_code == 200
            await asyncio.sleep(0.05)


async def test_the_address_is_the_peers_whatever_the_client_says(server: Server) -> None:
    async with server.client(headers={"X-Forwarded-For": "9.9.9.9"}) as client:
        await client.get("/healthz", headers={"Authorization": "Bearer wrong"})
    await asyncio.sleep(0.2)
    assert not any("9.9.9.9" in line for line in server.said)
    assert any('"client":"127.0.0.1"' in line for line in server.said)
