"""POST /context: one integration that makes five requests at once (Promise.all); the upstream answers in 20 ms."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from benchmarks import http_peers
from benchmarks.context import contexts
from benchmarks.lineup import Lineup, Scenario
from benchmarks.load import Expected
from benchmarks.programs import ALWAYS_RUN, FIVE_FETCHES, fetching, folder
from benchmarks.upstream import upstream


@asynccontextmanager
async def lineup() -> AsyncIterator[Lineup]:
    """All servers and their upstream."""
    async with (
        upstream() as origin,
        http_peers.servers(folder(fetching(FIVE_FETCHES, origin), 1, **ALWAYS_RUN), upstream=origin) as running,
    ):
        yield http_peers.lineup(running, contexts(), Expected(count=5), {1: 20, 16: 80, 64: 128})


SCENARIO = Scenario("http_fetch_5", "POST /context: 5 fetches at once to a 20 ms upstream", lineup, rounds=10)
