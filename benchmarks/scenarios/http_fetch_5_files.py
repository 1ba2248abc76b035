"""POST /context: five integrations that make one request each; the upstream answers in 20 ms.

They run at the same time here, and one after another where things are done as in ToolJump.
"""

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
        http_peers.servers(folder(fetching(ONE_FETCH, origin), 5, **ALWAYS_RUN), upstream=origin) as running,
    ):
        yield http_peers.lineup(running, contexts(), Expected(count=5), {1: 10, 16: 48, 64: 128})


SCENARIO = Scenario(
    "http_fetch_5_files", "POST /context: 5 integrations with a fetch each to a 20 ms upstream", lineup, rounds=10
)
