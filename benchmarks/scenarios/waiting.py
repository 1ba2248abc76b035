"""10,000 runs that wait for an upstream at once, in one server: what each keeps in memory meanwhile.

Ten integrations with a request each, a thousand pages asked for at once. The server has 128 connections to its
upstreams, so most runs wait for one of these, which is the same to the sandbox.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial

from benchmarks.context import contexts
from benchmarks.held_upstream import HeldUpstream, held_upstream
from benchmarks.lineup import Fact, Lineup, Scenario
from benchmarks.load import Expected, post
from benchmarks.processes import CpuClock, memory
from benchmarks.programs import ALWAYS_RUN, ONE_FETCH, fetching, folder
from benchmarks.service import Service
from benchmarks.skerry_server import skerry_server

RUNS = 10_000
QUICK_RUNS = 200
INTEGRATIONS = 10
WARM_REQUESTS = 20
WALL_MS = 600_000
BYTES_A_RUN = 16 * 2**20
"""What the server is told to allow: it counts what runs share with their program. What a run needs is measured."""
QUIET_SECONDS, QUIET_SHARE = 0.5, 0.1
"""All runs wait when a server uses less than this share of a core for so long."""
MIB = 2**20

SETTINGS = {
    "limits": {
        "runs_in_flight": RUNS,
        "queue": RUNS,
        "wall_ms": WALL_MS,
        "guest_memory_bytes": RUNS * BYTES_A_RUN,
    },
    "egress": {"wait_ms": WALL_MS},
}


async def quiet(service: Service) -> None:
    """Waits until the server has nothing to do."""
    share = 1.0
    while share > QUIET_SHARE:
        clock = CpuClock(service.pid)
        await asyncio.sleep(QUIET_SECONDS)
        share = clock.seconds() / QUIET_SECONDS


async def wait_together(service: Service, upstream: HeldUpstream, runs: int) -> Sequence[Fact]:
    """Errors: an ExceptionGroup with BadAnswer, when one of the runs fails."""
    requests = runs // INTEGRATIONS
    bodies, expected = contexts(), Expected(count=INTEGRATIONS)
    await post(service, bodies, expected, requests=WARM_REQUESTS, connections=1)
    before = memory(service.pid).whole
    upstream.hold()
    began = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        group.create_task(post(service, bodies, expected, requests=requests, connections=requests))
        await quiet(service)
        all_wait, while_waiting = time.perf_counter() - began - QUIET_SECONDS, memory(service.pid).whole
        released = time.perf_counter()
        upstream.release()
    answered = time.perf_counter() - released
    name = f"{runs:,} runs that wait"
    return (
        Fact(name, "memory of each", (while_waiting - before) / MIB / runs, "MiB"),
        Fact(name, "memory of all processes before", before / MIB, "MiB"),
        Fact(name, "memory of all processes meanwhile", while_waiting / MIB, "MiB"),
        Fact(name, "memory of all processes when they have ended", memory(service.pid).whole / MIB, "MiB"),
        Fact(name, "time until all of them wait", all_wait, "s"),
        Fact(name, "time from the upstream's answers to the last of ours", answered, "s"),
    )


@asynccontextmanager
async def lineup(runs: int = RUNS) -> AsyncIterator[Lineup]:
    """A server with room for so many runs, and its upstream."""
    async with held_upstream() as upstream:
        files = folder(fetching(ONE_FETCH, upstream.origin), INTEGRATIONS, **ALWAYS_RUN)
        private = [upstream.origin.removeprefix("http://")]
        async with skerry_server(files, private=private, allow_net=[upstream.origin], settings=SETTINGS) as service:
            found = await wait_together(service, upstream, runs)

            async def facts() -> Sequence[Fact]:
                return found

            yield Lineup((), facts=facts)


SCENARIO = Scenario(
    "waiting", "Runs that wait for an upstream at once", lineup, rounds=0, open_quick=partial(lineup, QUICK_RUNS)
)
