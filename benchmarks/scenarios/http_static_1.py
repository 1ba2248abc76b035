"""POST /context: one integration, really run, nine results from the context alone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from benchmarks import http_peers
from benchmarks.context import context, contexts
from benchmarks.lineup import Lineup, Scenario
from benchmarks.load import Expected
from benchmarks.programs import ALWAYS_RUN, NINE_RESULTS, folder


@asynccontextmanager
async def lineup() -> AsyncIterator[Lineup]:
    """All servers over the one integration."""
    async with http_peers.servers(folder(NINE_RESULTS, 1, **ALWAYS_RUN), empty_for=context()) as running:
        yield http_peers.lineup(running, contexts(), Expected(count=9), {1: 60, 16: 160, 64: 192})


SCENARIO = Scenario("http_static_1", "POST /context: 1 static integration, executed", lineup, rounds=20)
