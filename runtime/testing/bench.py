"""Where cases run: the server's own parts around the real sandbox, with faked upstreams, secrets and clock."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

import msgspec
import structlog
from structlog.typing import FilteringBoundLogger

from runtime.catalog import Catalog, Entry, build
from runtime.egress.fetch import Fetcher
from runtime.egress.limits import EgressLimits
from runtime.execution import Executor, IntegrationFailed
from runtime.guest_cache import GuestCache
from runtime.live_catalog import ActiveCatalog, activate
from runtime.services import contract
from runtime.sources import AdapterSets, Contents, Data, Unit, to_program
from runtime.testing.case import Case
from runtime.testing.upstream import FakedUpstream
from runtime.testing.verdict import Ran
from runtime.testing.world import MakeWorld, World
from sandbox.admission import Admission
from sandbox.code_cache import CodeCache, default_folder
from sandbox.costs import Costs
from sandbox.errors import SandboxError
from sandbox.limits import Limits
from sandbox.program import Image, Program, digest, encode_program
from sandbox.runner import decode_preparation
from sandbox.thread_runner import ThreadRunner
from sandbox.turns import Outcome

CLIENT = "test"
PATIENCE_MS = 60_000


def patient(limits: Limits) -> Limits:
    """The limits without the clocks: fuel stops at the same place on every machine, CPU time does not on a busy one."""
    return msgspec.structs.replace(
        limits,
        turn_cpu_ms=PATIENCE_MS,
        run_cpu_ms=PATIENCE_MS,
        load_cpu_ms=PATIENCE_MS,
        wall_ms=PATIENCE_MS,
    )


class Bench:
    """Runs cases. One run after another, each with its own cache, upstreams and secrets."""

    def __init__(self, runner: ThreadRunner, limits: Limits) -> None:
        self.runner = runner
        self._limits = limits
        self._quiet: FilteringBoundLogger = structlog.wrap_logger(
            structlog.ReturnLogger(), wrapper_class=structlog.make_filtering_bound_logger(50)
        )

    async def load(self, units: Iterable[Unit], adapters: AdapterSets | None = None) -> Loaded:
        """Prepare integrations, as the server does; `adapters` are those of their folder."""
        contents = Contents(tuple(units), adapters=adapters or AdapterSets())
        catalog = await build(contents, self.prepare, contract())
        return Loaded(catalog, await activate(catalog, self.runner, self._limits), {})

    async def prepare(self, program: Program) -> Image:
        """Errors: SandboxError."""
        return decode_preparation(await self.runner.prepare(encode_program(program)))

    def executor(self, case: Case, upstream: FakedUpstream, world: World) -> Executor:
        """What runs a case: nothing of it reaches further than the case."""
        limits = EgressLimits()
        return Executor(
            runner=self.runner,
            admission=Admission(self._limits, Costs()),
            limits=self._limits,
            grants=world.grants,
            broker=world.broker,
            fetcher=Fetcher(upstream, limits, user_agent="skerry-test", log=self._quiet, policy=world.policy),
            guest_cache=GuestCache(lambda: case.now),
            log=self._quiet,
            clock=lambda: case.now,
            entropy=bytes,
        )

    async def run(self, case: Case, unit: Unit, loaded: Loaded, make_world: MakeWorld) -> Ran:
        """Run one case of the integration that the unit is; `make_world` says what its run may do."""
        entry = loaded.entry(unit.path)
        if entry is None:
            return Ran(reason=loaded.why_not(unit.path))
        refusal = await _not_for(case, entry, loaded.active)
        if refusal is not None:
            return refusal
        try:
            entry = await self._with_data(case, unit, entry, loaded)
        except SandboxError as error:
            return Ran(reason=str(error))
        world = make_world(entry)
        upstream = FakedUpstream(case.routes, world.shown)
        ran = await self._execute(case, entry, self.executor(case, upstream, world))
        refused = (*world.refused, *upstream.unexpected)
        return msgspec.structs.replace(ran, refused=refused, unasked=tuple(upstream.unasked()))

    async def reads(self, case: Case, entry: Entry, make_world: MakeWorld) -> tuple[str, ...]:
        """Which paths of the context a run of the case reads. Errors: runtime.execution.IntegrationFailed."""
        world = make_world(entry)
        executor = self.executor(case, FakedUpstream(case.routes, world.shown), world)
        return await executor.reads(entry, case.context, CLIENT, self._deadline())

    async def _execute(self, case: Case, entry: Entry, executor: Executor) -> Ran:
        began = time.perf_counter()
        try:
            ran = await executor.run(entry, case.context, CLIENT, self._deadline(), ask=entry.metadata.should_run)
        except IntegrationFailed as failed:
            return _told(Ran(reason=str(failed)), failed.outcome, began)
        if ran.skipped:
            return _told(Ran(not_run="its shouldRun says no"), ran.outcome, began)
        results = [msgspec.json.decode(item) for item in ran.results.items]
        return _told(Ran(results=results, reason="; ".join(ran.results.failures) or None), ran.outcome, began)

    def _deadline(self) -> float:
        """A time of the event loop's clock."""
        return asyncio.get_running_loop().time() + self._limits.wall_ms / 1000

    async def _with_data(self, case: Case, unit: Unit, entry: Entry, loaded: Loaded) -> Entry:
        """The integration with the case's data files: another program, prepared once. Errors: SandboxError."""
        if not case.data:
            return entry
        other = with_data(unit, case.data)
        if other.digest not in loaded.variants:
            loaded.variants[other.digest] = await self.prepare(to_program(other, contract()))
        return msgspec.structs.replace(entry, image=loaded.variants[other.digest], digest=other.digest)


