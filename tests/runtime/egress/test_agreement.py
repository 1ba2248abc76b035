"""The host of the rule, of the connection, of TLS and of the `Host` header are one."""

# ruff: noqa: ASYNC109 - the signatures are httpcore's

import asyncio
import contextlib
import ssl
from collections.abc import Iterable
from ipaddress import ip_address

import httpcore
from hypothesis import given, settings
from hypothesis import strategies as st

from runtime.egress.authority import Authority
from runtime.egress.dial import trust
from runtime.egress.errors import EgressError
from runtime.egress.fetch import Fetcher
from runtime.egress.limits import EgressLimits
from runtime.egress.request import FetchArguments, GuestRequest
from runtime.egress.rules import parse_rule
from runtime.egress.transport import Transport
from runtime.egress.url import Address
from tests.runtime.egress.upstream import Events, reply

TLS = trust()  # costs 20 ms, so once
PUBLIC = "93.184.216.34"


class Wire(httpcore.AsyncNetworkBackend):
    """Connects nowhere; keeps what would have gone out."""

    def __init__(self) -> None:
        self.looked_up: list[str] = []
        self.connected: list[tuple[str, int]] = []
        self.server_names: list[str | None] = []
        self.written = b""

    async def resolve(self, host: str) -> list[Address]:
        self.looked_up.append(host)
        return [ip_address(PUBLIC)]

    def close(self) -> None:
        pass

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        self.connected.append((host, port))
        return Stream(self)


class Stream(httpcore.AsyncNetworkStream):
    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.AsyncNetworkStream:
        self._wire.server_names.append(server_hostname)
        return self

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._wire.written += buffer

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return reply()

    async def aclose(self) -> None:
        pass


RULES = ("good.com", "http://good.com", "*.good.com:8443", "http://1.1.1.1:81", "https://[2606:4700::1111]")
ALLOWED_HOSTS = {"good.com", "1.1.1.1", "2606:4700::1111"}

hostile = st.text(alphabet=":/\\@#?[]%.\t\n 0x1evilgood.com-;&ü\u3002\u2460\uff0e\u2044", max_size=12)
places = st.sampled_from(
    [
        "good.com",
        "evil.com",
        "a.good.com:8443",
        "1.1.1.1:81",
        "0x1010101:81",
        "[2606:4700::1111]",
        "127.0.0.1",
        "good.com.",
    ]
)
urls = st.builds(
    lambda *parts: "".join(parts),
    st.sampled_from(["https://", "http://", "//", "https:", ""]),
    hostile,
    places,
    hostile,
    places,
)
# Many ways to write what a rule names, and what may follow a host: most of these are sent.
spelled = st.sampled_from(
    [
        "https://good.com",
        "HTTPS:\\\\GOOD.com:443",
        "http:go%6fd.c\tom",
        "https://\uff47ood\u3002com",
        "https://evil.com.good.com:8443",
        "https://good.com:8443.good.com",
        "http://0x1010101:81",
        "http://16843009:81",
        "https://[2606:4700:0::1111]",
        "https://1.1.1.1",
    ]
)
followed = st.builds(lambda start, *rest: start + "".join(rest), spelled, st.sampled_from("/?#\\@:"), hostile, places)


async def send(url: str) -> Wire:
    wire = Wire()
    authority = Authority("a.js", tuple(parse_rule(rule) for rule in RULES))
    async with Transport(EgressLimits(), resolver=wire, backend=wire, tls=TLS) as transport:
        fetcher = Fetcher(transport, EgressLimits(), user_agent="skerry/1", log=Events().log)
        with contextlib.suppress(EgressError):
            await fetcher.fetch(GuestRequest(FetchArguments(url)), authority, timeout_s=5)
    return wire


@settings(max_examples=150, deadline=None)
@given(st.one_of(urls, followed))
def test_whatever_the_url_what_goes_out_is_what_a_rule_names(url: str) -> None:
    wire = asyncio.run(send(url))
    if not wire.connected:
        assert wire.written == b""
        return
    ((address, port),) = wire.connected
    line, host_line, *_ = wire.written.split(b"\r\n")
    assert line.startswith(b"GET /")
    assert line.endswith(b" HTTP/1.1")
    assert line.count(b" ") == 2
    host = (wire.looked_up or [address])[0]
    assert address == (PUBLIC if wire.looked_up else host)
    assert host in ALLOWED_HOSTS or host.endswith(".good.com")
    assert wire.server_names in ([], [host])
    shown = f"[{host}]" if ":" in host else host
    scheme_port = 443 if wire.server_names else 80
    assert host_line == (f"host: {shown}" + ("" if port == scheme_port else f":{port}")).encode()
    assert wire.written.lower().count(b"\r\nhost:") == 1


def test_the_property_is_not_empty() -> None:
    wire = asyncio.run(send("https://x.GOOD.com:8443/a"))
    assert (wire.looked_up, wire.connected, wire.server_names) == (["x.good.com"], [(PUBLIC, 8443)], ["x.good.com"])
