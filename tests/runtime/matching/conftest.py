from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest

from sandbox.limits import Limits
from sandbox.thread_runner import ThreadRunner
from tests.sandbox.programs import value_of

Evaluate = Callable[[str, Any], Awaitable[Any]]


@pytest.fixture(scope="session")
async def evaluate() -> AsyncIterator[Evaluate]:
    """Gives what `run` of a JavaScript module answers to an argument, in the real engine."""
    runner = ThreadRunner(Limits())

    async def run(source: str, argument: Any) -> Any:
        return await value_of(runner, source, argument)

    yield run
    await runner.close()
