from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from sandbox.thread_runner import ThreadRunner
from tests.sandbox.programs import value_of

Evaluate = Callable[[str], Awaitable[Any]]
SOURCE = """
const AsyncFunction = (async () => {}).constructor;
exports.run = (source) => new AsyncFunction("require", source)(require);
"""


@pytest.fixture(scope="session")
async def evaluate(runner: ThreadRunner) -> Evaluate:
    """Evaluates the body of an async function in a fresh run, and gives the value that it returns."""

    async def run(source: str) -> Any:
        return await value_of(runner, SOURCE, source)

    return run
