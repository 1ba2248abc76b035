"""One fetch of a guest, from what it asked for to what it gets."""

import asyncio
import time
from collections.abc import Callable, Sequence

import httpcore
import msgspec
from structlog.typing import FilteringBoundLogger

from runtime.egress.audit import FetchAudit
from runtime.egress.authority import Authority
from runtime.egress.body import check_size, read_body
from runtime.egress.credentials import Credentials, NoCredentials
from runtime.egress.errors import EgressError, FetchFailed
from runtime.egress.headers import refuse_reading_in_parts, wire_headers
from runtime.egress.held import HeldBytes, Hold
from runtime.egress.limits import EgressLimits
from runtime.egress.policy import Policy
from runtime.egress.redirects import is_redirect, next_hop
from runtime.egress.reflections import Reflections
from runtime.egress.request import GuestRequest, Hop, first_hop
from runtime.egress.response import Answer, GuestResponse, answer_head, guest_response
from runtime.egress.scrub import Reflection, Scrubber, Withheld
from runtime.egress.transport import Transport
from sandbox.errors import Ended

_SHORT_BYTES = 65_536
_LONG_BYTES = 262_144  # looking for secrets in so many takes about half a millisecond; longer ones get a thread
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
        policy: Policy | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._transport = transport
        self._limits = limits
        self._user_agent = user_agent
        self._log = log
        self._policy = policy or Policy()
        self._held = HeldBytes(limits.held_bytes)
        self._clock = clock

    def hold(self, authority: Authority) -> Hold:
        """Counts the body of one answer, until whoever asked for it has released it."""
        return self._held.hold(authority.path)

    async def fetch(
        self,
        request: GuestRequest,
        authority: Authority,
        credentials: Credentials | None = None,
        *,
        timeout_s: float,
        hold: Hold | None = None,
        reflections: Reflections | None = None,
    ) -> GuestResponse:
        """Perform one fetch, redirects included, in at most `timeout_s` seconds.

        Its bytes are counted in `hold`, if given; without, they are until they are handed over. `reflections` are
        those of the run; without, the fetch stands alone.

        Raises:
            FetchDenied: if the operator's grants do not allow it; the message names the line to add.
            FetchFailed: if it cannot be sent, or no proper answer came, or one that repeats a secret.
            Ended: if it is the second answer to this run that repeats one.
        """
        credentials = credentials or NoCredentials()
        audit = FetchAudit(self._log, authority.path, self._clock, redact=credentials.redact)
        bound = asyncio.timeout(timeout_s)
        body = hold or self.hold(authority)
        try:
            async with bound:
                known = reflections or Reflections()
                return await self._follow(request, authority, credentials, known, audit, body)
        except TimeoutError:
            late = FetchFailed(f"fetch failed: no complete answer within {timeout_s:g} s")
            audit.ended(late)
            raise late from None
        except (EgressError, Ended) as error:
            audit.ended(error)
            raise
        except asyncio.CancelledError:
            audit.cancelled()
            raise
        finally:
            if hold is None:
                body.release()

    async def _follow(
        self,
        request: GuestRequest,
        authority: Authority,
        credentials: Credentials,
        reflections: Reflections,
        audit: FetchAudit,
        hold: Hold,
    ) -> GuestResponse:
        hop = first_hop(request)
        mode = request.arguments.redirect
        for redirected in range(self._limits.redirects + 1):
            hop = credentials.locate(hop)
            audit.asked(hop)
            granted = self._policy.judge(hop, authority)
            filled = await credentials.fill(hop, granted=granted)
            if filled.sent:
                refuse_reading_in_parts(hop.headers, filled.names)
            reflections.sending(filled.sent)
            audit.sending(filled.names, granted=granted)
            answer, found = await self._exchange(
                filled.hop, reflections, hold, granted=granted, follow=mode == "follow"
            )
            followed = answer is not None and mode == "follow" and is_redirect(answer)
            if found:
                audit.reflected(found)
                if not followed:  # nobody sees a redirect that is followed
                    reflections.count(found, hop, authority)
            if answer is None:
                raise FetchFailed(f"fetch failed: the response repeats the secret {found[-1]}, so it is withheld")
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

    async def _exchange(
        self, hop: Hop, reflections: Reflections, hold: Hold, *, granted: bool, follow: bool
    ) -> tuple[Answer | None, Sequence[Reflection]]:
        """The answer without what was sent as secrets, None if it has to be withheld; and what it repeated."""
        complete = wire_headers(hop.method, hop.url, hop.headers, hop.body, self._user_agent)
        try:
            async with self._transport.send(hop.method, hop.url, complete, hop.body, granted=granted) as response:
                if response.status < 200:
                    raise FetchFailed(
                        f"fetch failed: {hop.url.authority} answers {response.status}, which was not asked for"
                    )
                received = answer_head(response, self._limits)
                head = Scrubber(reflections.sent).head(received)
                body = await self._body(hop, response, head, hold, followed=follow and is_redirect(head))
            # While the body came, other requests of the run may have sent more, which it may repeat.
            scrubber = Scrubber(reflections.sent)
            answer = msgspec.structs.replace(scrubber.head(received), body=body)
            return await self._scrubbed(scrubber, answer), scrubber.reflections
        except Withheld as withheld:
            return None, withheld.reflections

    async def _scrubbed(self, scrubber: Scrubber, answer: Answer) -> Answer:
        limit = self._limits.response_bytes
        if len(answer.body) > _LONG_BYTES:
            return await asyncio.to_thread(scrubber.body, answer, limit)
        return scrubber.body(answer, limit)

    async def _body(
        self, hop: Hop, response: httpcore.Response, answer: Answer, hold: Hold, *, followed: bool
    ) -> bytes:
        encoding = (answer.first(b"content-encoding") or b"").decode("latin-1")
        length = answer.first(b"content-length") or b""
        announced = int(length[:20]) if length.isdigit() else -1
        if hop.method == "HEAD" or response.status in _WITHOUT_BODY:
            encoding, announced = "", 0
        if followed:
            # Nobody sees this body; a short one is read so that its connection can be used again.
            if 0 <= announced <= _SHORT_BYTES:
                await read_body(response.aiter_stream(), "", self._limits.response_bytes, hold)
            return b""
        check_size(announced, self._limits.response_bytes)
        return await read_body(response.aiter_stream(), encoding, self._limits.response_bytes, hold)
