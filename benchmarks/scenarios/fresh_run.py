"""One fresh run of an integration with nine results, in process, with and without a 260 kB library inside."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial

from benchmarks.bundle import USE, bundle
from benchmarks.fresh_peers import ALL, MODEBOX, NODE, QUICKJS_RS, fresh_peers
from benchmarks.in_process import open_runner, prepared, program, run_once, runs, timed
from benchmarks.lineup import Contender, Fact, Lineup, Measure, Scenario, against
from benchmarks.one_thread import Loaded, open_loaded
from benchmarks.programs import NINE_RESULTS, integration
from benchmarks.warm import WarmRunner, open_warm
from sandbox.turns import Request

SKERRY = "skerry"
SERVED = "skerry, as served"
WARM = "warm instance, not isolated"
CALL = "warm call alone"
INSIDE = ", 260 kB inside"

SMALL = integration(NINE_RESULTS)
LARGE = integration(NINE_RESULTS.replace("`Branch ${branch}`", USE), before=bundle())
RUNS = 20
PEER_RUNS = {NODE: 20, MODEBOX: 20, QUICKJS_RS: 10}
PEER_RUNS_INSIDE = {NODE: 10, MODEBOX: 2, QUICKJS_RS: 2}


@asynccontextmanager
async def lineup(peers: Sequence[str] = ALL, *, floors: bool = True) -> AsyncIterator[Lineup]:
    """Ourselves and these peers, on the small and the large program; with `floors` the unisolated lower bounds too."""
    async with AsyncExitStack() as stack:
        runner = await stack.enter_async_context(open_runner())
        small, large = await prepared(runner, SMALL), await prepared(runner, LARGE)
        ours = stack.enter_context(open_loaded(program(SMALL)))
        ours_with_library = stack.enter_context(open_loaded(program(LARGE)))
        theirs = await stack.enter_async_context(fresh_peers(SMALL, peers))
        theirs_with_library = await stack.enter_async_context(fresh_peers(LARGE, peers))
        contenders = [
            Contender(SKERRY, ours.fresh, RUNS),
            Contender(SERVED, runs(runner, small), RUNS),
            *theirs.contenders(PEER_RUNS),
            Contender(SKERRY + INSIDE, ours_with_library.fresh, RUNS),
            Contender(SERVED + INSIDE, runs(runner, large), RUNS),
            *theirs_with_library.contenders(PEER_RUNS_INSIDE, INSIDE),
        ]
        comparisons = [
            *(each for peer in ALL for each in against(SKERRY, peer, Measure.TIME, Measure.CPU)),
            *(each for peer in ALL for each in against(SERVED, peer, Measure.TIME, Measure.CPU)),
            *(each for peer in ALL for each in against(SKERRY + INSIDE, peer + INSIDE, Measure.TIME, Measure.CPU)),
            *against(SKERRY + INSIDE, SKERRY, Measure.TIME),
            *against(SERVED + INSIDE, SERVED, Measure.TIME),
        ]
        if floors:
            warm = stack.enter_context(open_warm(program(SMALL)))
            contenders += _floors(warm, small)
            comparisons += [*against(SERVED, WARM, Measure.TIME), *against(SKERRY, CALL, Measure.TIME)]
        facts = partial(_facts, {SKERRY: ours, SKERRY + INSIDE: ours_with_library})
        yield Lineup(tuple(contenders), tuple(comparisons), theirs.missing, facts)


def _floors(warm: WarmRunner, request: Request) -> list[Contender]:
    return [
        Contender(WARM, partial(timed, partial(run_once, warm, request)), RUNS),
        Contender(CALL, warm.calls, RUNS),
    ]


async def _facts(loaded: dict[str, Loaded]) -> Sequence[Fact]:
    return [fact for name, one in loaded.items() for fact in one.page_facts(name)]


SCENARIO = Scenario("fresh_run", "One fresh run with nine results, in process, fuel on", lineup, rounds=40)