class Loaded(msgspec.Struct, frozen=True):
    """Integrations that are ready to run; `variants` are their images with other data, by the units' digests."""

    catalog: Catalog
    active: ActiveCatalog
    variants: dict[str, Image]

    def entry(self, path: str) -> Entry | None:
        """The integration at this path; None if it cannot be loaded."""
        return next((entry for entry in self.catalog.entries if entry.path == path), None)

    def why_not(self, path: str) -> str:
        """Why it cannot be loaded."""
        wrong = (str(one) for one in self.catalog.problems if one.file == path and one.severity == "error")
        return "; ".join(wrong) or f"{path} cannot be loaded: skerry check says why"


def with_data(unit: Unit, data: dict[str, bytes]) -> Unit:
    """The unit with these data files (id -> JSON) instead of its own of that id, or behind them."""
    own = tuple(Data(each.id, data.get(each.id, each.json)) for each in unit.data)
    known = {each.id for each in own}
    more = tuple(Data(id, json) for id, json in data.items() if id not in known)
    changed = (*own, *more)
    parts = [part for each in changed for part in (each.id.encode(), each.json)]
    return msgspec.structs.replace(unit, data=changed, digest=digest(unit.digest.encode(), *parts))


async def _not_for(case: Case, entry: Entry, active: ActiveCatalog) -> Ran | None:
    """What there is to say if the integration's rules do not choose it for the case's page."""
    selection = await active.select(case.context)
    for _, one, reason in selection.failures:
        if one.path == entry.path:
            return Ran(reason=reason)
    if any(one.path == entry.path for _, one in selection.matched):
        return None
    return Ran(not_run="the context does not fit its metadata.match")


def _told(ran: Ran, outcome: Outcome | None, began: float) -> Ran:
    """With what is known of the run itself; `began` is a time of the performance counter."""
    ms = (time.perf_counter() - began) * 1000
    if outcome is None:
        return msgspec.structs.replace(ran, ms=ms)
    return msgspec.structs.replace(ran, logs=outcome.logs, fuel=outcome.usage.fuel, ms=ms)


@asynccontextmanager
async def open_bench(limits: Limits) -> AsyncIterator[Bench]:
    """A sandbox for tests, by these limits without their clocks."""
    cache = CodeCache(default_folder())
    runner = ThreadRunner(patient(limits), cache=cache, costs=Costs())
    cache.close()
    try:
        yield Bench(runner, patient(limits))
    finally:
        await runner.close()
