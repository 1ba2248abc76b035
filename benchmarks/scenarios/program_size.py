"""One fresh run against the size of the program: the nine results with more and more of a library in the file."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from benchmarks.bundle import USE, bundle
from benchmarks.fresh_peers import MODEBOX, NODE, fresh_peers
from benchmarks.in_process import open_runner, prepared, runs
from benchmarks.lineup import Comparison, Contender, Lineup, Measure, Scenario, against
from benchmarks.programs import NINE_RESULTS, integration

SKERRY = "skerry, as served"
SIZES = (0, 30_000, 100_000, 260_000, 500_000, 1_000_000)
"""Bytes of library."""
RUNS = 10


def named(name: str, size: int) -> str:
    """A contender's name."""
    return f"{name}, {size // 1000} kB inside"


def source(size: int) -> str:
    """The integration with a library of this size."""
    if size == 0:
        return integration(NINE_RESULTS)
    return integration(NINE_RESULTS.replace("`Branch ${branch}`", USE), before=bundle(size))


@asynccontextmanager
async def lineup() -> AsyncIterator[Lineup]:
    """Ourselves, Node and modebox at each size."""
    async with AsyncExitStack() as stack:
        runner = await stack.enter_async_context(open_runner())
        contenders: list[Contender] = []
        comparisons: list[Comparison] = []
        missing: tuple[str, ...] = ()
        for size in SIZES:
            request = await prepared(runner, source(size))
            contenders.append(Contender(named(SKERRY, size), runs(runner, request), RUNS))
            peers = await stack.enter_async_context(fresh_peers(source(size), (NODE, MODEBOX)))
            few = {NODE: 4, MODEBOX: 4 if size < 50_000 else 1}
            contenders += peers.contenders(few, f", {size // 1000} kB inside")
            comparisons += against(named(SKERRY, size), named(SKERRY, 0), Measure.TIME) if size else ()
            comparisons += against(named(SKERRY, size), named(NODE, size), Measure.TIME)
            missing = peers.missing
        yield Lineup(tuple(contenders), tuple(comparisons), missing)


SCENARIO = Scenario("program_size", "One fresh run against the size of the program, in process", lineup, rounds=10)
