"""POST /context: one integration whose results are kept, asked again."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from benchmarks import http_peers
from benchmarks.context import context
from benchmarks.lineup import Lineup, Scenario
from benchmarks.load import Expected, ask
from benchmarks.programs import KEPT, NINE_RESULTS, folder


@asynccontextmanager
async def lineup() -> AsyncIterator[Lineup]:
    """All servers, each asked once before so that the results are there."""
    bodies = itertools.repeat(context())
    async with http_peers.servers(folder(NINE_RESULTS, 1, **KEPT), empty_for=context()) as running:
        for service in running.services.values():
            await ask(service, context())
        yield http_peers.lineup(running, bodies, Expected(count=9, cache_hits=1), {1: 150, 16: 300, 64: 300})


SCENARIO = Scenario("http_cached", "POST /context: a cached hit", lineup, rounds=20)
