"""Sends one request over a connection and hands out the response while it arrives. Knows no rules and no redirects."""

import ssl
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Self

import h11
import httpcore

from runtime.egress.connections import Connections, Lease
from runtime.egress.dial import Dial, trust
from runtime.egress.errors import FetchFailed
from runtime.egress.limits import EgressLimits
from runtime.egress.private import PrivateRule
from runtime.egress.resolver import Resolver, SystemResolver
from runtime.egress.url import Url

# Sending them twice does no more than once (RFC 9110, 9.2.1), so they may be repeated.
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

MAX_HEAD_BYTES = 102_400  # httpcore's own, for the status line and all headers
TOO_LARGE = 431  # what h11 would have a server answer to a head of that length

_BROKEN = (httpcore.ReadError, httpcore.WriteError, httpcore.RemoteProtocolError)


class Transport:
    """The way out of this process: HTTP/1.1, no proxy, no cookies, no netrc; TLS as `trust()` makes it unless given."""

    def __init__(
        self,
        limits: EgressLimits,
        *,
        private: Sequence[PrivateRule] = (),
        resolver: Resolver | None = None,
        tls: ssl.SSLContext | None = None,
        backend: httpcore.AsyncNetworkBackend | None = None,
    ) -> None:
        self._resolver = resolver or SystemResolver()
        dial = Dial(
            resolver=self._resolver,
            private=private,
            tls=tls or trust(),
            backend=backend or httpcore.AnyIOBackend(),
            limits=limits,
        )
        self._connections = Connections(dial, limits)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close what rests; requests under way are their callers' to end first."""
        await self._connections.aclose()
        self._resolver.close()

    @asynccontextmanager
    async def send(
        self, method: str, url: Url, headers: list[tuple[bytes, bytes]], body: bytes | None, *, granted: bool = True
    ) -> AsyncIterator[httpcore.Response]:
        """Send a request whose headers are complete; the response is read inside the context.

        One that is not `granted` goes to public addresses only, whatever private ones the operator opened for others.

        Raises:
            FetchDenied: if an address of the host may not be reached.
            FetchFailed: in short words for the integration's author, also for what fails while the body is read.
        """
        request = httpcore.Request(method, _url(url), headers=headers, content=body or b"")
        try:
            async with self._connections.lease(url, granted=granted) as lease:
                response = await self._respond(lease, request, method)
                try:
                    yield response
                finally:
                    await response.aclose()
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException) as error:
            # The texts of these errors may quote headers, so none of them is repeated.
            raise FetchFailed(f"fetch failed: {_reason(error, url)}") from None

    async def _respond(self, lease: Lease, request: httpcore.Request, method: str) -> httpcore.Response:
        try:
            return await lease.connection.handle_async_request(request)
        except _BROKEN:
            # The other side may close a resting connection just as it is taken up again.
            if not lease.reused or method not in _SAFE_METHODS:
                raise
        await self._connections.renew(lease)
        return await lease.connection.handle_async_request(request)


def _url(url: Url) -> httpcore.URL:
    return httpcore.URL(scheme=url.scheme, host=url.host, port=url.port, target=url.target)


def _reason(error: Exception, url: Url) -> str:
    place = f"{url.host}:{url.port}" if ":" not in url.host else f"[{url.host}]:{url.port}"
    causes = _chain(error)
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"the certificate of {place} is not accepted: {cause.verify_message}"
        if isinstance(cause, h11.RemoteProtocolError) and cause.error_status_hint == TOO_LARGE:
            return f"the head of the response of {place} is longer than {MAX_HEAD_BYTES} bytes, which is never read"
        if isinstance(cause, ConnectionRefusedError):
            return f"connection refused by {place}"
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return f"no TLS connection with {place}"
    if isinstance(error, httpcore.ConnectError | httpcore.ConnectTimeout):
        return f"no connection to {place}"
    if isinstance(error, httpcore.LocalProtocolError):
        return f"the request to {place} is not valid HTTP"
    if isinstance(error, httpcore.RemoteProtocolError):
        return f"{place} closed the connection early or does not speak HTTP/1.1"
    return f"the connection to {place} broke"


def _chain(error: BaseException) -> list[BaseException]:
    causes: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in causes:
        causes.append(cause)
        cause = cause.__cause__ or cause.__context__
    return causes
