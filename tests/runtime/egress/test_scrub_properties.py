"""Whatever the secret, the text around it, its spelling, the chunks and the compression: nothing of it comes back."""

import asyncio
import base64
import gzip
import html
import json
import re
import zlib
from collections.abc import Awaitable, Callable
from urllib.parse import quote

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from runtime.egress.errors import FetchFailed
from runtime.egress.fetch import Fetcher
from runtime.egress.spellings import LONGEST
from tests.runtime.egress.leaks import leaks
from tests.runtime.egress.upstream import Carries, Upstream, authority, fetcher, get, upstream

ALPHABETS = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_",
    "0123456789abcdef",
    "eyJhbGciOiJIUzI1NiJ9.",
    "abcXYZ019!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
    "aé漢z0/+",
)
secrets = st.sampled_from(ALPHABETS).flatmap(lambda alphabet: st.text(alphabet, min_size=16, max_size=64))

ENCODINGS: dict[str, Callable[[bytes], bytes]] = {
    "raw": bytes,
    "base64": base64.b64encode,
    "base64url": lambda data: base64.urlsafe_b64encode(data).rstrip(b"="),
    "base64 in lines": base64.encodebytes,
    "hex": lambda data: data.hex().encode(),
    "HEX": lambda data: data.hex().upper().encode(),
    "percent": lambda data: quote(data, safe="").encode(),
    "percent of all": lambda data: "".join(f"%{byte:02X}" for byte in data).encode(),
    "JSON": lambda data: json.dumps(data.decode("utf-8", "replace")).encode(),
    "JSON of Latin-1": lambda data: json.dumps(data.decode("latin-1")).encode(),
    "JSON of all": lambda data: "".join(f"\\u00{byte:02x}" for byte in data).encode(),
    "HTML": lambda data: html.escape(data.decode("latin-1")).encode("latin-1"),
    "UTF-16": lambda data: data.decode("utf-8", "replace").encode("utf-16-le"),
    "percent of base64": lambda data: quote(base64.b64encode(data), safe="").encode(),
}
COMPRESSIONS: dict[str, Callable[[bytes], bytes]] = {
    "identity": bytes,
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "": gzip.compress,
}


def chunked(data: bytes, sizes: list[int], encoding: str) -> bytes:
    head = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n"
    body = b""
    for size in sizes:
        piece, data = data[:size], data[size:]
        body += b"%x\r\n%b\r\n" % (len(piece), piece) if piece else b""
    body += b"%x\r\n%b\r\n" % (len(data), data) if data else b""
    return head + (f"content-encoding: {encoding}\r\n".encode() if encoding else b"") + b"\r\n" + body + b"0\r\n\r\n"


def seen_by_guest(runner: asyncio.Runner, up: Upstream, fetch: Fetcher, secret: str, response: bytes) -> bytes:
    up.handler = lambda _: response
    origin = f"http://127.0.0.1:{up.port}"
    request = get(origin, authorization="Bearer TOKEN")
    try:
        got = runner.run(fetch.fetch(request, authority(origin), Carries(TOKEN=secret), timeout_s=20))
    except FetchFailed as failed:
        return str(failed).encode()
    return bytes(got.reply()) + got.body


def with_upstream(check: Callable[[asyncio.Runner, Upstream, Fetcher], None]) -> None:
    """One server and one fetcher for all examples."""
    with asyncio.Runner() as runner:
        entered: list[Callable[..., Awaitable[object]]] = []

        async def enter() -> tuple[Upstream, Fetcher]:
            serving, fetching = upstream(), fetcher(private=("127.0.0.0/8",))
            up, fetch = await serving.__aenter__(), await fetching.__aenter__()
            entered.extend((fetching.__aexit__, serving.__aexit__))
            return up, fetch

        async def leave() -> None:
            for close in entered:
                await close(None, None, None)

        up, fetch = runner.run(enter())
        try:
            check(runner, up, fetch)
        finally:
            runner.run(leave())


around = st.binary(max_size=60) | st.text(max_size=40).map(str.encode)


def test_nothing_of_a_repeated_secret_reaches_the_guest() -> None:
    def check_all(runner: asyncio.Runner, up: Upstream, fetch: Fetcher) -> None:
        @given(
            secrets,
            st.sampled_from(sorted(ENCODINGS)),
            st.sampled_from(sorted(COMPRESSIONS)),
            around,
            around,
            st.lists(st.integers(1, 40), max_size=8),
        )
        @settings(max_examples=250, deadline=None)
        def check(
            secret: str, encoding: str, compression: str, before: bytes, behind: bytes, chunks: list[int]
        ) -> None:
            raw = secret.encode()
            assume(not leaks(before + behind, raw))
            body = before + b" " + ENCODINGS[encoding](before[:5] + b" " + raw + b" " + behind[:7]) + b" " + behind
            coded = COMPRESSIONS[compression](body)
            seen = seen_by_guest(runner, up, fetch, secret, chunked(coded, chunks, compression))
            assert not leaks(seen, raw)

        check()

    with_upstream(check_all)


def test_an_answer_that_only_shares_words_with_a_secret_comes_through_unharmed() -> None:
    def check_all(runner: asyncio.Runner, up: Upstream, fetch: Fetcher) -> None:
        @given(secrets, st.sampled_from(sorted(ENCODINGS)), st.data())
        @settings(max_examples=150, deadline=None)
        def check(secret: str, encoding: str, data: st.DataObject) -> None:
            raw = b"s" + secret.encode()  # the 3 of %30 would be the beginning of a secret that has 30 there
            assume(len(raw) <= LONGEST)
            missing = data.draw(st.integers(1, len(raw) - 1))
            parts = [raw[missing:], raw[:-missing], *re.findall(rb"[A-Za-z]+", raw[1:])]
            body = b"\x01".join(ENCODINGS[encoding](part) for part in parts)
            seen = seen_by_guest(runner, up, fetch, raw.decode(), chunked(body, [7], ""))
            assert seen.endswith(b'"headers":[]}' + body)

        check()

    with_upstream(check_all)
