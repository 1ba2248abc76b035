import asyncio
import json
from collections.abc import AsyncIterator

import pytest

from runtime.context import MAX_BYTES
from runtime.http import body
from tests.runtime.http.conftest import CONTEXT, TOKEN, FakeDispatcher, MakeSite, Site

HEAD = (
    f"POST /context HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {TOKEN}\r\nContent-Type: application/json\r\n".encode()
)
GOOD = json.dumps(CONTEXT).encode()
JSON = {"Content-Type": "application/json"}


def padded(size: int) -> bytes:
    """A good context of exactly this many bytes."""
    base = json.dumps({**CONTEXT, "pad": ""}).encode()
    return base.replace(b'"pad": ""', b'"pad": "' + b"x" * (size - len(base)) + b'"')


def chunked(*chunks: bytes) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks)


async def pieces(raw: bytes, size: int = 10_000) -> AsyncIterator[bytes]:
    for start in range(0, len(raw), size):
        yield raw[start : start + size]


@pytest.mark.parametrize(
    "content_type",
    [
        "application/json",
        "Application/JSON",
        "application/json;charset=utf-8",
        'application/json ; charset="UTF-8"',
        "application/json; charset=utf8",
        "application/vnd.skerry+json",
        "application/problem+json; charset=utf-8",
    ],
)
async def test_json_is_taken_by_any_of_its_names(site: Site, content_type: str) -> None:
    assert (await site.ask(content=GOOD, headers={"Content-Type": content_type})).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Content-Type": ""},
        {"Content-Type": "text/plain"},
        {"Content-Type": "text/json"},
        {"Content-Type": "application/x-www-form-urlencoded"},
        {"Content-Type": "multipart/form-data; boundary=x"},
        {"Content-Type": "application/json; charset=latin1"},
        {"Content-Type": "application/json, text/plain"},
        {"Content-Type": "application/jsonp"},
        {"Content-Type": "application/+json"},
        {**JSON, "Content-Encoding": "gzip"},
        {**JSON, "Content-Encoding": "x"},
    ],
)
async def test_a_body_that_is_not_json_is_415(site: Site, headers: dict[str, str], dispatcher: FakeDispatcher) -> None:
    answer = await site.ask(content=GOOD, headers=headers)
    assert (answer.status_code, answer.json()["error"]) == (415, "Unsupported media type")
    assert dispatcher.asked == []


@pytest.mark.parametrize(("size", "status"), [(MAX_BYTES, 200), (MAX_BYTES + 1, 413), (5_000_000, 413)])
async def test_a_body_has_at_most_100_kb_whether_its_length_is_told_or_not(site: Site, size: int, status: int) -> None:
    raw = padded(size)
    assert len(raw) == size
    assert (await site.ask(content=raw, headers=JSON)).status_code == status
    answer = await site.ask(content=pieces(raw), headers=JSON)
    assert answer.status_code == status
    if status == 413:
        assert answer.json()["error"] == "Request body too large"


async def test_after_a_413_the_connection_still_serves(site: Site) -> None:
    too_large = HEAD + b"Content-Length: 200000\r\n\r\n" + b"x" * 200_000
    good = HEAD + b"Connection: close\r\nContent-Length: %d\r\n\r\n" % len(GOOD) + GOOD
    answer = await site.talk(too_large, good)
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b"HTTP/1.1 200 OK" in answer


@pytest.mark.parametrize(
    "framing",
    [
        b"Content-Length: 999999999999\r\n\r\n",
        b"Content-Length: 200000\r\nExpect: 100-continue\r\n\r\n",
        b"Content-Length: %d\r\n\r\n" % (body.DRAIN_BYTES + 1),
    ],
)
async def test_a_body_announced_as_much_too_large_is_not_waited_for(site: Site, framing: bytes) -> None:
    answer = await site.talk(HEAD + framing)
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b"connection: close" in answer


async def test_chunks_without_end_are_cut_off(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(body, "DRAIN_BYTES", 300_000)
    flood = chunked(*[b"x" * 50_000] * 7)
    answer = await site.talk(HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + flood)
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b"connection: close" in answer


@pytest.mark.parametrize(
    "framing",
    [
        b"Content-Length: %d\r\n\r\n" % (len(GOOD) + 10),  # more than comes
        b"Transfer-Encoding: chunked\r\n\r\n" + chunked(b"{"),  # no last chunk
        b"Content-Length: %d\r\nExpect: 100-continue\r\n\r\n" % (len(GOOD) + 10),
    ],
)
async def test_a_body_that_does_not_come_is_408(
    site: Site, framing: bytes, monkeypatch: pytest.MonkeyPatch, dispatcher: FakeDispatcher
) -> None:
    monkeypatch.setattr(body, "READ_SECONDS", 0.05)
    answer = await site.talk(HEAD + framing)
    assert b"HTTP/1.1 408 " in answer
    assert b"connection: close" in answer
    assert dispatcher.asked == []


async def test_what_comes_after_the_told_length_is_no_part_of_the_body(site: Site, dispatcher: FakeDispatcher) -> None:
    # To the parser it is the next request, and no good one.
    answer = await site.talk(HEAD + b"Content-Length: 2\r\n\r\n" + GOOD)
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert dispatcher.asked == []


@pytest.mark.parametrize(
    "framing",
    [
        b"Content-Length: -1\r\n\r\n",
        b"Content-Length: 1e3\r\n\r\n",
        b"Content-Length: 5\r\nContent-Length: 6\r\n\r\n",
        b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n" + chunked(GOOD, b""),
        b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"Transfer-Encoding: gzip, x\r\n\r\n",
    ],
)
async def test_ambiguous_framing_is_refused(site: Site, framing: bytes, dispatcher: FakeDispatcher) -> None:
    answer = await site.talk(HEAD + framing)
    assert answer.startswith((b"HTTP/1.1 400 ", b"HTTP/1.1 413 "))
    assert dispatcher.asked == []


async def test_requests_sent_at_once_are_answered_in_order(site: Site, dispatcher: FakeDispatcher) -> None:
    one = HEAD + b"Content-Length: %d\r\n\r\n" % len(GOOD) + GOOD
    last = HEAD + b"Connection: close\r\nContent-Length: 2\r\n\r\n{}"
    answer = await site.talk(one + one + last)
    statuses = [part[:3] for part in answer.split(b"HTTP/1.1 ")[1:]]
    assert statuses == [b"200", b"200", b"400"]
    assert len(dispatcher.asked) == 2


async def test_a_body_may_come_byte_by_byte(site: Site) -> None:
    async with site.connection() as (reader, writer):
        writer.write(HEAD + b"Connection: close\r\nContent-Length: %d\r\n\r\n" % len(GOOD))
        for byte in GOOD:
            writer.write(bytes([byte]))
            await writer.drain()
        assert (await reader.read()).startswith(b"HTTP/1.1 200 OK")


async def test_a_client_that_leaves_in_mid_body_is_forgotten(site: Site, dispatcher: FakeDispatcher) -> None:
    async with site.connection() as (_, writer):
        writer.write(HEAD + b"Content-Length: 1000\r\n\r\n{")
        await writer.drain()
    assert (await site.ask()).status_code == 200
    assert len(dispatcher.asked) == 1


async def test_slow_headers_hold_up_nobody_else(make_site: MakeSite) -> None:
    site = await make_site()
    async with site.connection() as (_, writer):
        writer.write(b"POST /context HTTP/1.1\r\nHost: x\r\nX-Slow: ")
        await writer.drain()
        answers = await asyncio.gather(*(site.ask() for _ in range(3)))
    assert [answer.status_code for answer in answers] == [200, 200, 200]
