"""POST /context: one integration that makes one request; the upstream answers in 20 ms."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from benchmarks import http_peers
from benchmarks.context import contexts
from benchmarks.lineup import Lineup, Scenario
from benchmarks.load import Expected
from benchmarks.programs import ALWAYS_RUN, ONE_FETCH, fetching, folder
from benchmarks.upstream import upstream


@asynccontextmanager
async def lineup() -> AsyncIterator[Lineup]:
    """All servers and their upstream."""
    async with (
        upstream() as origin,
        http_peers.servers(folder(fetching(ONE_FETCH, origin), 1, **ALWAYS_RUN), upstream=origin) as running,
    ):
        yield http_peers.lineup(running, contexts(), Expected(count=1), {1: 20, 16: 96, 64: 192})


SCENARIO = Scenario("http_fetch_1", "POST /context: 1 fetch to a 20 ms upstream", lineup, rounds=10)
