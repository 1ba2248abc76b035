"""One fresh run that computes: some 40 ms of JavaScript. Interpreted here, compiled while it runs in Node."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from benchmarks.fresh_peers import ALL, MODEBOX, NODE, QUICKJS_RS, fresh_peers
from benchmarks.in_process import open_runner, prepared, runs
from benchmarks.lineup import Contender, Lineup, Measure, Scenario, against
from benchmarks.programs import COMPUTES, integration

SKERRY = "skerry, as served"
PEER_RUNS = {NODE: 4, MODEBOX: 2, QUICKJS_RS: 2}

SOURCE = integration(COMPUTES)


@asynccontextmanager
async def lineup() -> AsyncIterator[Lineup]:
    """Ourselves and all peers."""
    async with AsyncExitStack() as stack:
        runner = await stack.enter_async_context(open_runner())
        served = await prepared(runner, SOURCE)
        peers = await stack.enter_async_context(fresh_peers(SOURCE))
        comparisons = [each for peer in ALL for each in against(SKERRY, peer, Measure.TIME, Measure.CPU)]
        contenders = (Contender(SKERRY, runs(runner, served), 2), *peers.contenders(PEER_RUNS))
        yield Lineup(contenders, tuple(comparisons), peers.missing)


SCENARIO = Scenario("fresh_compute", "One fresh run that computes for 40 ms, in process", lineup, rounds=20)
