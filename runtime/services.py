"""Everything put together, by hand, in one place; opened and closed in order."""

from __future__ import annotations

import asyncio
import importlib.metadata
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence
from contextlib import asynccontextmanager, suppress
from functools import partial
from importlib.resources import files
from pathlib import Path
from time import monotonic

import msgspec
from structlog.typing import FilteringBoundLogger

from runtime.adapters.model import DeclaredAdapter
from runtime.brokering import open_broker
from runtime.catalog import Catalog, build
from runtime.dispatch import Dispatch
from runtime.egress.dial import trust
from runtime.egress.fetch import Fetcher
from runtime.egress.limits import EgressLimits
from runtime.egress.policy import Policy
from runtime.egress.private import parse_private
from runtime.egress.resolver import Resolver
from runtime.egress.transport import Transport
from runtime.execution import Executor
from runtime.grants import parse_grants
from runtime.guest_cache import GuestCache
from runtime.journal.folder import JournalFolder
from runtime.journal.keeping import Journals, KeptJournals, NoJournals
from runtime.journal.writer import JournalWriter
from runtime.live_catalog import LiveCatalog, activate
from runtime.matching.published import ANYTHING, Matching
from runtime.policy.report import Report
from runtime.result_cache import ResultCache
from runtime.secrets.values import Values
from runtime.self_test import self_test
from runtime.settings import Egress, Journal, Loaded, Settings
from runtime.sources import FolderSource, SourceError
from runtime.sources.watch import changes
from sandbox.admission import Admission
from sandbox.code_cache import CodeCache, default_folder
from sandbox.costs import Costs
from sandbox.errors import SandboxError
from sandbox.program import Image, Program, encode_program
from sandbox.runner import Runner, decode_preparation
from sandbox.thread_runner import ThreadRunner

LEVELS = {"error": logging.ERROR, "warning": logging.WARNING, "note": logging.DEBUG}


def contract() -> bytes:
    """The module that speaks ToolJump's contract; it is prepared together with each program."""
    return files("runtime").joinpath("contract.js").read_bytes()


class Engine(msgspec.Struct, frozen=True):
    """What can run integrations: everything below the catalog. `prepare` makes an image of a program.

    `values` knows which source each secret's value comes from.
    """

    executor: Executor
    prepare: Callable[[Program], Awaitable[Image]]
    values: Values

    @property
    def runner(self) -> Runner:
        """The sandbox."""
        return self.executor.runner


@asynccontextmanager
async def open_engine(
    loaded: Loaded,
    log: FilteringBoundLogger,
    *,
    make_runner: Callable[..., Runner] = ThreadRunner,
    resolver: Resolver | None = None,
    journals: Journals | None = None,
    policy: Policy | None = None,
) -> AsyncIterator[Engine]:
    """The sandbox and what its runs may use, by the settings; every request needs a grant unless `policy` says else."""
    settings = loaded.settings
    cache = CodeCache(default_folder())
    if cache.reason:
        log.warning("native code is not kept between starts", reason=cache.reason)
    costs = Costs()
    runner = make_runner(settings.limits, cache=cache, costs=costs)
    cache.close()
    try:
        private = tuple(parse_private(text) for text in settings.egress.private)
        egress = settings.egress
        limits = egress_limits(egress)
        tls = trust(egress.ca_file)
        agent = f"skerry/{importlib.metadata.version('skerry')}"
        async with (
            Transport(limits, private=private, resolver=resolver, tls=tls) as transport,
            open_broker(loaded, transport, user_agent=agent, log=log) as brokering,
        ):
            executor = Executor(
                runner=runner,
                admission=Admission(settings.limits, costs),
                limits=settings.limits,
                grants=parse_grants(settings.grants, loaded.allow_net),
                broker=brokering.broker,
                fetcher=Fetcher(transport, limits, user_agent=agent, log=log, policy=policy),
                guest_cache=GuestCache(monotonic),
                log=log,
                journals=journals or NoJournals(),
            )
            yield Engine(executor, partial(_prepare, runner), brokering.values)
    finally:
        await runner.close()


def egress_limits(egress: Egress) -> EgressLimits:
    """The bounds of outgoing requests, by the settings."""
    shared = set(EgressLimits.__struct_fields__) & set(Egress.__struct_fields__)
    return EgressLimits(**{name: getattr(egress, name) for name in shared})


async def _prepare(runner: Runner, program: Program) -> Image:
    return decode_preparation(await runner.prepare(encode_program(program)))


