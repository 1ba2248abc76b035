"""An internet of two listeners on loopback: one stands for everything public, one for everything inside.

Names are asked of a real name server. A connection to an address of the internet, and only that, is led to the first
listener, any other to the second. So whatever gets past a guard is seen.
"""

# ruff: noqa: ASYNC109 - the signatures are httpcore's

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager

import httpcore
import msgspec

from runtime.egress.authority import Authority
from runtime.egress.dial import trust
from runtime.egress.fetch import Fetcher
from runtime.egress.limits import EgressLimits
from runtime.egress.policy import Policy
from runtime.egress.private import parse_private
from runtime.egress.request import GuestRequest
from runtime.egress.rules import parse_rule, place_of
from runtime.egress.transport import Transport
from runtime.egress.url import UrlRefused, parse_url
from tests.runtime.egress.dns_stub import Answer, NameServer, StubResolver, name_server
from tests.runtime.egress.upstream import PATH, Events, Handler, Upstream, reply, upstream

TLS = trust()
PUBLIC = ("93.184.216.34", "1.1.1.1", "2606:4700::1111")
OPEN = ("0.0.0.0/1", "128.0.0.0/1", "::/1", "8000::/1")  # the guard off: every address is named
NAMES: Mapping[str, Sequence[Answer]] = {
    "good.com": [PUBLIC[:1]],
    "api.good.com": [PUBLIC[:1]],
    "evil.com": [PUBLIC[:1]],
}


class Network(httpcore.AsyncNetworkBackend):
    """Leads connections to addresses of the internet to one listener and all others to the other."""

    def __init__(self, internet: Upstream, inside: Upstream) -> None:
        self._ports = {True: internet.port, False: inside.port}
        self._real = httpcore.AnyIOBackend()
        self.connected: list[str] = []

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        self.connected.append(host)
        return await self._real.connect_tcp("127.0.0.1", self._ports[host in PUBLIC], timeout)


class World(msgspec.Struct):
    internet: Upstream
    inside: Upstream
    names: NameServer
    network: Network
    fetcher: Fetcher

    async def fetch(self, request: GuestRequest, *rules: str) -> bytes:
        authority = Authority(PATH, tuple(parse_rule(rule) for rule in rules))
        return (await self.fetcher.fetch(request, authority, timeout_s=5)).body


@asynccontextmanager
async def world(
    names: Mapping[str, Sequence[Answer]] = NAMES,
    *,
    private: Sequence[str] = (),
    policy: Policy | None = None,
    internet: Handler = lambda _: reply(b"public"),
    limits: EgressLimits | None = None,
) -> AsyncIterator[World]:
    bounds = limits or EgressLimits()
    async with upstream(internet) as public, upstream(lambda _: reply(b"inside")) as inside, name_server(names) as stub:
        network = Network(public, inside)
        rules = [parse_private(text) for text in private]
        async with Transport(bounds, private=rules, resolver=StubResolver(stub), tls=TLS, backend=network) as transport:
            fetcher = Fetcher(transport, bounds, user_agent="skerry/1", log=Events().log, policy=policy)
            yield World(public, inside, stub, network, fetcher)


def granted(url: str) -> tuple[str, ...]:
    """A grant for whatever host the URL names, so that only its address can be refused."""
    try:
        return (place_of(parse_url(url)).text,)
    except UrlRefused:
        return ()
