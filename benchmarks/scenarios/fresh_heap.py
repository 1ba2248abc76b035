"""One fresh run of an integration that has built a heap of 30 MB when it was loaded."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager

from benchmarks.fresh_peers import NODE, fresh_peers
from benchmarks.in_process import open_runner, prepared, program, runs
from benchmarks.lineup import Contender, Fact, Lineup, Measure, Scenario, against
from benchmarks.one_thread import open_loaded
from benchmarks.programs import LOOK_UP, NINE_RESULTS, TABLE, integration

SKERRY = "skerry"
SERVED = "skerry, as served"
INSIDE = ", 30 MB heap inside"
RUNS = 20

SOURCE = integration(NINE_RESULTS.replace("`Branch ${branch}`", LOOK_UP), before=TABLE)


@asynccontextmanager
async def lineup() -> AsyncIterator[Lineup]:
    """Ourselves without and with the heap; and Node, which builds it in both contexts of every run."""
    async with AsyncExitStack() as stack:
        runner = await stack.enter_async_context(open_runner())
        served = await prepared(runner, SOURCE)
        small = stack.enter_context(open_loaded(program(integration(NINE_RESULTS))))
        large = stack.enter_context(open_loaded(program(SOURCE)))
        peers = await stack.enter_async_context(fresh_peers(SOURCE, (NODE,)))

        async def facts() -> Sequence[Fact]:
            return (*small.page_facts(SKERRY), *large.page_facts(SKERRY + INSIDE))

        yield Lineup(
            (
                Contender(SKERRY, small.fresh, RUNS),
                Contender(SKERRY + INSIDE, large.fresh, RUNS),
                Contender(SERVED + INSIDE, runs(runner, served), RUNS),
                *peers.contenders({NODE: 1}, INSIDE),
            ),
            (
                *against(SKERRY + INSIDE, SKERRY, Measure.TIME, Measure.CPU),
                *against(SKERRY + INSIDE, NODE + INSIDE, Measure.TIME),
            ),
            peers.missing,
            facts,
        )


SCENARIO = Scenario("fresh_heap", "One fresh run with a heap of 30 MB inside, in process", lineup, rounds=20)
