"""One integration run for one context: secrets and permission made, the guest run, its results judged."""

from __future__ import annotations

import asyncio
import logging
import os
import time
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack, contextmanager
from typing import Annotated, Protocol, TypeVar

import msgspec
from structlog.typing import FilteringBoundLogger

from runtime.catalog import Entry
from runtime.context import Context
from runtime.egress.fetch import Fetcher
from runtime.grants import Grants
from runtime.guest_cache import GuestCache
from runtime.journal.keeping import Journals, NoJournals, RunJournal
from runtime.permission import RunPermission
from runtime.results import Results, ResultsError, validate_results
from runtime.secrets.broker import SecretBroker, SecretUnusable
from runtime.secrets.run import RunSecrets
from sandbox.admission import Admission
from sandbox.errors import Dropped, GuestError, GuestFailed
from sandbox.limits import Limits
from sandbox.runner import Runner
from sandbox.turns import Outcome, Request, converse

MAX_CACHE_SECONDS = 30 * 24 * 3600
MAX_LINES = 100
"""How many of a run's log lines go into the server's log: writing them holds up everybody (20 us each)."""
MAX_FRAMES = 20
LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warn": logging.WARNING, "error": logging.ERROR}

NO_JOURNALS = NoJournals()
NO_JOURNAL = RunJournal("")

Answer = TypeVar("Answer")


class IntegrationFailed(Exception):
    """The integration gave no results; `str()` is the reason that the bar shows behind its name.

    `outcome` is what is known of its run, if it came to one; `run` is the run's id.
    """

    def __init__(self, reason: str, outcome: Outcome | None = None) -> None:
        super().__init__(reason)
        self.outcome = outcome
        self.run = ""


class _RunAnswer(msgspec.Struct, frozen=True):
    """What contract.js answers to `run`; `cache` is a cache time that the run set for this result."""

    results: msgspec.Raw = msgspec.Raw(b"null")
    cache: Annotated[float, msgspec.Meta(ge=0, le=MAX_CACHE_SECONDS)] | None = None
    skipped: bool = False


class _ReadsAnswer(msgspec.Struct, frozen=True):
    """What contract.js answers to `reads`."""

    reads: tuple[str, ...]


class _ShouldRunAnswer(msgspec.Struct, frozen=True):
    """What contract.js answers to `shouldRun`."""

    run: bool


class Execution(msgspec.Struct, frozen=True):
    """A run that worked. `ttl` is how long its results may be kept, in seconds; `run` is its id."""

    results: Results
    ttl: float
    outcome: Outcome
    skipped: bool = False
    run: str = ""


class Judge(Protocol):
    """Tells what may be shown of what a run returned. Errors: ResultsError."""

    def __call__(self, value: bytes, *, max_bytes: int, max_items: int) -> Results:
        """`value` is JSON of the guest's."""


