"""Opening a connection: look up, check every answer, connect to a checked address, TLS with the name from the URL."""

import asyncio
import ssl
from collections.abc import Sequence

import httpcore

from runtime.egress.errors import FetchDenied, FetchFailed
from runtime.egress.limits import EgressLimits
from runtime.egress.private import PrivateRule, Unreachable, entry_for, judge_answers
from runtime.egress.resolver import Resolver
from runtime.egress.url import Address, Url

_ONLY_PUBLIC = (
    "{place} is at an address that private in [egress] of skerry.toml names, and no rule grants it: "
    'mode = "report" lets such requests to public addresses only, so grant it'
)


class Dial:
    """Opens connections. The only place that turns a name into a socket."""

    def __init__(
        self,
        *,
        resolver: Resolver,
        private: Sequence[PrivateRule],
        tls: ssl.SSLContext,
        backend: httpcore.AsyncNetworkBackend,
        limits: EgressLimits,
    ) -> None:
        self._resolver = resolver
        self._private = tuple(private)
        self._tls = tls
        self._backend = backend
        self._limits = limits

    async def open(self, url: Url, *, granted: bool = True) -> httpcore.AsyncHTTP11Connection:
        """A new connection to the URL's origin.

        One that is not `granted` goes to a public address, or nowhere.

        Raises:
            FetchDenied: if one of the host's addresses may not be reached.
            FetchFailed: if the host has no address, too many, or none in time.
            httpcore.ConnectError, httpcore.ConnectTimeout: if nothing answers there, or TLS fails.
        """
        stream = await self._connect(await self._addresses(url, self._private if granted else ()), url.port)
        if url.scheme == "https":
            stream = await self._secured(stream, url)
        return httpcore.AsyncHTTP11Connection(_origin(url), stream, keepalive_expiry=self._limits.idle_s)

    async def _addresses(self, url: Url, private: tuple[PrivateRule, ...]) -> tuple[Address, ...]:
        answers = [url.address] if url.address is not None else await self._look_up(url.host)
        verdict = judge_answers(answers, url.port, private)
        if isinstance(verdict, Unreachable):
            if private != self._private and not isinstance(
                judge_answers(answers, url.port, self._private), Unreachable
            ):
                raise FetchDenied(_ONLY_PUBLIC.format(place=url.origin))
            raise _denied(url, verdict)
        return verdict.addresses

    async def _look_up(self, host: str) -> Sequence[Address]:
        try:
            async with asyncio.timeout(self._limits.resolve_ms / 1000):
                answers = await self._resolver.resolve(host)
        except TimeoutError:
            raise FetchFailed(
                f"fetch failed: no address came for {host} within {self._limits.resolve_ms} ms: "
                "raise resolve_ms in [egress] of skerry.toml if its name server is that slow"
            ) from None
        if not answers:
            raise FetchFailed(f"fetch failed: no address is known for {host}")
        if len(answers) > self._limits.answers:
            raise FetchFailed(
                f"fetch failed: {host} has {len(answers)} addresses, allowed are {self._limits.answers}: "
                "raise answers in [egress] of skerry.toml if that is meant"
            )
        return answers

    async def _secured(self, stream: httpcore.AsyncNetworkStream, url: Url) -> httpcore.AsyncNetworkStream:
        try:
            return await stream.start_tls(self._tls, server_hostname=url.host)
        except BaseException:  # cancellation too: the handshake does not close the socket then
            await stream.aclose()
            raise

    async def _connect(self, addresses: tuple[Address, ...], port: int) -> httpcore.AsyncNetworkStream:
        *others, last = addresses
        for address in others:
            try:
                return await self._backend.connect_tcp(str(address), port, timeout=self._limits.connect_ms / 1000)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue  # the next one may be up
        return await self._backend.connect_tcp(str(last), port)  # the request's own time bound holds


def trust(ca_file: str | None = None) -> ssl.SSLContext:
    """TLS as the system trusts it, and also the certificate authorities in `ca_file` (PEM) if given.

    Raises:
        OSError: if the file cannot be read; ssl.SSLError is one, for a file that holds no certificates.
    """
    context = ssl.create_default_context()
    context.set_alpn_protocols(["http/1.1"])
    if ca_file is not None:
        context.load_verify_locations(cafile=ca_file)
    return context


def _origin(url: Url) -> httpcore.Origin:
    return httpcore.Origin(url.scheme.encode("ascii"), url.host.encode("ascii"), url.port)


def _denied(url: Url, verdict: Unreachable) -> FetchDenied:
    entry = entry_for(verdict.address, url.port)
    detail = f"{url.host} is {verdict.address}"
    if verdict.kind == "a public":
        return FetchDenied(
            f"{url.host} resolves to public and private addresses at once: "
            "name all of them in private in [egress] of skerry.toml, or none (the log has the address)",
            detail=detail,
        )
    if url.address is not None:
        return FetchDenied(
            f'{url.authority} is {verdict.kind} address: add "{entry}" to private in [egress] of skerry.toml'
        )
    if verdict.kind == "a loopback":  # the same on every machine, so it tells nothing about this network
        return FetchDenied(
            f"{url.host} resolves to {verdict.address}, a loopback address: "
            f'add "{entry}" to private in [egress] of skerry.toml'
        )
    return FetchDenied(
        f"{url.host} resolves to {verdict.kind} address: "
        "the operator may add it to private in [egress] of skerry.toml (the log has the address)",
        detail=detail,
    )
