"""Secrets through real requests: what arrives, and what the guest, the log and an error show of it."""

import json
from collections.abc import Callable

import pytest

from runtime.egress.errors import EgressError, FetchDenied, FetchFailed
from runtime.egress.request import FetchArguments, GuestRequest
from runtime.secrets.run import RunSecrets
from runtime.secrets.run_secret import RunSecret
from tests.runtime.egress.upstream import PATH, Events, Received, authority, fetcher, get, post, reply, upstream
from tests.runtime.secrets.making import VALUE, basic, run, secret

LOOPBACK = ("127.0.0.1",)
SESSION = "s3ss10n-of-24-characters"


def for_ports(*ports: int, places: tuple[str, ...] = ()) -> tuple[RunSecret, RunSecrets]:
    one = secret(hosts=[f"http://127.0.0.1:{port}" for port in ports], places=places)
    return one, run(one)


ARRIVES: list[tuple[str, Callable[[str, str], GuestRequest], Callable[[Received], str | None], str]] = [
    ("authorization", lambda o, p: get(o, authorization=basic(f"u:{p}")), lambda r: r.first("authorization"), "basic"),
    ("authorization", lambda o, p: get(o, authorization=f"token {p}"), lambda r: r.first("authorization"), "token {}"),
    ("header:x-api-key", lambda o, p: get(o, **{"X-Api-Key": p}), lambda r: r.first("x-api-key"), "{}"),
    ("cookie:sid", lambda o, p: get(o, cookie=f"sid={p}"), lambda r: r.first("cookie"), "sid={}"),
    ("query:key", lambda o, p: get(f"{o}/a?key={p}"), lambda r: r.line, "GET /a?key={} HTTP/1.1"),
    (
        "json:/key",
        lambda o, p: post(o, json.dumps({"key": p, "b": 1}).encode(), **{"content-type": "application/json"}),
        lambda r: r.body.decode(),
        '{"key": "{}", "b": 1}',
    ),
    (
        "form:key",
        lambda o, p: post(o, f"key={p}&b=1".encode(), **{"content-type": "application/x-www-form-urlencoded"}),
        lambda r: r.body.decode(),
        "key={}&b=1",
    ),
]


@pytest.mark.parametrize(("place", "make", "read", "expected"), ARRIVES)
async def test_the_value_arrives_and_the_log_has_its_name_alone(
    place: str, make: Callable[[str, str], GuestRequest], read: Callable[[Received], str | None], expected: str
) -> None:
    events = Events()
    async with upstream() as up, fetcher(private=LOOPBACK, events=events) as fetch:
        origin = f"http://127.0.0.1:{up.port}"
        one, secrets = for_ports(up.port, places=(place,))
        rules = authority(f"GET,POST {origin}")
        await fetch.fetch(make(origin, one.placeholder), rules, secrets, timeout_s=5)
    expected = basic(f"u:{VALUE}") if expected == "basic" else expected.replace("{}", VALUE)
    assert read(up.received[0]) == expected
    assert events.seen[0]["secrets"] == ["TOKEN"]
    assert VALUE not in repr(events.seen)
    assert one.placeholder not in repr(events.seen)


async def test_a_redirect_to_another_origin_takes_no_authorization_along() -> None:
    async with upstream() as other, fetcher(private=LOOPBACK) as fetch:
        to = f"http://127.0.0.1:{other.port}"
        async with upstream(lambda _: reply(b"", "307 Temporary Redirect", f"location: {to}/")) as up:
            origin = f"http://127.0.0.1:{up.port}"
            one, secrets = for_ports(up.port, other.port)
            request = get(origin, authorization=f"Bearer {one.placeholder}", cookie="a=1")
            await fetch.fetch(request, authority(origin, to), secrets, timeout_s=5)
    assert up.received[0].first("authorization") == f"Bearer {VALUE}"
    assert other.received[0].first("authorization") is None
    assert other.received[0].first("cookie") is None


@pytest.mark.parametrize("status", ["302 Found", "307 Temporary Redirect", "308 Permanent Redirect"])
async def test_a_redirect_to_another_host_takes_no_other_header_along(status: str) -> None:
    async with upstream() as other, fetcher(private=LOOPBACK) as fetch:
        to = f"http://127.0.0.1:{other.port}"
        async with upstream(lambda _: reply(b"", status, f"location: {to}/")) as up:
            origin = f"http://127.0.0.1:{up.port}"
            one, secrets = for_ports(up.port, places=("header:x-key",))
            request = get(origin, **{"x-key": one.placeholder})
            with pytest.raises(FetchDenied, match=f"may not send the secret TOKEN to {to}"):
                await fetch.fetch(request, authority(origin, to), secrets, timeout_s=5)
    assert other.connections == 0


