"""The host's own requests for tokens: no guest has a say in them, and they go the way of a guest's all the same."""

import asyncio
import time
from collections.abc import Callable
from typing import TypeVar

import msgspec
from structlog.typing import FilteringBoundLogger

from runtime.egress.body import read_body
from runtime.egress.errors import EgressError, FetchFailed
from runtime.egress.headers import Headers, wire_headers
from runtime.egress.transport import Transport
from runtime.egress.url import Url

TIMEOUT_S = 10.0
MAX_BYTES = 65_536

T = TypeVar("T")


class _Refusal(msgspec.Struct, frozen=True):
    """What servers say when they give no token: RFC 6749, 5.2, and GitHub's `message`."""

    error: object = None
    message: object = None


class TokenRequests:
    """Sends them: addresses are checked, sizes and times bounded, redirects not followed, each is in the log."""

    def __init__(
        self,
        transport: Transport,
        *,
        user_agent: str,
        log: FilteringBoundLogger,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._transport = transport
        self._user_agent = user_agent
        self._log = log
        self._clock = clock

    async def post(self, secret: str, url: Url, headers: Headers, body: bytes, kind: type[T]) -> T:
        """Send a request for the token of `secret` and decode the answer's JSON.

        Raises:
            FetchDenied: if the server's address may not be reached.
            FetchFailed: tells the integration's author which secret; why is in the log.
        """
        log = self._log.bind(secret=secret, origin=url.origin, path=url.path)
        log.info("token", step="sending")
        began = self._clock()
        try:
            async with asyncio.timeout(TIMEOUT_S):
                status, answer = await self._exchange(url, headers, body)
        except (EgressError, TimeoutError) as error:
            reason = str(error) or f"no complete answer within {TIMEOUT_S:g} s"
            log.warning("token", step="failed", reason=reason, detail=getattr(error, "detail", ""))
            raise _failed(secret) from None
        log.info("token", step="answered", status=status, ms=round((self._clock() - began) * 1000, 1))
        if status not in (200, 201):
            log.warning("token", step="refused", status=status, reason=_reason(answer))
            raise _failed(secret)
        try:
            return msgspec.json.decode(answer, type=kind)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            log.warning("token", step="refused", reason="the answer is not as described")
            raise _failed(secret) from None

    async def _exchange(self, url: Url, headers: Headers, body: bytes) -> tuple[int, bytes]:
        complete = wire_headers("POST", url, headers, body, self._user_agent)
        async with self._transport.send("POST", url, complete, body) as response:
            given = {name.lower(): value for name, value in response.headers}
            encoding = given.get(b"content-encoding", b"").decode("latin-1")
            return response.status, await read_body(response.aiter_stream(), encoding, MAX_BYTES)


def _failed(secret: str) -> FetchFailed:
    return FetchFailed(f"fetch failed: no token could be had for the secret {secret}: the server's log says why")


def _reason(answer: bytes) -> str:
    """A code or short text; servers do not repeat credentials there."""
    try:
        refusal = msgspec.json.decode(answer, type=_Refusal)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ""
    return str(refusal.error or refusal.message or "")[:200]
