"""One fetch of a guest, from what it asked for to what it gets."""

import asyncio
import time
from collections.abc import Callable

import httpcore
from structlog.typing import FilteringBoundLogger

from runtime.egress.audit import FetchAudit
from runtime.egress.authority import Authority
from runtime.egress.body import check_size, read_body
from runtime.egress.credentials import Credentials, NoCredentials
from runtime.egress.errors import EgressError, FetchDenied, FetchFailed
from runtime.egress.headers import METHOD_OVERRIDES, wire_headers
from runtime.egress.limits import EgressLimits
from runtime.egress.redirects import is_redirect, next_hop
from runtime.egress.request import GuestRequest, Hop, first_hop
from runtime.egress.response import Answer, GuestResponse, guest_response, response_headers
from runtime.egress.rules import Denied, allows
from runtime.egress.scrub import scrub
from runtime.egress.sent import Sent
from runtime.egress.transport import Transport

_SHORT_BYTES = 65_536
_WITHOUT_BODY = frozenset({204, 205, 304})  # Fetch standard: null body status


class Fetcher:
    """Performs the fetches of all integrations; what each may do comes with the call."""

    def __init__(
        self,
        transport: Transport,
        limits: EgressLimits,
        *,
        user_agent: str,
        log: FilteringBoundLogger,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._transport = transport
        self._limits = limits
        self._user_agent = user_agent
        self._log = log
        self._clock = clock

    async def fetch(
        self, request: GuestRequest, authority: Authority, credentials: Credentials | None = None, *, timeout_s: float
    ) -> GuestResponse:
        """Perform one fetch, redirects included, in at most `timeout_s` seconds.

        Raises:
            FetchDenied: if the operator's grants do not allow it; the message names the line to add.
            FetchFailed: if it cannot be sent, or no proper answer came.
        """
        audit = FetchAudit(self._log, authority.path, self._clock)
        bound = asyncio.timeout(timeout_s)
        try:
            async with bound:
                return await self._follow(request, authority, credentials or NoCredentials(), audit)
        except TimeoutError:
            late = FetchFailed(f"fetch failed: no complete answer within {timeout_s:g} s")
            audit.ended(late)
            raise late from None
        except EgressError as error:
            audit.ended(error)
            raise
        except asyncio.CancelledError:
            audit.cancelled()
            raise

    async def _follow(
        self, request: GuestRequest, authority: Authority, credentials: Credentials, audit: FetchAudit
    ) -> GuestResponse:
        hop = first_hop(request)
        mode = request.arguments.redirect
        sent: tuple[Sent, ...] = ()
        for redirected in range(self._limits.redirects + 1):
            hop = credentials.locate(hop)
            audit.asked(hop)
            _judge(hop, authority)
            filled = await credentials.fill(hop, granted=True)
            sent += filled.sent
            audit.sending(filled.names)
            answer = await self._exchange(filled.hop, sent, follow=mode == "follow")
            audit.answered(answer.status, len(answer.body))
            answer = credentials.keep(hop, answer)
            if mode == "manual" or not is_redirect(answer):
                return guest_response(answer, hop.shown, redirected=redirected > 0)
            if mode == "error":
                raise FetchFailed(
                    f'fetch failed: {hop.url.authority} redirects, and the request says redirect: "error"'
                )
            hop = next_hop(hop, answer)
        raise FetchFailed(f"fetch failed: more than {self._limits.redirects} redirects")

    async def _exchange(self, hop: Hop, sent: tuple[Sent, ...], *, follow: bool) -> Answer:
        complete = wire_headers(hop.method, hop.url, hop.headers, hop.body, self._user_agent)
        async with self._transport.send(hop.method, hop.url, complete, hop.body) as response:
            if response.status < 200:
                raise FetchFailed(
                    f"fetch failed: {hop.url.authority} answers {response.status}, which was not asked for"
                )
            reason = scrub(response.extensions.get("reason_phrase", b""), sent)
            answer = Answer(response.status, reason, response_headers(response.headers, sent, self._limits), b"")
            body = await self._body(hop, response, followed=follow and is_redirect(answer))
            return Answer(answer.status, answer.reason, answer.headers, scrub(body, sent))

    async def _body(self, hop: Hop, response: httpcore.Response, *, followed: bool) -> bytes:
        headers = {name.lower(): value for name, value in response.headers}
        encoding = headers.get(b"content-encoding", b"").decode("latin-1")
        length = headers.get(b"content-length", b"")
        announced = int(length[:20]) if length.isdigit() else -1
        if hop.method == "HEAD" or response.status in _WITHOUT_BODY:
            encoding, announced = "", 0
        if followed:
            # Nobody sees this body; a short one is read so that its connection can be used again.
            if not 0 <= announced <= _SHORT_BYTES:
                return b""
            encoding = ""
        check_size(announced, self._limits.response_bytes)
        return await read_body(response.aiter_stream(), encoding, self._limits.response_bytes)


def _judge(hop: Hop, authority: Authority) -> None:
    """Compare a request with the rules; a header that some servers take for the method counts as one."""
    values = b",".join(value for name in METHOD_OVERRIDES for value in hop.values(name))
    overrides = {text.strip().upper() for text in values.decode("latin-1").split(",")}
    for method in (hop.method, *sorted(overrides - {""})):
        verdict = allows(authority.net, method, hop.url)
        if isinstance(verdict, Denied):
            raise _denied(authority, verdict)


def _denied(authority: Authority, verdict: Denied) -> FetchDenied:
    told = f"{authority.path} may not {verdict.what}"
    if verdict.add is None:
        return FetchDenied(told)
    return FetchDenied(f'{told}: add "{verdict.add}" to net in {authority.table} of skerry.toml')