class Executor(msgspec.Struct, frozen=True):
    """Everything that runs need, besides the integration and the context."""

    runner: Runner
    admission: Admission
    limits: Limits
    grants: Grants
    broker: SecretBroker
    fetcher: Fetcher
    guest_cache: GuestCache
    log: FilteringBoundLogger
    clock: Callable[[], float] = time.time
    """What guests see as the time, in seconds since 1970."""
    entropy: Callable[[int], bytes] = os.urandom
    """Gives the seed of a guest's random numbers."""
    judge: Judge = validate_results
    journals: Journals = NO_JOURNALS

    async def should_run(self, entry: Entry, context: Context, client: str, deadline: float) -> bool:
        """Ask the integration's `shouldRun` in a run of its own. Errors: IntegrationFailed, Full."""
        with self._journal(entry, "shouldRun") as journal:
            outcome, _ = await self._converse(entry, "shouldRun", context, {}, client, deadline, journal)
            return _decode(outcome, _ShouldRunAnswer).run

    async def run(
        self, entry: Entry, context: Context, client: str, deadline: float, *, ask: bool = False
    ) -> Execution:
        """Run the integration, asking its `shouldRun` first if `ask`. Errors: IntegrationFailed, Full."""
        with self._journal(entry, "run") as journal:
            options = {"shouldRun": ask}
            outcome, secrets = await self._converse(entry, "run", context, options, client, deadline, journal)
            ran = self._judged(entry, outcome, secrets)
            journal.failed = bool(ran.results.failures)
            if journal.failed:  # not the reasons: they quote what it answered, and so maybe the page
                self.log.warning("invalid results", path=entry.path, run=journal.run)
            return msgspec.structs.replace(ran, run=journal.run)

    @contextmanager
    def _journal(self, entry: Entry, export: str) -> Iterator[RunJournal]:
        """A run with its id and its journal; if it fails, the log, the journal and who asked get the same id."""
        with self.journals.begin(entry.path, export, entry.image.origin, self.limits) as journal:
            try:
                yield journal
            except IntegrationFailed as failure:
                failure.run = journal.run
                self._tell_failed(entry, failure)
                raise

    def _judged(self, entry: Entry, outcome: Outcome, secrets: RunSecrets) -> Execution:
        """What the run gave. Errors: IntegrationFailed."""
        value = _decode(outcome, _RunAnswer)
        try:
            results = self.judge(
                secrets.redact_json(bytes(value.results)),
                max_bytes=self.limits.result_bytes,
                max_items=self.limits.result_items,
            )
        except ResultsError as error:
            raise IntegrationFailed(str(error), outcome) from None
        ttl = entry.metadata.cache if value.cache is None else value.cache
        return Execution(results, ttl, outcome, value.skipped)

    async def reads(self, entry: Entry, context: Context, client: str, deadline: float) -> tuple[str, ...]:
        """Which paths of the context its `run` reads, as far as it gets. Errors: IntegrationFailed, Full."""
        outcome, _ = await self._converse(entry, "reads", context, {}, client, deadline)
        return _decode(outcome, _ReadsAnswer).reads

    async def _converse(
        self,
        entry: Entry,
        export: str,
        context: Context,
        options: dict[str, bool],
        client: str,
        deadline: float,
        journal: RunJournal = NO_JOURNAL,
    ) -> tuple[Outcome, RunSecrets]:
        authority = self.grants.authority(entry.path)
        try:
            secrets = await self.broker.for_run(authority, entry.metadata.required_secrets)
        except SecretUnusable as error:
            raise IntegrationFailed(str(error)) from None
        if secrets.exposed:
            journal.refuse(f"it is given the value of {', '.join(secrets.exposed)} (expose = true)")
            self.log.warning("secrets exposed", path=entry.path, secrets=list(secrets.exposed))
        request = Request(entry.image.id, export, _argument(context, secrets, options), client, deadline)
        permission = RunPermission(authority, secrets, self.fetcher, self.guest_cache, deadline)
        async with AsyncExitStack() as held:
            held.callback(permission.close)
            try:
                async with asyncio.timeout_at(deadline):
                    await held.enter_async_context(self.admission.place(client, entry.image.id))
            except TimeoutError:
                raise IntegrationFailed("no place was free in time: the server is busy") from None
            try:
                outcome = await converse(
                    self.runner,
                    request,
                    permission,
                    self.limits,
                    clock=self.clock,
                    entropy=self.entropy,
                    recording=journal.recording,
                )
            except Dropped as error:
                raise IntegrationFailed(str(error)) from None
        outcome = _shown(entry, outcome, secrets)
        self._tell_logs(entry, outcome, journal.run)
        if outcome.error is not None:
            raise IntegrationFailed(secrets.redact(str(outcome.error)), outcome)
        return outcome, secrets

    def _tell_logs(self, entry: Entry, outcome: Outcome, run: str) -> None:
        """The guest's own log lines go to the server's log, under their own level."""
        for level, message in outcome.logs[:MAX_LINES]:
            self.log.log(LEVELS[level], "integration", path=entry.path, run=run, message=message)
        more = len(outcome.logs) - MAX_LINES
        if more > 0:
            self.log.warning("integration", path=entry.path, run=run, message=f"{more} more lines")

    def _tell_failed(self, entry: Entry, failure: IntegrationFailed) -> None:
        error = failure.outcome.error if failure.outcome is not None else None
        # A reason of ours quotes what it answered, and so maybe the page.
        unusable = failure.outcome is not None and error is None
        reason = "what it answered cannot be used" if unusable else str(failure)
        frames = author_frames(error) if error is not None else []
        self.log.warning("integration failed", path=entry.path, run=failure.run, reason=reason, stack=frames)


def _argument(context: Context, secrets: RunSecrets, options: dict[str, bool]) -> bytes:
    """The guest's argument. The context's bytes pass as they came: they were checked to be one JSON object."""
    rest = msgspec.json.encode({"secrets": secrets.placeholders, **options})
    return b'{"context":' + context.raw + b"," + rest[1:]


def _decode(outcome: Outcome, kind: type[Answer]) -> Answer:
    """What the contract module answered; a compiled guest, or one that tampers with it, may answer anything."""
    try:
        return msgspec.json.decode(outcome.value, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise IntegrationFailed(f"its answer is not what it should be: {error}", outcome) from None


def author_frames(error: GuestError) -> list[str]:
    """The frames of the error's stack that are code of the integrations folder, innermost first."""
    stack = error.stack.splitlines() if isinstance(error, GuestFailed) else []
    return [frame.strip() for frame in stack if "./" in frame][:MAX_FRAMES]


def _shown(entry: Entry, outcome: Outcome, secrets: RunSecrets) -> Outcome:
    """What may be shown of it: placeholders by their names, places in the author's files."""

    def shown(text: str) -> str:
        return entry.told(secrets.redact(text))

    error = outcome.error
    if isinstance(error, GuestFailed):
        error = GuestFailed(error.name, shown(error.message), shown(error.stack))
    logs = tuple((level, shown(text)) for level, text in outcome.logs)
    return msgspec.structs.replace(outcome, error=error, logs=logs)
