import asyncio
import contextlib
import gzip
from collections.abc import Awaitable, Callable

import msgspec
import pytest

from runtime.egress.errors import FetchDenied, FetchFailed
from runtime.egress.fetch import Fetcher
from runtime.egress.limits import EgressLimits
from runtime.egress.request import FetchArguments, GuestRequest, decode_request
from tests.runtime.egress.upstream import PATH, Events, Received, authority, fetcher, get, post, reply, upstream

LOOPBACK = ("127.0.0.0/8",)


async def test_a_request_arrives_as_the_rule_was_asked_and_its_answer_comes_back() -> None:
    answer = reply(b'{"a":1}', "201 Made", "X-B: 1", "x-b: 2", "connection: keep-alive")
    async with upstream(lambda _: answer) as up, fetcher(private=LOOPBACK) as fetch:
        origin = f"http://127.0.0.1:{up.port}"
        request = post(
            f"{origin}/a/../b?q=%20x#f", b"body", **{"X-Mine": "1", "Host": "evil.com", "Connection": "close"}
        )
        response = await fetch.fetch(request, authority(f"POST {origin}"), timeout_s=5)
    assert up.received == [
        Received(
            "POST /b?q=%20x HTTP/1.1",
            (
                ("host", f"127.0.0.1:{up.port}"),
                ("content-length", "4"),
                ("accept-encoding", "gzip, deflate"),
                ("accept", "*/*"),
                ("user-agent", "skerry/1"),
                ("x-mine", "1"),
            ),
            b"body",
        )
    ]
    assert msgspec.json.decode(response.reply()) == {
        "status": 201,
        "statusText": "Made",
        "url": f"{origin}/b?q=%20x",
        "redirected": False,
        "headers": [["content-length", "7"], ["x-b", "1"], ["x-b", "2"]],
    }
    assert response.body == b'{"a":1}'


async def test_an_encoded_body_comes_decoded_and_without_the_headers_of_the_encoded_one() -> None:
    answer = reply(gzip.compress(b"text"), "200 OK", "content-encoding: gzip", "etag: 1")
    async with upstream(lambda _: answer) as up, fetcher(private=LOOPBACK) as fetch:
        origin = f"http://127.0.0.1:{up.port}"
        response = await fetch.fetch(get(origin), authority(origin), timeout_s=5)
    assert response.body == b"text"
    assert response.head.headers == (("etag", "1"),)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("status", ["200 OK", "204 No Content", "304 Not Modified"])
async def test_answers_without_a_body_end_with_their_head(method: str, status: str) -> None:
    def answer(received: Received) -> bytes:
        head = reply(b"", status)
        return head if method == "GET" else head.replace(b"content-length: 0", b"content-length: 99")

    async with upstream(answer) as up, fetcher(private=LOOPBACK) as fetch:
        origin = f"http://127.0.0.1:{up.port}"
        for _ in range(2):
            request = GuestRequest(FetchArguments(origin, method))
            assert (await fetch.fetch(request, authority(origin), timeout_s=5)).body == b""
        assert up.connections == 1


DENIED = [
    ("http://127.0.0.1:1/", (), 'may not reach http://127.0.0.1:1: add "http://127.0.0.1:1" to net in'),
    ("https://api.x.com/", ("other.com",), f'{PATH} may not reach api.x.com: add "api.x.com" to net in'),
    ("http://127.0.0.1:1/", ("http://127.0.0.1:1",), 'add "127.0.0.1:1" to private in \\[egress\\] of skerry.toml'),
    ("http://[::1]:1/", ("http://[::1]:1",), 'add "\\[::1\\]:1" to private in \\[egress\\]'),
    ("http://169.254.169.254/", ("http://169.254.169.254",), "is a link-local address"),
]


@pytest.mark.parametrize(("url", "rules", "reason"), DENIED)
async def test_a_denial_names_the_line_to_add(url: str, rules: tuple[str, ...], reason: str) -> None:
    async with fetcher() as fetch:
        with pytest.raises(FetchDenied, match=reason):
            await fetch.fetch(get(url), authority(*rules), timeout_s=5)


