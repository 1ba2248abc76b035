"""A whole fetch with a secret: where an answer may repeat it, what then goes on, and what ends the run."""

import asyncio
import base64
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec
import pytest

from runtime.egress.credentials import Filled
from runtime.egress.errors import FetchDenied, FetchFailed
from runtime.egress.limits import EgressLimits
from runtime.egress.reflections import Reflections
from runtime.egress.request import FetchArguments, GuestRequest, Hop
from runtime.egress.sent import Sent
from runtime.egress.url import parse_url
from runtime.secrets.secret_url import parts_sent
from sandbox.errors import Ended
from tests.runtime.egress.upstream import (
    PATH,
    Carries,
    Events,
    Received,
    authority,
    fetcher,
    get,
    post,
    reply,
    upstream,
)

LOOPBACK = ("127.0.0.0/8",)
VALUE = "ghp_9fK2mQ7xLr4Tz8Wb1Nc6Vd3Hs5Jp0Ya"
ENCODED = base64.b64encode(VALUE.encode()).decode()
CARRIES = Carries(TOKEN=VALUE)


def early_hints(body: bytes) -> bytes:
    return f"HTTP/1.1 103 Early Hints\r\nlink: <{VALUE}>\r\n\r\n".encode() + reply(body)


def trailing(body: bytes) -> bytes:
    head = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\ntrailer: x-echo\r\n\r\n"
    return head + b"%x\r\n%b\r\n0\r\nx-echo: %b\r\n\r\n" % (len(body), body, VALUE.encode())


UNSEEN = [
    ("an answer before the answer", early_hints(b"ok")),
    ("a trailer", trailing(b"ok")),
    ("a header of the connection", reply(b"ok", "200 OK", f"keep-alive: {VALUE}", f"proxy-x: {VALUE}")),
]


@pytest.mark.parametrize("answer", [case[1] for case in UNSEEN], ids=[case[0] for case in UNSEEN])
async def test_what_the_guest_never_sees_needs_no_scrubbing(answer: bytes) -> None:
    async with upstream(lambda _: answer) as up, fetcher(private=LOOPBACK) as fetch:
        origin = f"http://127.0.0.1:{up.port}"
        for _ in range(2):
            response = await fetch.fetch(
                get(origin, authorization="Bearer TOKEN"), authority(origin), CARRIES, timeout_s=5
            )
            assert response.body == b"ok"
            assert VALUE.encode() not in bytes(response.reply())
            assert up.received[-1].first("authorization") == f"Bearer {VALUE}"


ERRORS = [
    (reply(b"x", "200 OK", f"content-encoding: {VALUE}"), "encoded as 'skerry_token'"),
    (reply(b"x", "200 OK", f"content-encoding: x-{ENCODED}"), "TOKEN as base64 in its header content-encoding"),
    (reply(b"", "302 Found", f"location: ftp://{VALUE}"), "'ftp://skerry_token'"),
    (reply(b"", "302 Found", f"location: ftp://{ENCODED}"), "TOKEN as base64 in its header location"),
    (f"HTTP/1.1 200 OK\r\n{VALUE} {VALUE}\r\n\r\n".encode(), "does not speak HTTP"),
    (f"{VALUE}\r\n\r\n".encode(), "does not speak HTTP"),
    (f"HTTP/1.1 101 {VALUE}\r\nupgrade: x\r\n\r\n".encode(), "answers 101|does not speak HTTP"),
]


@pytest.mark.parametrize(("answer", "reason"), ERRORS)
async def test_no_error_quotes_it(answer: bytes, reason: str) -> None:
    events = Events()
    async with upstream(lambda _: answer) as up, fetcher(private=LOOPBACK, events=events) as fetch:
        up.closes = True
        origin = f"http://127.0.0.1:{up.port}"
        with pytest.raises(FetchFailed, match=reason) as failed:
            await fetch.fetch(get(origin, authorization="Bearer TOKEN"), authority(origin), CARRIES, timeout_s=5)
    assert not re.search(f"{VALUE}|{ENCODED}", f"{failed.value}{events.seen}")


# Redirects


async def test_a_redirect_that_repeats_it_goes_on_with_the_placeholder_or_not_at_all() -> None:
    def answer(got: Received) -> bytes:
        path = got.line.split()[1]
        if path == "/raw":
            return reply(VALUE.encode(), "302 Found", f"location: /to?key={VALUE}")
        if path == "/base64":
            return reply(b"", "302 Found", f"location: /to?key={ENCODED}")
        return reply(b"there")

    async with upstream(answer) as up, fetcher(private=LOOPBACK) as fetch:
        origin = f"http://127.0.0.1:{up.port}"
        request = get(f"{origin}/raw", authorization="Bearer TOKEN")
        response = await fetch.fetch(request, authority(origin), CARRIES, timeout_s=5)
        assert response.head.url == f"{origin}/to?key=skerry_token"
        assert up.received[1].line == "GET /to?key=skerry_token HTTP/1.1"
        request = get(f"{origin}/base64", authorization="Bearer TOKEN")
        with pytest.raises(FetchFailed, match="TOKEN as base64 in its header location"):
            await fetch.fetch(request, authority(origin), CARRIES, timeout_s=5)
        assert len(up.received) == 3