async def test_a_redirect_within_the_origin_keeps_it() -> None:
    def answer(received: Received) -> bytes:
        return reply() if " /b " in received.line else reply(b"", "302 Found", "location: /b")

    async with upstream(answer) as up, fetcher(private=LOOPBACK) as fetch:
        origin = f"http://127.0.0.1:{up.port}"
        one, secrets = for_ports(up.port)
        await fetch.fetch(get(f"{origin}/a", authorization=one.placeholder), authority(origin), secrets, timeout_s=5)
    assert [received.first("authorization") for received in up.received] == [VALUE, VALUE]


@pytest.mark.parametrize("place", ["?t={}", "{}", "a/{}/b"])
async def test_a_redirect_that_puts_the_value_into_a_url_sends_it_nowhere(place: str) -> None:
    async with upstream() as other, fetcher(private=LOOPBACK) as fetch:
        to = f"http://127.0.0.1:{other.port}"
        async with upstream(lambda _: reply(b"", "302 Found", f"location: {to}/{place.format(VALUE)}")) as up:
            origin = f"http://127.0.0.1:{up.port}"
            one, secrets = for_ports(up.port, other.port)
            request = get(origin, authorization=one.placeholder)
            with pytest.raises(FetchDenied, match="sends the secret TOKEN in the URL"):
                await fetch.fetch(request, authority(origin, to), secrets, timeout_s=5)
    assert other.connections == 0


async def test_a_secret_is_not_sent_where_no_net_rule_goes() -> None:
    async with upstream() as up, fetcher(private=LOOPBACK) as fetch:
        origin = f"http://127.0.0.1:{up.port}"
        one, secrets = for_ports(up.port)
        with pytest.raises(FetchDenied, match=f"{PATH} may not reach {origin}"):
            await fetch.fetch(get(origin, authorization=one.placeholder), authority(), secrets, timeout_s=5)
    assert up.connections == 0


@pytest.mark.parametrize(
    "answer",
    [b"", b"HTTP/1.1 200 OK\r\nx: {}\0\r\n\r\n", b"{}\r\n\r\n", b"HTTP/1.1 302 OK\r\nlocation: ftp://{}\r\n\r\n"],
)
async def test_no_error_repeats_a_value(answer: bytes) -> None:
    events = Events()
    received = answer.replace(b"{}", VALUE.encode())
    async with upstream(lambda _: received) as up, fetcher(private=LOOPBACK, events=events) as fetch:
        origin = f"http://127.0.0.1:{up.port}"
        one, secrets = for_ports(up.port)
        with pytest.raises(EgressError) as error:
            await fetch.fetch(get(origin, authorization=one.placeholder), authority(origin), secrets, timeout_s=0.2)
    assert VALUE not in str(error.value) + repr(events.seen)


# URLs that are secret as a whole

HOOK = "/services/T0001/B0002/abcdefghijklmnopqrstuvwx"
PARTS = ("services", "T0001", "B0002", "abcdefghijklmnopqrstuvwx")


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_secret_url_is_called_and_nobody_sees_it(method: str) -> None:
    events = Events()
    async with (
        upstream(lambda received: reply(f"you called {received.line}".encode())) as up,
        fetcher(private=LOOPBACK, events=events) as fetch,
    ):
        origin = f"http://127.0.0.1:{up.port}"
        hook = secret("HOOK", origin + HOOK, (), kind="url")
        rules = authority(f"{method} {origin}/services/")
        body = b"hello" if method == "POST" else None
        request = GuestRequest(FetchArguments(hook.given, method), body)
        response = await fetch.fetch(request, rules, run(hook), timeout_s=5)
    assert up.received[0].line == f"{method} {HOOK} HTTP/1.1"
    assert up.received[0].first("host") == f"127.0.0.1:{up.port}"
    assert response.head.url == hook.given
    assert response.body == f"you called {method} / HTTP/1.1".encode()
    assert events.seen[0]["secrets"] == ["HOOK"]
    assert not any(part in repr(response) + repr(events.seen) for part in PARTS)


