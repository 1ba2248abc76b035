from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from runtime.testing.bench import Bench, open_bench
from sandbox.limits import Limits


@pytest.fixture(scope="session")
async def bench() -> AsyncIterator[Bench]:
    async with open_bench(Limits()) as opened:
        yield opened
