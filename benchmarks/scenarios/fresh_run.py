"""One fresh run of an integration with nine results, in process, with and without a 260 kB library inside."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.bundle import USE, bundle
from benchmarks.context import context
from benchmarks.in_process import open_runner, prepared, program, run_once, runs, timed
from benchmarks.lineup import Contender, Lineup, Measure, Scenario, against
from benchmarks.node import NodePeer, node_peer
from benchmarks.one_thread import open_loaded
from benchmarks.programs import NINE_RESULTS, integration
from benchmarks.warm import WarmRunner, open_warm
from sandbox.turns import Request

SKERRY = "skerry"
SERVED = "skerry, with scheduler and turn loop"
NODE = "node vm, 2 contexts"
WARM = "warm instance, not isolated"
CALL = "warm call alone"
INSIDE = ", 260 kB inside"

SMALL = integration(NINE_RESULTS)
LARGE = integration(NINE_RESULTS.replace("`Branch ${branch}`", USE), before=bundle())
RUNS = 20
LARGE_RUNS_IN_NODE = 10


@asynccontextmanager
async def peer(source: str) -> AsyncIterator[NodePeer]:
    """Node that runs this integration, each time in two contexts."""
    with TemporaryDirectory(prefix="skerry-bench-") as folder:
        file, page = Path(folder) / "links.integration.js", Path(folder) / "context.json"
        file.write_text(source)
        page.write_bytes(context())
        async with node_peer("vm_run.mjs", str(file), str(page)) as running:
            yield running


@asynccontextmanager
async def lineup(*, floors: bool = True) -> AsyncIterator[Lineup]:
    """Ourselves and Node, on the small and the large program; with `floors` the unisolated lower bounds too."""
    async with AsyncExitStack() as stack:
        runner = await stack.enter_async_context(open_runner())
        small, large = await prepared(runner, SMALL), await prepared(runner, LARGE)
        ours = stack.enter_context(open_loaded(program(SMALL)))
        ours_with_library = stack.enter_context(open_loaded(program(LARGE)))
        contenders = [
            Contender(SKERRY, ours.fresh, RUNS),
            Contender(SERVED, runs(runner, small), RUNS),
            Contender(NODE, (await stack.enter_async_context(peer(SMALL))).work, RUNS),
            Contender(SKERRY + INSIDE, ours_with_library.fresh, RUNS),
            Contender(SERVED + INSIDE, runs(runner, large), RUNS),
            Contender(NODE + INSIDE, (await stack.enter_async_context(peer(LARGE))).work, LARGE_RUNS_IN_NODE),
        ]
        comparisons = [
            *against(SKERRY, NODE, Measure.TIME, Measure.CPU),
            *against(SERVED, NODE, Measure.TIME, Measure.CPU),
            *against(SKERRY + INSIDE, NODE + INSIDE, Measure.TIME, Measure.CPU),
            *against(SKERRY + INSIDE, SKERRY, Measure.TIME),
        ]
        if floors:
            warm = stack.enter_context(open_warm(program(SMALL)))
            contenders += _floors(warm, small)
            comparisons += [*against(SERVED, WARM, Measure.TIME), *against(SKERRY, CALL, Measure.TIME)]
        yield Lineup(tuple(contenders), tuple(comparisons))


def _floors(warm: WarmRunner, request: Request) -> list[Contender]:
    return [
        Contender(WARM, partial(timed, partial(run_once, warm, request)), RUNS),
        Contender(CALL, warm.calls, RUNS),
    ]


SCENARIO = Scenario("fresh_run", "One fresh run with nine results, in process, fuel on", lineup, rounds=40)