async def test_what_one_hop_was_sent_another_cannot_tell() -> None:
    async with upstream(lambda _: reply(VALUE.encode())) as other:
        to = f"http://127.0.0.1:{other.port}/"
        async with (
            upstream(lambda _: reply(b"", "302 Found", f"location: {to}")) as up,
            fetcher(private=LOOPBACK) as fetch,
        ):
            origin = f"http://127.0.0.1:{up.port}"
            request = get(origin, authorization="Bearer TOKEN")
            response = await fetch.fetch(request, authority(origin, to[:-1]), CARRIES, timeout_s=5)
            assert response.body == b"skerry_token"
            assert other.received[0].first("authorization") is None


async def test_a_redirect_that_is_only_shown_is_scrubbed_with_its_body() -> None:
    answer = reply(f"<{VALUE}>".encode(), "302 Found", f"location: https://evil.com/{VALUE}")
    async with upstream(lambda _: answer) as up, fetcher(private=LOOPBACK) as fetch:
        origin = f"http://127.0.0.1:{up.port}"
        manual = GuestRequest(FetchArguments(origin, headers=(("authorization", "TOKEN"),), redirect="manual"))
        response = await fetch.fetch(manual, authority(origin), CARRIES, timeout_s=5)
    assert response.body == b"<skerry_token>"
    assert dict(response.head.headers)["location"] == "https://evil.com/skerry_token"


# URLs that are secret as a whole


class SecretUrl(Carries):
    """Puts the real URL in the place of one that the guest knows."""

    def __init__(self, real: str) -> None:
        super().__init__()
        self.real = real

    def locate(self, hop: Hop) -> Hop:
        if hop.url.host != "skerry_hook.invalid":
            return hop
        return msgspec.structs.replace(hop, url=parse_url(self.real), shown_url="https://skerry_hook.invalid/")

    async def fill(self, hop: Hop, *, granted: bool) -> Filled:
        if hop.shown_url is None:
            return Filled(hop)
        return Filled(hop, parts_sent("HOOK", hop.url, hop.shown_url, "skerry_hook"), ("HOOK",))


HOOK = "/services/T00/aB3dE5gH7jK9mN1pQ3sT5vX7"


async def test_a_secret_url_shows_nowhere() -> None:
    events = Events()
    answer = reply(b"no service aB3dE5gH7jK9mN1pQ3sT5vX7")
    async with upstream(lambda _: answer) as up, fetcher(private=LOOPBACK, events=events) as fetch:
        origin = f"http://127.0.0.1:{up.port}"
        hook = SecretUrl(f"{origin}{HOOK}")
        request = post("https://skerry_hook.invalid/", b"{}")
        response = await fetch.fetch(request, authority(f"POST {origin}"), hook, timeout_s=5)
        assert up.received[0].line == f"POST {HOOK} HTTP/1.1"
        assert response.head.url == "https://skerry_hook.invalid/"
        assert response.body == b"no service skerry_hook"
    assert "aB3dE5" not in f"{response}{events.seen}"
    assert "HOOK as it was sent in its body" in str(events.seen)


@pytest.mark.parametrize(("location", "then"), [("/other", "/other"), ("next", "/next"), ("?page=2", "/?page=2")])
async def test_a_redirect_of_a_secret_url_takes_nothing_of_it_along(location: str, then: str) -> None:
    def answer(got: Received) -> bytes:
        return reply(b"", "302 Found", f"location: {location}") if HOOK in got.line else reply(b"there")

    async with upstream(answer) as up, fetcher(private=LOOPBACK) as fetch:
        origin = f"http://127.0.0.1:{up.port}"
        hook = SecretUrl(f"{origin}{HOOK}")
        request = get("https://skerry_hook.invalid/")
        response = await fetch.fetch(request, authority(origin), hook, timeout_s=5)
    assert (response.head.url, response.body) == (f"{origin}{then}", b"there")


# Headers with which an answer could be read bit by bit


@pytest.mark.parametrize(
    "name", ["Range", "If-Range", "if-none-match", "If-Modified-Since", "If-Match", "If-Unmodified-Since", "A-IM",
             "Accept-Charset", "Request-Range", "If_None_Match"]
)  # fmt: skip
async def test_a_header_that_cuts_the_answer_is_refused_beside_a_secret_only(name: str) -> None:
    async with upstream() as up, fetcher(private=LOOPBACK) as fetch:
        origin = f"http://127.0.0.1:{up.port}"
        request = get(origin, authorization="Bearer TOKEN", **{name: "bytes=0-1"})
        with pytest.raises(FetchDenied, match=rf"the header {name.lower()} is not sent .*\(TOKEN\)"):
            await fetch.fetch(request, authority(origin), CARRIES, timeout_s=5)
        assert up.connections == 0
        await fetch.fetch(get(origin, **{name: "bytes=0-1"}), authority(origin), CARRIES, timeout_s=5)
        assert up.received[0].first(name.lower()) == "bytes=0-1"


