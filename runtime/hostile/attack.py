"""One attack on a ground, seen: the guest beside a bystander, asked as a browser's extension would ask."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import monotonic

import msgspec

from runtime.answer import Answer, Dispatcher
from runtime.catalog import Catalog, Entry, build
from runtime.context import Context, decode_context
from runtime.execution import Execution, Executor, IntegrationFailed
from runtime.guest_cache import GuestCache
from runtime.hostile import usage
from runtime.hostile.case import Case
from runtime.hostile.collection import BYSTANDER, Collection
from runtime.hostile.ground import Ground
from runtime.hostile.observation import Observation
from runtime.hostile.plants import Plants
from runtime.live_catalog import LiveCatalog, activate
from runtime.result_cache import ResultCache
from runtime.services import contract
from runtime.sources import Contents
from sandbox.admission import Admission
from sandbox.costs import Costs
from sandbox.errors import Full
from sandbox.turns import Outcome

GRACE_SECONDS = 3
"""How long after its `wall_ms` an answer may come before the attack counts as one that hangs the server."""


class CountedAdmission(Admission):
    """An admission that knows how many runs were in flight at most."""

    now = 0
    most = 0

    @asynccontextmanager
    async def place(self, client: str, image: str) -> AsyncIterator[None]:
        """A place, counted."""
        async with super().place(client, image):
            self.now += 1
            self.most = max(self.most, self.now)
            try:
                yield
            finally:
                self.now -= 1


class WatchedExecutor(Executor, frozen=True, kw_only=True):
    """An executor that keeps the outcomes of the guest that attacks."""

    attacker: str
    outcomes: list[Outcome]

    async def run(
        self, entry: Entry, context: Context, client: str, deadline: float, *, ask: bool = False
    ) -> Execution:
        """Run it, and keep what is known of it."""
        try:
            ran = await super().run(entry, context, client, deadline, ask=ask)
        except IntegrationFailed as failure:
            self._keep(entry, failure.outcome)
            raise
        self._keep(entry, ran.outcome)
        return ran

    def _keep(self, entry: Entry, outcome: Outcome | None) -> None:
        if outcome is not None and entry.metadata.name == self.attacker:
            self.outcomes.append(outcome)


async def attack(ground: Ground, case: Case, collection: Collection, plants: Plants) -> Observation:
    """Loads the guest, answers its contexts, and looks at everything."""
    paths = (case.path, BYSTANDER, *case.beside)
    units = tuple(sorted((collection.units[path] for path in paths), key=lambda unit: unit.path))
    plants.witness.unlink(missing_ok=True)
    ground.events.clear()
    ground.hosts.clear()
    catalog = await build(Contents(units), ground.engine.prepare, contract())
    try:
        return await _observe(ground, case, plants, catalog)
    finally:
        for entry in catalog.entries:
            if entry.metadata.name != "bystander":
                ground.engine.runner.release(entry.image.id)


async def _observe(ground: Ground, case: Case, plants: Plants, catalog: Catalog) -> Observation:
    live = LiveCatalog(lambda image: None)
    live.replace(await activate(catalog, ground.engine.runner, ground.engine.executor.limits))
    limits = ground.engine.executor.limits
    own = {
        "guest_cache": GuestCache(monotonic),
        "grants": ground.weak.grants(ground.engine.executor.grants, catalog),
    }
    executor = ground.weak.executor(msgspec.structs.replace(ground.engine.executor, **own))
    admission = CountedAdmission(limits, Costs())
    fields = {name: getattr(executor, name) for name in executor.__struct_fields__}
    outcomes: list[Outcome] = []
    watched = WatchedExecutor(**{**fields, "admission": admission, "attacker": case.attack, "outcomes": outcomes})
    dispatch = ground.weak.dispatch(live=live, executor=watched, cache=ResultCache(monotonic))
    answers: list[Answer | Full] = []
    for run in range(1, case.contexts + 1):
        ground.events.clear()
        outcomes.clear()
        shown = "\n".join(_shown(answer) for answer in answers)  # whoever sees a page can ask for the next
        page = {**plants.page(case, run), **ground.hosts.page, "last": shown}
        body = {"type": "github", "url": "https://github.com/acme/shop", "page": page}
        context = decode_context(msgspec.json.encode(body), ["github"])
        asked = [_ask(dispatch, context, f"client {run}.{number}") for number in range(case.at_once)]
        try:
            async with asyncio.timeout(limits.wall_ms / 1000 + GRACE_SECONDS):
                answers = list(await asyncio.gather(*asked))
        except TimeoutError:
            return Observation(answer="", hung="it was not answered in time", problems=_problems(catalog))
    used = {
        **usage.of_runs(outcomes),
        **usage.of_loading(case, catalog),
        **usage.of_answers(case, answers),
        "runs_in_flight": admission.most,
        "calls_in_flight": ground.hosts.api.most,
    }
    return Observation(
        answer="\n".join(_shown(answer) for answer in answers),
        logs=ground.events.text,
        problems=_problems(catalog),
        beside=all(_beside_is_well(case, answer) for answer in answers if isinstance(answer, Answer)),
        public=ground.hosts.public,
        arrived=ground.hosts.arrived(evil_is_granted=case.group == "secrets"),
        witness=plants.witness.exists(),
        used=used,
    )


async def _ask(dispatch: Dispatcher, context: Context, client: str) -> Answer | Full:
    try:
        return await dispatch.dispatch(context, client)
    except Full as full:
        return full


def _shown(answer: Answer | Full) -> str:
    return str(answer) if isinstance(answer, Full) else msgspec.json.encode(answer).decode(errors="replace")


def _problems(catalog: Catalog) -> str:
    return "\n".join(str(problem) for problem in catalog.problems if problem.severity == "error")


def _beside_is_well(case: Case, answer: Answer) -> bool:
    """The bystander says what it always says, last."""
    expected = {"type": "text", "content": f"beside {case.attack}"}
    try:
        return bool(answer.data) and msgspec.json.decode(answer.data[-1]) == expected
    except msgspec.DecodeError:
        return False
