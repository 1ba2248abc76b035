"""The record of what integrations asked for: one line before a request is sent, one after.

Never in it: headers, bodies, queries, fragments, values of secrets.
"""

import time
from collections.abc import Callable, Sequence

from structlog.typing import FilteringBoundLogger

from runtime.egress.errors import FetchDenied
from runtime.egress.request import Hop
from runtime.egress.scrub import Reflection

MAX_PATH_CHARACTERS = 500


class FetchAudit:
    """The lines of one integration's fetch; `clock` gives seconds, `redact` what may be shown of a text."""

    def __init__(
        self,
        log: FilteringBoundLogger,
        integration: str,
        clock: Callable[[], float] = time.monotonic,
        redact: Callable[[str], str] = str,
    ) -> None:
        self._log = log.bind(integration=integration)
        self._clock = clock
        self._redact = redact
        self._started = clock()

    def asked(self, hop: Hop) -> None:
        """What is judged from here on."""
        path = self._redact(hop.url.path)[:MAX_PATH_CHARACTERS] if hop.shown_url is None else "(secret)"
        self._log = self._log.bind(method=hop.method, origin=self._redact(hop.url.origin), path=path)

    def sending(self, secrets: tuple[str, ...], *, granted: bool = True) -> None:
        """Written before the request is sent; `secrets` are names. Not `granted`: mode "report" lets it pass."""
        self._started = self._clock()
        if granted:
            self._log.info("fetch", step="sending", secrets=list(secrets))
        else:
            self._log.warning("fetch", step="sending", secrets=list(secrets), granted=False)

    def answered(self, status: int, size: int) -> None:
        """Written when the whole answer is there; `size` in bytes, decompressed."""
        self._log.info("fetch", step="answered", status=status, bytes=size, ms=self._ms())

    def reflected(self, found: Sequence[Reflection]) -> None:
        """Written when an answer repeats secrets, before the guest gets anything of it."""
        self._log.warning("fetch", step="reflected", secrets=[str(one) for one in found])

    def ended(self, error: Exception) -> None:
        """Written when there is no answer: denied, or failed."""
        reason = self._redact(str(error))
        if isinstance(error, FetchDenied):
            self._log.warning("fetch", step="denied", reason=reason, detail=self._redact(error.detail))
        else:
            self._log.info("fetch", step="failed", reason=reason, ms=self._ms())

    def cancelled(self) -> None:
        """Written when the run ended first."""
        self._log.info("fetch", step="cancelled", ms=self._ms())

    def _ms(self) -> float:
        return round((self._clock() - self._started) * 1000, 1)
