"""POST /context while the integrations are reloaded: ten files, of which one is written anew every half second."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.context import contexts
from benchmarks.http_peers import loaded
from benchmarks.lineup import Block, Contender, Fact, Lineup, Measure, Scenario, against
from benchmarks.load import Expected, ask
from benchmarks.programs import ALWAYS_RUN, NINE_RESULTS, folder, integration
from benchmarks.service import Service
from benchmarks.skerry_server import skerry_server

STEADY = "skerry, 16 connections"
RELOADING = "skerry, 16 connections, reloading"
FILES = 10
CONNECTIONS = 16
REQUESTS = 64
EVERY_SECONDS = 0.5
SEEN_TIMES = 5
SEEN_WITHIN_SECONDS = 10.0
EXPECTED = Expected(count=9 * FILES)


class Folder:
    """The server's integrations, of which the first is written anew."""

    def __init__(self, place: Path) -> None:
        self._file = place / "integrations" / "links-1.integration.js"
        self._written = 0

    def write(self) -> bytes:
        """Another version of the file; gives the text that its results have from then on."""
        self._written += 1
        text = f"Alerts {self._written}"
        self._file.write_text(integration(NINE_RESULTS.replace("Alerts", text), name="links-1", **ALWAYS_RUN))
        return f'"{text}"'.encode()

    async def keep_writing(self) -> None:
        """Until it is cancelled."""
        while True:
            self.write()
            await asyncio.sleep(EVERY_SECONDS)


async def while_reloading(service: Service, files: Folder, requests: int) -> Block:
    """A block during which the folder changes."""
    writing = asyncio.create_task(files.keep_writing())
    try:
        return await loaded(service, contexts(), EXPECTED, CONNECTIONS, requests)
    finally:
        writing.cancel()
        with suppress(asyncio.CancelledError):
            await writing


async def seen_after(service: Service, files: Folder) -> float:
    """Seconds from a change of a file to the first answer that has it. Errors: TimeoutError."""
    bodies = contexts()
    async with asyncio.timeout(SEEN_WITHIN_SECONDS):
        wanted, began = files.write(), time.perf_counter()
        while wanted not in await ask(service, next(bodies)):
            pass
        return time.perf_counter() - began


@asynccontextmanager
async def lineup() -> AsyncIterator[Lineup]:
    """One server, left alone and not."""
    with TemporaryDirectory(prefix="skerry-bench-") as name:
        files = Folder(Path(name))
        async with skerry_server(folder(NINE_RESULTS, FILES, **ALWAYS_RUN), place=Path(name)) as service:

            async def facts() -> Sequence[Fact]:
                seconds = [await seen_after(service, files) for _ in range(SEEN_TIMES)]
                return [Fact("skerry", "time from a change to its first answer, at most", max(seconds), "s")]

            steady = partial(loaded, service, contexts(), EXPECTED, CONNECTIONS)
            contenders = (
                Contender(STEADY, steady, REQUESTS),
                Contender(RELOADING, partial(while_reloading, service, files), REQUESTS),
            )
            yield Lineup(contenders, against(RELOADING, STEADY, Measure.RATE, Measure.TIME), facts=facts)


SCENARIO = Scenario("reload", "POST /context while integrations are reloaded", lineup, rounds=15)
