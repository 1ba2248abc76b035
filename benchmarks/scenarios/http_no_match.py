"""POST /context: a page that no integration is for, though five could be."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from benchmarks import http_peers
from benchmarks.context import NO_REPOSITORY
from benchmarks.lineup import Lineup, Scenario
from benchmarks.load import Expected
from benchmarks.programs import ALWAYS_RUN, NINE_RESULTS, folder


@asynccontextmanager
async def lineup() -> AsyncIterator[Lineup]:
    """All servers over the five integrations."""
    async with http_peers.servers(folder(NINE_RESULTS, 5, **ALWAYS_RUN), empty_for=NO_REPOSITORY) as running:
        bodies = itertools.repeat(NO_REPOSITORY)
        yield http_peers.lineup(running, bodies, Expected(count=0), {1: 150, 16: 300, 64: 300})


SCENARIO = Scenario("http_no_match", "POST /context: nothing matches", lineup, rounds=20)
