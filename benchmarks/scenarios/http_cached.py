"""POST /context: one integration whose results are kept, asked again."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from benchmarks import http_pair
from benchmarks.context import context
from benchmarks.lineup import Lineup, Scenario
from benchmarks.load import Expected, post
from benchmarks.programs import KEPT, NINE_RESULTS, folder


@asynccontextmanager
async def lineup() -> AsyncIterator[Lineup]:
    """Both servers, each asked once before so that the results are there."""
    bodies = itertools.repeat(context())
    async with http_pair.servers(folder(NINE_RESULTS, 1, **KEPT)) as running:
        for service in running.values():
            await post(service, bodies, Expected(count=9), requests=1, connections=1)
        yield http_pair.lineup(running, bodies, Expected(count=9, cache_hits=1), {1: 150, 16: 300})


SCENARIO = Scenario("http_cached", "POST /context: a cached hit", lineup, rounds=20)
