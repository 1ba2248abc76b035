"""Before the first run: the engine made ready with and without native code that was kept, and programs loaded."""

from __future__ import annotations

import itertools
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from benchmarks.bundle import bundle
from benchmarks.child import Child
from benchmarks.compiled_guest import compiled_guest
from benchmarks.fresh_peers import NODE, fresh_peers
from benchmarks.in_process import open_runner, program, timed
from benchmarks.lineup import Block, Contender, Lineup, Measure, Scenario, against
from benchmarks.processes import CpuClock
from benchmarks.programs import NINE_RESULTS, integration
from sandbox.code_cache import default_folder
from sandbox.program import Program, encode_program
from sandbox.runner import Runner, decode_preparation

COLD = "engine, native code compiled anew"
WARM = "engine, native code kept"
SMALL = "program of 2 kB"
LARGE = "program of 260 kB"
COMPILED = "compiled guest of 2 kB"
NODE_SMALL, NODE_LARGE = f"{NODE}, program of 2 kB", f"{NODE}, program of 260 kB"
LIBRARY = bundle()
PROGRAMS = 5


async def engine(folder: Callable[[], Path | None], operations: int) -> Block:
    """A runner opened and closed, that often; only the opening is timed."""
    seconds = []
    cpu = 0.0
    for _ in range(operations):
        place = folder()
        clock, began = CpuClock.own(), time.perf_counter()
        async with open_runner(place):
            seconds.append(time.perf_counter() - began)
            cpu += clock.seconds()
    return Block(tuple(seconds), sum(seconds), cpu)


async def prepare(runner: Runner, programs: Iterator[Program]) -> None:
    """Loads a program that was not loaded before, and releases it. Errors: ProgramRefused."""
    image = decode_preparation(await runner.prepare(encode_program(next(programs))))
    runner.release(image.id)


def javascript(before: str) -> Iterator[Program]:
    """Integrations that differ in their names."""
    for number in itertools.count():
        yield program(integration(NINE_RESULTS, name=f"links-{number}", before=before))


def guests() -> Iterator[Program]:
    """Compiled guests that differ in what they answer."""
    for number in itertools.count():
        yield compiled_guest(number)


async def node_loads(peer: Child, operations: int) -> Block:
    """Node reads the metadata: it evaluates the file in a new context."""
    return msgspec.convert(await peer.ask({"loads": operations}), Block)


@asynccontextmanager
async def lineup() -> AsyncIterator[Lineup]:
    """The engine both ways, programs both sizes, and Node, which keeps nothing but the text."""
    async with AsyncExitStack() as stack:
        runner = await stack.enter_async_context(open_runner())
        small = await stack.enter_async_context(fresh_peers(integration(NINE_RESULTS), (NODE,)))
        large = await stack.enter_async_context(fresh_peers(integration(NINE_RESULTS, before=LIBRARY), (NODE,)))
        empty = Path(stack.enter_context(TemporaryDirectory(prefix="skerry-bench-")))
        folders = (empty / str(number) for number in itertools.count())
        programs = {SMALL: javascript(""), LARGE: javascript(LIBRARY), COMPILED: guests()}
        works = {name: partial(prepare, runner, each) for name, each in programs.items()}
        contenders = [
            Contender(COLD, partial(engine, partial(next, folders)), 1),
            Contender(WARM, partial(engine, default_folder), 1),
            *(Contender(name, partial(timed, work), PROGRAMS) for name, work in works.items()),
        ]
        for name, peers in ((NODE_SMALL, small), (NODE_LARGE, large)):
            contenders += [Contender(name, partial(node_loads, peer), PROGRAMS) for peer in peers.running.values()]
        comparisons = (
            *against(WARM, COLD, Measure.TIME),
            *against(SMALL, NODE_SMALL, Measure.TIME),
            *against(LARGE, NODE_LARGE, Measure.TIME),
            *against(COMPILED, SMALL, Measure.TIME),
        )
        yield Lineup(tuple(contenders), comparisons, small.missing)


SCENARIO = Scenario("prepare", "Before the first run: the engine and the program made ready", lineup, rounds=5)
