"""Answers of name servers, redirects and mode "report" that would lead inside, over real sockets."""

import re

import pytest

from runtime.egress.errors import EgressError, FetchDenied, FetchFailed
from runtime.egress.limits import EgressLimits
from runtime.egress.policy import Policy
from runtime.egress.request import Hop
from tests.runtime.egress.internet import NAMES, OPEN, PUBLIC, world
from tests.runtime.egress.upstream import PATH, get, reply

RULES = ("http://good.com/v1/", "http://*.good.com:8080")

REFUSED_ANSWERS = [
    ["127.0.0.1"],
    ["10.0.0.1"],
    ["172.20.0.1"],
    ["192.168.1.1"],
    ["169.254.169.254"],
    ["100.64.0.1"],
    ["168.63.129.16"],
    ["0.0.0.0"],
    ["224.0.0.1"],
    ["203.0.113.1"],
    ["::1"],
    ["fd00:ec2::254"],
    ["fe80::1"],
    ["::ffff:10.0.0.1"],
    ["::ffff:93.184.216.34"],
    ["64:ff9b::a00:1"],
    ["64:ff9b:1::1"],
    ["2002:a00:1::1"],
    ["2001:470:1:2:0:5efe:10.0.0.1"],
    ["93.184.216.34", "10.0.0.1"],
    ["10.0.0.1", "93.184.216.34"],
    ["93.184.216.34", "1.1.1.1", "::1"],
    ["93.184.216.34", "2606:4700::1111", "fd00::1"],
    ["alias.good.com", "127.0.0.1"],
    ["alias.good.com", "93.184.216.34", "192.168.0.1"],
]


@pytest.mark.parametrize("answers", REFUSED_ANSWERS)
async def test_a_name_with_one_answer_that_is_not_public_gets_no_connection(answers: list[str]) -> None:
    async with world({"good.com": [answers]}) as here:
        with pytest.raises(FetchDenied, match=r"good\.com resolves to "):
            await here.fetch(get("http://good.com/"), "http://good.com")
        assert (here.names.asked, here.network.connected) == (["good.com"], [])
    async with world({"good.com": [answers]}, private=OPEN) as control:
        await control.fetch(get("http://good.com/"), "http://good.com")
        assert control.network.connected


@pytest.mark.parametrize(
    "answers", [[PUBLIC[0]], list(PUBLIC), ["2606:4700::1111"], ["alias.good.com", "93.184.216.34"], ["1.1.1.1"] * 64]
)
async def test_a_name_with_public_answers_is_connected_to_at_the_first(answers: list[str]) -> None:
    async with world({"good.com": [answers]}) as here:
        assert await here.fetch(get("http://good.com/"), "http://good.com") == b"public"
        assert here.network.connected == [next(text for text in answers if text in PUBLIC)]


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ([], "no address is known for good.com"),
        (["alias.good.com"], "no address is known for good.com"),
        (["1.1.1.1"] * 65, "good.com has 65 addresses, allowed are 64: raise answers in [egress] of skerry.toml"),
        (None, "no address came for good.com within 30 ms: raise resolve_ms in [egress] of skerry.toml"),
    ],
)
async def test_too_few_too_many_and_too_late_answers_are_named(answers: list[str] | None, reason: str) -> None:
    limits = EgressLimits(resolve_ms=30 if answers is None else 3_000)
    async with world({"good.com": [answers or []]}, limits=limits) as here:
        here.names.silent = answers is None
        with pytest.raises(FetchFailed, match=re.escape(reason)):
            await here.fetch(get("http://good.com/"), "http://good.com")
        assert here.network.connected == []