async def test_a_quote_in_a_path_does_not_end_the_line_to_add() -> None:
    async with fetcher() as fetch:
        with pytest.raises(FetchDenied) as denied:
            await fetch.fetch(get("https://x.com"), authority(path='a"].js'), timeout_s=5)
    assert str(denied.value).endswith(r'to net in [grants."a\"].js"] of skerry.toml')


async def test_a_header_that_changes_the_method_is_judged_as_that_method() -> None:
    async with upstream() as up, fetcher(private=LOOPBACK) as fetch:
        origin = f"http://127.0.0.1:{up.port}"
        with pytest.raises(FetchDenied, match=f"may not send TRACE to {origin}$"):
            await fetch.fetch(get(origin, **{"X-HTTP-Method": "trace"}), authority(origin), timeout_s=5)
        for value in ("DELETE", "get, delete"):
            with pytest.raises(FetchDenied, match=f'add "DELETE {origin}"'):
                await fetch.fetch(get(origin, **{"X-HTTP-Method-Override": value}), authority(origin), timeout_s=5)
        assert up.connections == 0
        await fetch.fetch(get(origin, **{"X-HTTP-Method-Override": "head"}), authority(origin), timeout_s=5)


FAILED: list[tuple[GuestRequest, str]] = [
    (get("not a url"), "'not a url' is not a valid URL"),
    (get("https://u:p@x.com/"), "user name or password"),
    (get("http://127.0.0.1", **{"x-a": "a\r\nb"}), "line break"),
    (GuestRequest(FetchArguments("http://127.0.0.1", "CONNECT")), "'CONNECT' is not sent"),
    (GuestRequest(FetchArguments("http://127.0.0.1", "GET / HTTP/1.1\r\nx: y")), "is not sent"),
    (GuestRequest(FetchArguments("http://127.0.0.1", "get"), b"body"), "a GET request has no body"),
]


@pytest.mark.parametrize(("request_", "reason"), FAILED)
async def test_what_cannot_be_sent_is_named(request_: GuestRequest, reason: str) -> None:
    async with fetcher(private=LOOPBACK) as fetch:
        with pytest.raises(FetchFailed, match=reason):
            await fetch.fetch(request_, authority("http://127.0.0.1"), timeout_s=5)


def test_arguments_of_another_shape_are_refused() -> None:
    assert decode_request(b'{"url":"x","headers":[["a","b"]]}', b"c").arguments.headers == (("a", "b"),)
    for arguments in (b"{}", b'{"url":1}', b'{"url":"x","proxy":"y"}', b'{"url":"x","redirect":"z"}', b"[", b"\xff"):
        with pytest.raises(FetchFailed, match="arguments of the call"):
            decode_request(arguments, None)


