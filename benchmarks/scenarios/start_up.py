"""From the command to the first answer: the server's process, its engine, its integrations."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from tempfile import TemporaryDirectory

from benchmarks.child import PeerMissing
from benchmarks.context import context
from benchmarks.http_peers import EXPRESS, NODE, express_server, node_server
from benchmarks.lineup import Block, Contender, Lineup, Measure, Scenario, against
from benchmarks.load import ask
from benchmarks.node import node_command
from benchmarks.processes import cpu_used
from benchmarks.programs import ALWAYS_RUN, NINE_RESULTS, folder
from benchmarks.service import Service
from benchmarks.skerry_server import skerry_server

WARM = "skerry, native code kept"
COLD = "skerry, native code compiled anew"
FILES = folder(NINE_RESULTS, 5, **ALWAYS_RUN)

Opening = Callable[[], AbstractAsyncContextManager[Service]]


@asynccontextmanager
async def with_empty_cache(files: Mapping[str, str]) -> AsyncIterator[Service]:
    """`skerry serve` that has never been started here."""
    with TemporaryDirectory(prefix="skerry-bench-") as cache:
        async with skerry_server(files, environment={"XDG_CACHE_HOME": cache}) as service:
            yield service


async def starts(opening: Opening, operations: int) -> Block:
    """Starts a server, asks it once, stops it. CPU is what its processes have used when it answers."""
    seconds = []
    cpu = 0.0
    for _ in range(operations):
        began = time.perf_counter()
        async with opening() as service:
            await ask(service, context())
            seconds.append(time.perf_counter() - began)
            cpu += cpu_used(service.pid)
    return Block(tuple(seconds), sum(seconds), cpu)


@asynccontextmanager
async def lineup() -> AsyncIterator[Lineup]:
    """Ourselves with and without what was kept of an earlier start; Node with and without Express."""
    contenders = [
        Contender(WARM, partial(starts, partial(skerry_server, FILES)), 1),
        Contender(COLD, partial(starts, partial(with_empty_cache, FILES)), 1),
    ]
    missing = []
    try:
        node_command()
        async with express_server(FILES):
            pass
        contenders += [
            Contender(NODE, partial(starts, partial(node_server, FILES)), 1),
            Contender(EXPRESS, partial(starts, partial(express_server, FILES)), 1),
        ]
    except PeerMissing as reason:
        missing.append(f"{NODE}, {EXPRESS}: {reason}")
    comparisons = (*against(WARM, EXPRESS, Measure.TIME, Measure.CPU), *against(COLD, WARM, Measure.TIME))
    yield Lineup(tuple(contenders), comparisons, tuple(missing))


SCENARIO = Scenario("start_up", "From the command to the first answer, five integrations", lineup, rounds=7)
