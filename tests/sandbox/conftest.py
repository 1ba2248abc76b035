from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from sandbox.code_cache import CodeCache, default_folder
from sandbox.limits import Limits
from sandbox.thread_runner import ThreadRunner

# Fuel stops at the same place on every machine; the CPU clock would not on a busy one.
PATIENT = Limits(turn_cpu_ms=60_000, run_cpu_ms=60_000)


@pytest.fixture(scope="session")
async def runner() -> AsyncIterator[ThreadRunner]:
    running = ThreadRunner(PATIENT, cache=CodeCache(default_folder()))
    yield running
    await running.close()
