"""The way of a context through the server: which integrations match, and for each, at the same time: the results cache,
a run, its results; then one answer in priority order."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from traceback import extract_tb

import msgspec

from runtime.answer import Answer, IntegrationLine, timestamp
from runtime.cache_key import Identity, cache_key, key_paths
from runtime.catalog import Entry
from runtime.context import Context
from runtime.execution import Execution, Executor, IntegrationFailed
from runtime.live_catalog import LiveCatalog
from runtime.result_cache import ResultCache
from runtime.results import failure_item
from runtime.single_flight import FlightError, SingleFlight
from sandbox.errors import Full


class Done(msgspec.Struct, frozen=True):
    """What one integration gave: items, failures (a sentence each), and where they came from."""

    entry: Entry
    rank: int
    items: tuple[msgspec.Raw, ...] = ()
    failures: tuple[str, ...] = ()
    cached: bool = False
    skipped: bool = False
    full: Full | None = None
    ms: float = 0.0
    run: str = ""
    """The run's id; empty if there was none for this."""

    @property
    def all_items(self) -> tuple[msgspec.Raw, ...]:
        """The items, and behind them one for each failure."""
        name = self.entry.metadata.name
        return (*self.items, *(failure_item(name, reason) for reason in self.failures))


class Dispatch:
    """Implements `runtime.answer.Dispatcher`."""

    def __init__(
        self,
        *,
        live: LiveCatalog,
        executor: Executor,
        cache: ResultCache,
        now: Callable[[], float] = time.time,
    ) -> None:
        """`now` gives seconds since the epoch."""
        self._live = live
        self._executor = executor
        self._cache = cache
        self._flights: SingleFlight[Execution] = SingleFlight()
        self._now = now

    async def dispatch(self, context: Context, client: str) -> Answer:
        """Run all integrations that match, at the same time, and answer when the last is done. Errors: Full."""
        done = []
        async with aclosing(self._each(context, client)) as each:
            async for one in each:
                if one.full is not None:
                    raise one.full
                if not one.skipped:
                    done.append(one)
        done.sort(key=lambda one: one.rank)
        items = tuple(item for one in done for item in one.all_items)
        return Answer(
            data=items,
            count=len(items),
            cache_hits=sum(one.cached for one in done),
            failed_count=sum(bool(one.failures) for one in done),
            timestamp=timestamp(self._now()),
            integration_names=tuple(one.entry.metadata.name for one in done),
        )

    async def stream(self, context: Context, client: str) -> AsyncGenerator[IntegrationLine, None]:
        """Give the line of each integration as soon as it is done. Errors: Full, before the first line."""
        began = False
        async with aclosing(self._each(context, client)) as each:
            async for one in each:
                if one.full is not None and not began:
                    raise one.full
                if not one.skipped:
                    began = True
                    yield _line(one)

    async def _each(self, context: Context, client: str) -> AsyncGenerator[Done, None]:
        """Every matching integration, in the order in which they end. Whoever stops listening stops the runs."""
        began = time.perf_counter()
        limits = self._executor.limits
        deadline = asyncio.get_running_loop().time() + limits.wall_ms / 1000
        places = asyncio.Semaphore(limits.runs_in_flight)  # one page with many integrations does not fill the queue
        with self._live.hold() as catalog:
            selection = await catalog.select(context)
            for rank, entry, reason in selection.failures:
                yield Done(entry, rank, failures=(reason,), ms=(time.perf_counter() - began) * 1000)
            tasks = [
                asyncio.create_task(self._one(rank, entry, context, client, deadline, places))
                for rank, entry in selection.matched
            ]
            try:
                for ended in asyncio.as_completed(tasks):
                    done = await ended
                    yield msgspec.structs.replace(done, ms=(time.perf_counter() - began) * 1000)
            finally:
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)

    async def _one(
        self, rank: int, entry: Entry, context: Context, client: str, deadline: float, places: asyncio.Semaphore
    ) -> Done:
        try:
            async with places:
                return await self._results(rank, entry, context, client, deadline)
        except IntegrationFailed as failure:
            return Done(entry, rank, failures=(str(failure),), run=failure.run)
        except FlightError:
            return Done(entry, rank, failures=("its run was stopped",))
        except Full as full:
            return Done(entry, rank, failures=(str(full),), full=full)
        except Exception as error:
            self._tell_crash(entry, error)
            return Done(entry, rank, failures=("the server could not run it; its log says why",))

    def _tell_crash(self, entry: Entry, error: Exception) -> None:
        """A bug of ours that this integration found. Not the error's message: it may quote a context."""
        frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in extract_tb(error.__traceback__)]
        self._executor.log.error("crash", path=entry.path, error=type(error).__qualname__, stack=frames)

    async def _results(self, rank: int, entry: Entry, context: Context, client: str, deadline: float) -> Done:
        key = await self._key(entry, context)
        if key is None:
            ran = await self._executor.run(entry, context, client, deadline, ask=entry.metadata.should_run)
            return _done(rank, entry, ran)
        if entry.metadata.should_run and not await self._executor.should_run(entry, context, client, deadline):
            return Done(entry, rank, skipped=True)
        cached = self._cache.get(key)
        if cached is not None:
            return Done(entry, rank, cached, cached=True)
        ran = await self._flights.run(key, lambda: self._fill(key, entry, context, client, deadline))
        return _done(rank, entry, ran)

    async def _fill(self, key: bytes, entry: Entry, context: Context, client: str, deadline: float) -> Execution:
        ran = await self._executor.run(entry, context, client, deadline)
        if not ran.results.failures:
            self._cache.put(key, ran.results.items, ran.ttl)
        return ran

    async def _key(self, entry: Entry, context: Context) -> bytes | None:
        metadata = entry.metadata
        if metadata.cache == 0:
            return None
        authority = self._executor.grants.authority(entry.path)
        identity = Identity(
            program=entry.image.id,  # digest of the program, its data files and the engine
            data="",
            engine="",
            grant=authority.digest,
            secrets={"": await self._executor.broker.version(authority, metadata.required_secrets)},
        )
        return cache_key(identity, context, key_paths(metadata.cache_key, metadata.match_paths))


def _line(done: Done) -> IntegrationLine:
    nothing = bool(done.failures) and not done.items
    return IntegrationLine(
        integration=done.entry.metadata.name,
        rank=done.rank,
        priority=int(done.entry.metadata.priority),
        results=msgspec.UNSET if nothing else done.all_items,
        error="; ".join(done.failures) if nothing else msgspec.UNSET,
        failed=bool(done.failures) and not nothing,
        ms=round(done.ms, 2),
        cached=done.cached,
        run=done.run or msgspec.UNSET,
    )


def _done(rank: int, entry: Entry, ran: Execution) -> Done:
    return Done(entry, rank, ran.results.items, ran.results.failures, skipped=ran.skipped, run=ran.run)
