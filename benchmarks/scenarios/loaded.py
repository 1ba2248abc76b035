"""1, 1,000 and 10,000 programs loaded in one runner: what they take, and what a run among them costs."""

from __future__ import annotations

import asyncio
import itertools
import os
import resource
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial

from benchmarks.in_process import open_runner, prepared, run_once, timed
from benchmarks.lineup import Comparison, Contender, Fact, Lineup, Measure, Scenario, against
from benchmarks.processes import available_bytes, memory
from benchmarks.programs import NINE_RESULTS, integration
from sandbox.code_cache import default_folder
from sandbox.runner import Runner
from sandbox.turns import Request

ONE = "1 program loaded"
COUNTS = (1_000, 10_000)
QUICK_COUNTS = (50, 100)
AT_ONCE = 4
"""Programs that are prepared at the same time, so that all workers have some."""
RESERVED_BYTES = 6 * 2**30
"""No more programs are loaded when the machine has no more than this left."""
RUNS = 40
MIB = 2**20


def source(number: int) -> str:
    """An integration that differs from the others."""
    return integration(NINE_RESULTS.replace("Alerts", f"Alerts {number}"), name=f"links-{number}")


async def load(runner: Runner, numbers: Iterator[int]) -> list[Request]:
    """Prepares these programs, as long as there is memory."""
    requests: list[Request] = []

    async def work() -> None:
        for number in numbers:
            if available_bytes() < RESERVED_BYTES:
                return
            requests.append(await prepared(runner, source(number)))

    await asyncio.gather(*(work() for _ in range(AT_ONCE)))
    return requests


def disk_bytes() -> int:
    """What the sandbox keeps on disk."""
    folder = default_folder()
    files = folder.rglob("*") if folder else iter(())
    return sum(file.stat().st_size for file in files if file.is_file())


async def grow(runner: Runner, count: int) -> tuple[list[Request], list[Fact]]:
    """Loads so many programs, or as many as there is memory for; tells what each takes."""
    used, kept, began = memory(os.getpid()).whole, disk_bytes(), time.perf_counter()
    requests = await load(runner, iter(range(count)))
    seconds = time.perf_counter() - began
    count = len(requests)
    name = f"{count:,} programs loaded"
    return requests, [
        Fact(name, "memory of each", (memory(os.getpid()).whole - used) / MIB / count, "MiB"),
        Fact(name, "disk of each", (disk_bytes() - kept) / MIB / count, "MiB"),
        Fact(name, "time to load each", seconds / count * 1000, "ms"),
    ]


def in_turn(runner: Runner, requests: Sequence[Request]) -> Callable[[], Awaitable[object]]:
    """A run of the next of these programs."""
    order = itertools.cycle(requests)
    return lambda: run_once(runner, next(order))


def allow_many_files() -> None:
    """As `skerry serve` does."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


@asynccontextmanager
async def lineup(counts: Sequence[int] = COUNTS) -> AsyncIterator[Lineup]:
    """A runner with one program, and one for each number of them."""
    allow_many_files()
    async with AsyncExitStack() as stack:
        alone = await stack.enter_async_context(open_runner())
        one = await prepared(alone, source(0))
        contenders = [Contender(ONE, partial(timed, partial(run_once, alone, one)), RUNS)]
        comparisons: list[Comparison] = []
        found: list[Fact] = []
        missing: list[str] = []
        for count in counts:
            runner = await stack.enter_async_context(open_runner())
            requests, told = await grow(runner, count)
            if len(requests) < count:
                missing.append(f"{count:,} programs: there was memory for {len(requests):,}")
                count = len(requests)
            same, each = f"{count:,} loaded, always the same", f"{count:,} loaded, each in turn"
            contenders.append(Contender(same, partial(timed, partial(run_once, runner, requests[0])), RUNS))
            contenders.append(Contender(each, partial(timed, in_turn(runner, requests)), RUNS))
            comparisons += against(same, ONE, Measure.TIME, Measure.CPU)
            comparisons += against(each, ONE, Measure.TIME, Measure.CPU)
            found += told

        async def facts() -> Sequence[Fact]:
            return found

        yield Lineup(tuple(contenders), tuple(comparisons), tuple(missing), facts)


SCENARIO = Scenario(
    "loaded",
    "Many programs loaded, and a run among them, in process",
    lineup,
    rounds=20,
    open_quick=partial(lineup, QUICK_COUNTS),
)