# Counting


async def test_the_second_answer_that_repeats_a_secret_ends_the_run() -> None:
    events, run = Events(), Reflections()
    bodies = [b"fine", f"{VALUE} {VALUE}".encode(), b"fine", VALUE.encode()]
    async with upstream() as up, fetcher(private=LOOPBACK, events=events) as fetch:
        origin = f"http://127.0.0.1:{up.port}"

        async def ask() -> bytes:
            up.handler = lambda _: reply(bodies.pop(0))
            request = get(origin, authorization="Bearer TOKEN")
            return (await fetch.fetch(request, authority(origin), CARRIES, timeout_s=5, reflections=run)).body

        assert [await ask() for _ in range(3)] == [b"fine", b"skerry_token skerry_token", b"fine"]
        with pytest.raises(Ended) as ended:
            await ask()
    assert str(ended.value) == (
        f"127.0.0.1:{up.port} repeated the secret TOKEN as it was sent in its body, the second answer to do so, which "
        f'ends the run: narrow net in [grants."{PATH}"] of skerry.toml to methods and paths that do not repeat what '
        f'they are sent, as in "GET {origin}/v2/"'
    )
    reflected = [event for event in events.seen if event["step"] == "reflected"]
    assert [event["level"] for event in reflected] == ["warning"] * 2
    assert reflected[0]["secrets"] == ["TOKEN as it was sent in its body"]
    assert events.seen[-1]["step"] == "failed"
    assert VALUE not in str(events.seen)


async def test_an_answer_that_was_withheld_counts_too_and_so_does_one_to_a_request_without_the_secret() -> None:
    run = Reflections()
    async with upstream(lambda _: reply(ENCODED.encode())) as up, fetcher(private=LOOPBACK) as fetch:
        origin = f"http://127.0.0.1:{up.port}"
        request = get(origin, authorization="Bearer TOKEN")
        with pytest.raises(FetchFailed, match=r"^fetch failed: the response repeats the secret TOKEN as base64 in its"):
            await fetch.fetch(request, authority(origin), CARRIES, timeout_s=5, reflections=run)
        with pytest.raises(Ended, match="TOKEN as base64"):  # it may have been stored there
            await fetch.fetch(get(origin), authority(origin), CARRIES, timeout_s=5, reflections=run)
        # Another run knows nothing of it.
        assert (await fetch.fetch(get(origin), authority(origin), CARRIES, timeout_s=5)).body == ENCODED.encode()


async def test_two_at_once_are_two() -> None:
    run = Reflections()
    async with upstream(lambda _: reply(VALUE.encode())) as up, fetcher(private=LOOPBACK) as fetch:
        origin = f"http://127.0.0.1:{up.port}"
        request = get(origin, authorization="Bearer TOKEN")
        both = [fetch.fetch(request, authority(origin), CARRIES, timeout_s=5, reflections=run) for _ in range(2)]
        results = await asyncio.gather(*both, return_exceptions=True)
    assert sorted(type(result).__name__ for result in results) == ["Ended", "GuestResponse"]


class Watched(Reflections):
    """Tells when an answer's head is there: it is searched for what was sent until then."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = asyncio.Event()

    @property
    def sent(self) -> tuple[Sent, ...]:
        self.asked.set()
        return super().sent


@asynccontextmanager
async def slow(begin: bytes, end: bytes, go_on: asyncio.Event) -> AsyncIterator[str]:
    """The origin of a server that waits in mid-answer."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(begin)
        await writer.drain()
        await go_on.wait()
        writer.write(end)
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


async def test_an_answer_that_began_before_a_secret_was_sent_is_searched_for_it() -> None:
    run, came = Watched(), asyncio.Event()
    head = b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n"
    async with upstream() as up, slow(head, VALUE.encode(), came) as stream, fetcher(private=LOOPBACK) as fetch:
        origin = f"http://127.0.0.1:{up.port}"
        rules = authority(stream, origin)
        streamed = asyncio.create_task(fetch.fetch(get(stream), rules, CARRIES, timeout_s=5, reflections=run))
        await run.asked.wait()
        request = get(origin, authorization="Bearer TOKEN")
        await fetch.fetch(request, rules, CARRIES, timeout_s=5, reflections=run)
        came.set()
        assert (await streamed).body == b"skerry_token"


async def test_a_large_body_is_searched_too() -> None:
    body = b"x" * 3_000_000 + ENCODED.encode()
    limits = EgressLimits(response_bytes=4_000_000)
    async with upstream(lambda _: reply(body)) as up, fetcher(private=LOOPBACK, limits=limits) as fetch:
        origin = f"http://127.0.0.1:{up.port}"
        request = get(origin, authorization="Bearer TOKEN")
        with pytest.raises(FetchFailed, match="TOKEN as base64 in its body"):
            await fetch.fetch(request, authority(origin), CARRIES, timeout_s=20)