BROKEN = [
    (b"", "closed the connection early"),
    (b"nonsense\r\n\r\n", "does not speak HTTP"),
    (b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nab", "closed the connection early"),
    (b"HTTP/1.1 200 OK\r\nx: a\0b\r\n\r\n", "does not speak HTTP"),
    (b"HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\n\r\n", "answers 101|does not speak HTTP"),
    (b"HTTP/1.1 200 OK\r\nx: " + b"a" * 200_000, "is longer than 102400 bytes"),
    (reply(b"", "200 OK", *(f"x-{n}: 1" for n in range(300))), "the response has 301 headers"),
    (reply(b"", "200 OK", "x: " + "a" * 70_000), "bytes, allowed are 200 of 65536"),
    (b"HTTP/1.1 200 OK\r\ncontent-length: 6000000\r\n\r\n", "has 6000000 bytes or more, allowed are 5000000"),
    (reply(b"x", "200 OK", "content-encoding: br"), "encoded as 'br'"),
]


@pytest.mark.parametrize(("answer", "reason"), BROKEN)
async def test_an_answer_that_is_no_answer_is_named_in_short_words(answer: bytes, reason: str) -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    origin = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server, fetcher(private=LOOPBACK) as fetch:
        with pytest.raises(FetchFailed, match=reason) as failed:
            await fetch.fetch(get(origin), authority(origin), timeout_s=5)
    assert str(failed.value).startswith("fetch failed: ")


async def test_a_refused_connection_is_named() -> None:
    server = await asyncio.start_server(lambda _r, w: w.close(), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()
    async with fetcher(private=LOOPBACK) as fetch:
        with pytest.raises(FetchFailed, match=f"^fetch failed: connection refused by 127.0.0.1:{port}$"):
            await fetch.fetch(get(f"http://127.0.0.1:{port}"), authority(f"http://127.0.0.1:{port}"), timeout_s=5)


async def test_an_answer_that_does_not_come_ends_with_the_time() -> None:
    async with upstream() as up, fetcher(private=LOOPBACK) as fetch:
        up.hold = asyncio.Event()
        origin = f"http://127.0.0.1:{up.port}"
        with pytest.raises(FetchFailed, match=r"no complete answer within 0\.05 s"):
            await fetch.fetch(get(origin), authority(origin), timeout_s=0.05)


async def test_ten_fetches_are_ten_requests_at_once() -> None:
    async with upstream() as up, fetcher(private=LOOPBACK) as fetch:
        up.hold = asyncio.Event()
        origin = f"http://127.0.0.1:{up.port}"
        ten = [asyncio.create_task(fetch.fetch(get(origin), authority(origin), timeout_s=5)) for _ in range(10)]
        while len(up.received) < 10:
            up.arrived.clear()
            await up.arrived.wait()
        up.hold.set()
        assert [response.body for response in await asyncio.gather(*ten)] == [b"ok"] * 10


# Redirects


def going_to(location: str, status: str = "302 Found") -> Callable[[Received], bytes]:
    return lambda got: (
        reply(b"", status, f"location: {location}") if got.line.split()[1] == "/from" else reply(b"there")
    )


async def test_a_redirect_is_followed_and_the_guest_sees_where_it_ended() -> None:
    async with upstream(going_to("/to?a#b")) as up, fetcher(private=LOOPBACK) as fetch:
        origin = f"http://127.0.0.1:{up.port}"
        response = await fetch.fetch(get(f"{origin}/from", authorization="Bearer x"), authority(origin), timeout_s=5)
        assert (response.head.url, response.head.redirected, response.body) == (f"{origin}/to?a", True, b"there")
        assert up.received[1].first("authorization") == "Bearer x"


async def test_credentials_do_not_follow_to_another_origin_but_other_headers_do() -> None:
    async with (
        upstream() as other,
        upstream(going_to(f"http://127.0.0.1:{other.port}/")) as up,
        fetcher(private=LOOPBACK) as fetch,
    ):
        origin, to = f"http://127.0.0.1:{up.port}", f"http://127.0.0.1:{other.port}"
        request = get(f"{origin}/from", authorization="Bearer x", cookie="a=b", **{"x-mine": "1"})
        await fetch.fetch(request, authority(origin, to), timeout_s=5)
    (received,) = other.received
    assert received.first("authorization") is None
    assert received.first("cookie") is None
    assert received.first("x-mine") == "1"


async def refused(act: Awaitable[object], error: type[Exception], reason: str) -> None:
    with pytest.raises(error, match=reason):
        await act


async def test_every_redirect_is_judged_anew() -> None:
    async with upstream() as other, fetcher(private=LOOPBACK) as fetch:
        to = f"http://127.0.0.1:{other.port}"
        async with upstream(going_to(f"{to}/x")) as up:
            origin = f"http://127.0.0.1:{up.port}"
            asked = fetch.fetch(get(f"{origin}/from"), authority(origin), timeout_s=5)
            await refused(asked, FetchDenied, f'may not reach {to}: add "{to}" to net')
        async with upstream(going_to(f"{to}/x", "307 Temporary Redirect")) as up:
            origin = f"http://127.0.0.1:{up.port}"
            asked = fetch.fetch(post(f"{origin}/from"), authority(f"POST {origin}", to), timeout_s=5)
            await refused(asked, FetchDenied, f"may not send POST to {to}")
        assert other.connections == 0


@pytest.mark.parametrize("to", ["http://127.0.0.2:1/", "http://[::1]:1/", "http://169.254.169.254/latest/meta-data"])
async def test_a_redirect_to_an_address_that_is_not_public_is_refused_though_a_rule_names_it(to: str) -> None:
    async with upstream(going_to(to)) as up, fetcher(private=("127.0.0.1",)) as fetch:
        origin = f"http://127.0.0.1:{up.port}"
        asked = fetch.fetch(get(f"{origin}/from"), authority(origin, to.removesuffix("/")), timeout_s=5)
        await refused(asked, FetchDenied, "to private in")


async def test_a_guest_that_wants_no_redirect_gets_an_error_or_the_redirect_itself() -> None:
    async with upstream(going_to("/to")) as up, fetcher(private=LOOPBACK) as fetch:
        origin = f"http://127.0.0.1:{up.port}"
        manual = GuestRequest(FetchArguments(f"{origin}/from", redirect="manual"))
        response = await fetch.fetch(manual, authority(origin), timeout_s=5)
        assert (response.head.status, dict(response.head.headers)["location"]) == (302, "/to")
        error = GuestRequest(FetchArguments(f"{origin}/from", redirect="error"))
        await refused(fetch.fetch(error, authority(origin), timeout_s=5), FetchFailed, 'redirect: "error"')
        assert len(up.received) == 2


async def test_redirects_are_bounded() -> None:
    async with upstream(lambda _: reply(b"", "302 Found", "location: /from")) as up, fetcher(private=LOOPBACK) as fetch:
        origin = f"http://127.0.0.1:{up.port}"
        asked = fetch.fetch(get(f"{origin}/from"), authority(origin), timeout_s=5)
        await refused(asked, FetchFailed, "more than 20 redirects")
        assert len(up.received) == 21


# The record


async def fetch_quietly(fetch: Fetcher, request: GuestRequest, *rules: str) -> None:
    with contextlib.suppress(FetchDenied, FetchFailed):
        await fetch.fetch(request, authority(*rules), timeout_s=5)


async def test_the_record_has_a_line_before_and_after_and_no_query_headers_or_body() -> None:
    events = Events()
    async with upstream(lambda _: reply(b"hidden-answer")) as up, fetcher(private=LOOPBACK, events=events) as fetch:
        origin = f"http://127.0.0.1:{up.port}"
        request = post(f"{origin}/a?q=hidden-query", b"hidden-body", authorization="hidden-header")
        await fetch_quietly(fetch, request, f"POST {origin}")
        await fetch_quietly(fetch, get("https://other.com/x?hidden-query"), origin)
        await fetch_quietly(fetch, get("https://hidden-user@other.com/"), origin)
    assert [(event["step"], event["level"]) for event in events.seen] == [
        ("sending", "info"),
        ("answered", "info"),
        ("denied", "warning"),
        ("failed", "info"),
    ]
    sending, answered = events.seen[:2]
    expected = {"integration": PATH, "method": "POST", "origin": origin, "path": "/a"}
    assert expected.items() <= sending.items()
    assert answered["status"] == 200
    assert answered["bytes"] == 13
    assert isinstance(answered["ms"], float)
    assert "hidden" not in repr(events.seen)


async def test_the_line_before_is_written_before_anything_is_sent() -> None:
    events = Events()
    async with upstream() as up, fetcher(private=LOOPBACK, events=events) as fetch:
        up.handler = lambda _: reply(str(len(events.seen)).encode())
        origin = f"http://127.0.0.1:{up.port}"
        assert (await fetch.fetch(get(origin), authority(origin), timeout_s=5)).body == b"1"


async def test_a_fetch_that_its_run_leaves_is_recorded() -> None:
    events = Events()
    async with upstream() as up, fetcher(private=LOOPBACK, events=events) as fetch:
        up.hold = asyncio.Event()
        origin = f"http://127.0.0.1:{up.port}"
        task = asyncio.create_task(fetch.fetch(get(origin), authority(origin), timeout_s=5))
        await up.arrived.wait()
        task.cancel()
        await asyncio.wait([task])
    assert events.seen[-1]["step"] == "cancelled"


async def test_limits_are_taken_from_the_settings() -> None:
    limits = EgressLimits(response_bytes=3, redirects=0)
    async with upstream(going_to("/to")) as up, fetcher(private=LOOPBACK, limits=limits) as fetch:
        origin = f"http://127.0.0.1:{up.port}"
        await refused(
            fetch.fetch(get(origin), authority(origin), timeout_s=5), FetchFailed, "has 5 bytes.*allowed are 3"
        )
        asked = fetch.fetch(get(f"{origin}/from"), authority(origin), timeout_s=5)
        await refused(asked, FetchFailed, "more than 0 redirects")
