from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest

from sandbox.limits import Limits
from sandbox.program import JavaScript, encode_program
from sandbox.runner import decode_preparation
from sandbox.thread_runner import ThreadRunner
from sandbox.turns import Call, CallFailed, Granted, Request, converse

Evaluate = Callable[[str], Awaitable[Any]]
NOW = 1_767_225_600.0  # 2026-01-01T00:00:00Z
ENTRY = b"""
exports.describe = () => null;
const AsyncFunction = (async () => {}).constructor;
exports.run = (source) => new AsyncFunction("require", source)(require);
"""


class Denied:
    """A permission that grants nothing."""

    async def perform(self, call: Call) -> Granted:
        raise CallFailed("TypeError", f"{call.op} is not granted")


@pytest.fixture(scope="session")
async def runner() -> AsyncIterator[ThreadRunner]:
    running = ThreadRunner(Limits())
    yield running
    await running.close()


@pytest.fixture(scope="session")
async def evaluate(runner: ThreadRunner) -> Evaluate:
    """Evaluates the body of an async function in a fresh run, and gives the value that it returns."""
    program = encode_program(JavaScript("skerry:entry", {"skerry:entry": ENTRY}))
    image = decode_preparation(await runner.prepare(program))

    async def run(source: str) -> Any:
        request = Request(image.id, "run", json.dumps(source).encode())
        outcome = await converse(runner, request, Denied(), Limits(), clock=lambda: NOW, entropy=bytes)
        if outcome.error is not None:
            raise outcome.error
        return json.loads(outcome.value)

    return run
