"""POST /context with integrations that compute: one runner process, two of them, and threads in the server."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial

from benchmarks.context import contexts
from benchmarks.http_peers import loaded, memory_facts
from benchmarks.lineup import Contender, Fact, Lineup, Measure, Scenario, against
from benchmarks.load import Expected
from benchmarks.processes import memory
from benchmarks.programs import ALWAYS_RUN, COMPUTES, folder
from benchmarks.skerry_server import ServerError, Tables, skerry_server

ONE, TWO, THREADS = "skerry, 1 runner process", "skerry, 2 runner processes", "skerry, threads"
SETTINGS: dict[str, Tables] = {
    ONE: {"sandbox": {"isolation": "process", "runners": 1}},
    TWO: {"sandbox": {"isolation": "process", "runners": 2}},
    THREADS: {"sandbox": {"isolation": "thread"}},
}
CONNECTIONS = 8
REQUESTS = 32


@asynccontextmanager
async def lineup() -> AsyncIterator[Lineup]:
    """Three servers over the same integration."""
    async with AsyncExitStack() as stack:
        contenders, missing, idle = [], [], {}
        for name, settings in SETTINGS.items():
            try:
                opening = skerry_server(folder(COMPUTES, 1, **ALWAYS_RUN), settings=settings)
                service = await stack.enter_async_context(opening)
            except ServerError as reason:
                missing.append(f"{name}: {str(reason).splitlines()[-1]}")
                continue
            idle[name] = memory(service.pid).whole, service
            work = partial(loaded, service, contexts(), Expected(count=1), CONNECTIONS)
            contenders.append(Contender(name, work, REQUESTS))

        async def facts() -> list[Fact]:
            return [fact for name, each in idle.items() for fact in memory_facts(name, *each)]

        comparisons = (*against(TWO, ONE, Measure.RATE, Measure.CPU), *against(TWO, THREADS, Measure.RATE, Measure.CPU))
        yield Lineup(tuple(contenders), comparisons, tuple(missing), facts)


SCENARIO = Scenario("runners", "POST /context: integrations that compute, in one and two runners", lineup, rounds=10)