@pytest.mark.parametrize("location", ["more", "/more", "?a=b", "../x", "//{}/more"])
async def test_where_a_secret_url_redirects_to_tells_nothing_of_it(location: str) -> None:
    def answer(received: Received) -> bytes:
        to = location.format(received.first("host"))
        return reply(b"", "302 Found", f"location: {to}") if HOOK in received.line else reply()

    events = Events()
    async with upstream(answer) as up, fetcher(private=LOOPBACK, events=events) as fetch:
        origin = f"http://127.0.0.1:{up.port}"
        hook = secret("HOOK", origin + HOOK, (), kind="url")
        try:
            told = repr(await fetch.fetch(get(hook.given), authority(origin), run(hook), timeout_s=5))
        except EgressError as error:
            told = str(error)
    assert not any(part in told + repr(events.seen) for part in PARTS)


@pytest.mark.parametrize("rules", [(), ("GET http://127.0.0.1:{port}/other/",), ("POST http://127.0.0.1:{port}",)])
async def test_without_a_net_rule_a_secret_url_is_not_called_and_not_told(rules: tuple[str, ...]) -> None:
    events = Events()
    async with upstream() as up, fetcher(private=LOOPBACK, events=events) as fetch:
        hook = secret("HOOK", f"http://127.0.0.1:{up.port}{HOOK}", (), kind="url")
        granted = authority(*(rule.format(port=up.port) for rule in rules))
        with pytest.raises(FetchDenied, match=rf"{PATH} may not .*127\.0\.0\.1:{up.port}") as denied:
            await fetch.fetch(get(hook.given), granted, run(hook), timeout_s=5)
    assert up.connections == 0
    assert not any(part in str(denied.value) + repr(events.seen) for part in PARTS)


@pytest.mark.parametrize("answer", [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 302 OK\r\nlocation: ftp://x/\r\n\r\n"])
async def test_when_a_secret_url_fails_it_is_not_told(answer: bytes) -> None:
    events = Events()
    async with upstream(lambda _: answer) as up, fetcher(private=LOOPBACK, events=events) as fetch:
        origin = f"http://127.0.0.1:{up.port}"
        hook = secret("HOOK", origin + HOOK, (), kind="url")
        with pytest.raises(FetchFailed) as failed:
            await fetch.fetch(get(hook.given), authority(origin), run(hook), timeout_s=0.2)
    assert not any(part in str(failed.value) + repr(events.seen) for part in PARTS)


# Credentials that servers give


async def test_a_session_works_with_cookies_that_the_guest_never_sees() -> None:
    def answer(received: Received) -> bytes:
        if received.line.startswith("POST /login"):
            return reply(b"welcome", "200 OK", f"set-cookie: sid={SESSION}; HttpOnly", "set-cookie: theme=dark")
        return reply(b"in" if received.first("cookie") == f"sid={SESSION}" else b"out", "200 OK")

    events = Events()
    async with upstream(answer) as up, upstream() as other, fetcher(private=LOOPBACK, events=events) as fetch:
        origin, elsewhere = (f"http://127.0.0.1:{server.port}" for server in (up, other))
        rules, secrets = authority(f"GET,POST {origin}", elsewhere), run()
        response = await fetch.fetch(post(f"{origin}/login"), rules, secrets, timeout_s=5)
        cookies = [value for name, value in response.head.headers if name == "set-cookie"]
        assert cookies[1] == "theme=dark"
        pair = cookies[0].partition(";")[0]
        inside = await fetch.fetch(get(origin, cookie=pair), rules, secrets, timeout_s=5)
        with pytest.raises(FetchDenied, match=f"given by {origin} and works there alone"):
            await fetch.fetch(get(elsewhere, cookie=pair), rules, secrets, timeout_s=5)
    assert inside.body == b"in"
    assert other.connections == 0
    assert SESSION not in repr(response) + repr(inside) + repr(events.seen)


async def test_tokens_that_a_redirect_sets_are_kept_too() -> None:
    def answer(received: Received) -> bytes:
        if received.line.startswith("GET /a"):
            return reply(b"", "302 Found", "location: /b", f"set-cookie: sid={SESSION}")
        return reply(b"in")

    async with upstream(answer) as up, fetcher(private=LOOPBACK) as fetch:
        origin, secrets = f"http://127.0.0.1:{up.port}", run()
        request = GuestRequest(FetchArguments(f"{origin}/a", redirect="manual"))
        response = await fetch.fetch(request, authority(origin), secrets, timeout_s=5)
    assert SESSION not in repr(response)
    assert "sid=skerry_" in repr(response)