class Services:
    """A server's parts while it serves. Implements `runtime.http.routes.Catalog`."""

    def __init__(self, engine: Engine, settings: Settings, log: FilteringBoundLogger) -> None:
        executor = engine.executor
        self._engine = engine
        self._log = log
        self._source = FolderSource(Path(settings.integrations.path), executor.limits.source_bytes)
        self._hosts = settings.adapter_hosts
        self._live = LiveCatalog(engine.runner.release)
        self._reloading = asyncio.Lock()
        self._broken: tuple[str, ...] = ()
        self.dispatch = Dispatch(live=self._live, executor=executor, cache=ResultCache(monotonic))

    @property
    def catalog(self) -> Catalog | None:
        """The catalog that answers now."""
        return self._live.current.catalog if self._live.current else None

    async def check_engine(self) -> None:
        """Runs the engine's self-test; what fails keeps the server from being ready."""
        self._broken = await self_test(self._engine.runner, self._engine.executor.limits)

    async def reload(self) -> Catalog:
        """Builds a catalog from the folder as it is now, and answers from it. Errors: SourceError."""
        async with self._reloading:
            return await self._reload()

    async def _reload(self) -> Catalog:
        contents = await asyncio.to_thread(self._source.read)
        with self._live.building():
            catalog = await build(
                contents,
                self._engine.prepare,
                contract(),
                self.catalog,
                release=self._live.give_up,
                missing=self._missing,
                hosts=self._hosts,
            )
            self._live.replace(await activate(catalog, self._engine.runner, self._engine.executor.limits))
        for problem in catalog.problems:
            self._log.log(LEVELS[problem.severity], "integration problem", problem=str(problem))
        for pattern in self._engine.executor.grants.unused(catalog.records):
            self._log.warning("a grant fits no integration", grant=pattern)
        self._log.info("integrations loaded", count=len(catalog.entries), folder=str(self._source.folder))
        return catalog

    async def _missing(self, path: str, name: str) -> str | None:
        executor = self._engine.executor
        return await executor.broker.obstacle(executor.grants.authority(path), name)

    async def follow_changes(self, began: asyncio.Event) -> None:
        """Reloads whenever the folder changes, until it is cancelled. Sets `began` once no change can be missed."""
        async for _ in changes(self._source.folder, began=began, inputs=lambda: self._source.inputs):
            try:
                await self.reload()
            except (SourceError, SandboxError, OSError) as error:
                self._log.error("the integrations cannot be read; the last ones stay", reason=str(error))

    def custom_domains(self) -> Collection[str]:
        """`https://host` of each generic integration's url."""
        return self._live.current.custom_domains if self._live.current else ()

    def adapters(self) -> Sequence[DeclaredAdapter]:
        """The declared adapters that are active."""
        return self._live.current.catalog.adapters if self._live.current else ()

    def matching(self) -> Matching:
        """What the integrations can match at all."""
        return self._live.current.matching if self._live.current else ANYTHING

    def not_ready(self) -> Sequence[str]:
        """Why contexts cannot be answered now; empty when they can."""
        loading = () if self._live.current else ("the integrations have not been loaded yet",)
        return (*self._broken, *loading)


@asynccontextmanager
async def open_journals(settings: Journal, log: FilteringBoundLogger) -> AsyncIterator[Journals]:
    """What keeps the journals of a server's runs, by the settings. What waits at the end is written."""
    if settings.keep == "off":
        yield NoJournals()
        return
    age = settings.max_age_hours * 3600
    folder = JournalFolder(Path(settings.path), max_bytes=settings.max_bytes, max_age_seconds=age)
    writer = JournalWriter(folder, log)
    try:
        yield KeptJournals(settings.keep, writer, log)
    finally:
        await asyncio.to_thread(writer.close)


@asynccontextmanager
async def open_policy(egress: Egress, log: FilteringBoundLogger) -> AsyncIterator[Policy]:
    """What becomes of requests without a grant, by the settings. Mode "report" is said loudly."""
    if egress.mode == "enforce":
        yield Policy()
        return
    log.warning(
        'egress.mode is "report": every integration reaches every public address; set it to "enforce" when the report '
        "has been read (skerry policy suggest)",
        report=egress.report_file,
    )
    report = Report(Path(egress.report_file), log)
    report.open()
    try:
        yield Policy(report)
    finally:
        report.close()


@asynccontextmanager
async def open_services(loaded: Loaded, log: FilteringBoundLogger) -> AsyncIterator[Services]:
    """A server's parts: the engine tested, the catalog loaded and followed. Errors: SourceError."""
    async with (
        open_journals(loaded.settings.journal, log) as journals,
        open_policy(loaded.settings.egress, log) as policy,
        open_engine(loaded, log, journals=journals, policy=policy) as engine,
    ):
        services = Services(engine, loaded.settings, log)
        await services.check_engine()
        began = asyncio.Event()
        following = asyncio.create_task(services.follow_changes(began))
        try:
            await _first(following, asyncio.create_task(began.wait()))  # without a folder it ends: reload says so
            await services.reload()
            yield services
        finally:
            following.cancel()
            with suppress(asyncio.CancelledError, FileNotFoundError):
                await following


async def _first(following: asyncio.Task[None], began: asyncio.Task[bool]) -> None:
    await asyncio.wait((following, began), return_when=asyncio.FIRST_COMPLETED)
    began.cancel()