@pytest.mark.parametrize("second", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "::ffff:127.0.0.1"])
async def test_a_name_that_turns_inside_never_gets_a_connection_there(second: str) -> None:
    def closing(_: object) -> bytes:
        return reply(b"public", "200 OK", "connection: close")

    async with world({"good.com": [["93.184.216.34"], [second]]}, internet=closing) as here:
        assert await here.fetch(get("http://good.com/"), "http://good.com") == b"public"
        for _ in range(3):
            with pytest.raises(FetchDenied, match=r"good\.com resolves to "):
                await here.fetch(get("http://good.com/"), "http://good.com")
        assert len(here.names.asked) == 4  # the name was looked up again, and the answer refused
        assert (here.inside.connections, here.network.connected) == (0, ["93.184.216.34"])
    async with world({"good.com": [["93.184.216.34"], [second]]}, private=OPEN, internet=closing) as control:
        assert await control.fetch(get("http://good.com/"), "http://good.com") == b"public"
        assert await control.fetch(get("http://good.com/"), "http://good.com") == b"inside"


async def test_the_address_that_was_checked_is_the_one_that_is_connected_to() -> None:
    """One look-up for a connection: there is no second answer that could differ."""
    async with world({"good.com": [["93.184.216.34"], ["127.0.0.1"]]}) as here:
        for _ in range(3):
            assert await here.fetch(get("http://good.com/"), "http://good.com") == b"public"
        assert (here.names.asked, here.network.connected) == (["good.com"], ["93.184.216.34"])


# Redirects are judged like requests

REFUSED_LOCATIONS = [
    ("http://127.0.0.1/", "may not reach http://127.0.0.1"),
    ("http://169.254.169.254/latest/", "may not reach http://169.254.169.254"),
    ("//127.0.0.1/", "may not reach http://127.0.0.1"),
    ("http://evil.com/", "may not reach http://evil.com"),
    ("http://good.com@evil.com/", "user name or password"),
    ("https://good.com/", "may not reach good.com"),
    ("http://inner.good.com:8080/", "inner.good.com resolves to a private address"),
    ("file:///etc/passwd", "is not an http or https URL"),
    ("/admin", "may not reach http://good.com/admin"),
    ("/v1/..%2fadmin", 'with "%2f" in the path'),
]


@pytest.mark.parametrize(("location", "reason"), REFUSED_LOCATIONS)
async def test_a_redirect_leads_nowhere_that_a_request_could_not_go(location: str, reason: str) -> None:
    names = {"good.com": [["93.184.216.34"]], "inner.good.com": [["10.0.0.1"]]}
    async with world(names, internet=lambda _: reply(b"", "302 Found", f"location: {location}")) as here:
        with pytest.raises(EgressError, match=re.escape(reason)):
            await here.fetch(get("http://good.com/v1/"), *RULES)
        assert (here.inside.connections, len(here.internet.received)) == (0, 1)


# Mode "report"


class Noted:
    def __init__(self) -> None:
        self.seen: list[tuple[str, str, str]] = []

    def note(self, path: str, method: str, hop: Hop) -> None:
        self.seen.append((path, method, hop.shown))


async def test_report_mode_lets_public_hosts_pass_and_never_private_ones() -> None:
    noted = Noted()
    names = {**NAMES, "inner.com": [["10.0.0.1"]], "named.com": [["10.9.9.9"]]}
    async with world(names, policy=Policy(noted), private=["10.9.9.9"]) as here:
        assert await here.fetch(get("http://evil.com/a")) == b"public"
        with pytest.raises(FetchDenied, match=r"inner\.com resolves to a private address"):
            await here.fetch(get("http://inner.com/"))
        with pytest.raises(FetchDenied, match="a loopback address"):
            await here.fetch(get("http://127.0.0.1/"))
        # An address that the operator opened is open for what is granted, and only for that: also over a connection
        # that a granted request has left open.
        assert await here.fetch(get("http://named.com/"), "http://named.com") == b"inside"
        with pytest.raises(
            FetchDenied, match=r'^http://named\.com is at an address .* no rule grants it: mode = "report"'
        ):
            await here.fetch(get("http://named.com/"))
        assert here.inside.connections == 1
        assert here.network.connected == ["93.184.216.34", "10.9.9.9"]
    assert (PATH, "GET", "http://evil.com/a") in noted.seen
    assert (PATH, "GET", "http://named.com/") in noted.seen
