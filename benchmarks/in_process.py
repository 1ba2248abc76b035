"""Fresh runs in this process through the product's own path: its Runner, its turn loop, its contract module."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.context import context
from benchmarks.lineup import Block
from benchmarks.processes import CpuClock
from runtime.services import contract
from sandbox.code_cache import CodeCache, default_folder
from sandbox.limits import Limits
from sandbox.program import JavaScript, encode_program
from sandbox.runner import Runner, decode_preparation
from sandbox.thread_runner import ThreadRunner
from sandbox.turns import Call, CallFailed, Granted, Outcome, Permission, Request, converse

LIMITS = Limits()
CLIENT = "benchmark"
MAIN = "./links.integration.js"


class NoCalls:
    """The permission of a run that asks for nothing."""

    async def perform(self, call: Call) -> Granted:
        """Refuse."""
        raise CallFailed("TypeError", f"{call.op} has no place in this benchmark")


NO_CALLS = NoCalls()


def program(source: str) -> JavaScript:
    """An integration as the catalog gives it to the sandbox."""
    manifest = msgspec.json.encode({"main": MAIN, "data": []})
    modules = {"skerry:contract": contract(), "skerry:program": manifest, MAIN: source.encode()}
    return JavaScript("skerry:contract", modules)


def argument() -> bytes:
    """What `run` of the contract module is given."""
    return b'{"context":' + context() + b',"secrets":{},"shouldRun":false,"trace":false}'


@asynccontextmanager
async def open_runner(folder: Path | None = None) -> AsyncIterator[Runner]:
    """The runner of `skerry serve`, with native code from its cache, or from this folder."""
    cache = CodeCache(folder or default_folder())
    runner = ThreadRunner(LIMITS, cache=cache)
    cache.close()
    try:
        yield runner
    finally:
        await runner.close()


async def prepared(runner: Runner, source: str) -> Request:
    """The request that runs this integration once. Errors: ProgramRefused; ValueError when it cannot be frozen."""
    image = decode_preparation(await runner.prepare(encode_program(program(source))))
    if image.fresh:
        raise ValueError(f"this program is evaluated anew in each run, which is another benchmark: {image.fresh}")
    return Request(image.id, "run", argument(), CLIENT)


async def run_once(runner: Runner, request: Request, permission: Permission = NO_CALLS) -> Outcome:
    """One run. Errors: GuestError when the guest failed."""
    outcome = await converse(runner, request, permission, LIMITS)
    if outcome.error is not None:
        raise outcome.error
    return outcome


async def results(runner: Runner, request: Request) -> Any:
    """What one run gives."""
    return msgspec.json.decode((await run_once(runner, request)).value)["results"]


def runs(runner: Runner, request: Request) -> Callable[[int], Awaitable[Block]]:
    """A contender's work: runs one after another."""
    return partial(timed, partial(run_once, runner, request))


async def timed(operation: Callable[[], Awaitable[object]], operations: int) -> Block:
    """Does so many operations, one after another. CPU is of this process and all below it: runners, compilers.

    Peers are below it too, and rest.
    """
    seconds = []
    cpu, began = CpuClock.own(), time.perf_counter()
    for _ in range(operations):
        start = time.perf_counter()
        await operation()
        seconds.append(time.perf_counter() - start)
    wall = time.perf_counter() - began
    return Block(tuple(seconds), wall, cpu.seconds())
