"""POST /context: five integrations, really run, nine results each."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from benchmarks import http_peers
from benchmarks.context import contexts
from benchmarks.lineup import Lineup, Scenario
from benchmarks.load import Expected
from benchmarks.programs import ALWAYS_RUN, NINE_RESULTS, folder


@asynccontextmanager
async def lineup() -> AsyncIterator[Lineup]:
    """All servers over the five integrations."""
    async with http_peers.servers(folder(NINE_RESULTS, 5, **ALWAYS_RUN)) as running:
        yield http_peers.lineup(running, contexts(), Expected(count=45), {1: 30, 16: 80, 64: 128})


SCENARIO = Scenario("http_static_5", "POST /context: 5 static integrations, executed", lineup, rounds=20)
