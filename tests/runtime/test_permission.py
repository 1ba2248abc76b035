"""What answers hold of the server's memory, from a run's call to its next turn."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from runtime.egress.limits import EgressLimits
from runtime.guest_cache import GuestCache
from runtime.permission import RunPermission
from runtime.secrets.run import RunSecrets
from sandbox.turns import Call, CallFailed, Granted
from tests.runtime.egress.upstream import Upstream, authority, fetcher, reply, upstream

BODY = bytes(400_000)


@asynccontextmanager
async def running() -> AsyncIterator[tuple[RunPermission, Upstream]]:
    """A run whose file may hold two answers and not three."""
    limits = EgressLimits(held_bytes=2_000_000)
    async with upstream(lambda _: reply(BODY)) as up, fetcher(private=["127.0.0.1"], limits=limits) as fetch:
        who = authority(f"http://127.0.0.1:{up.port}")
        deadline = asyncio.get_running_loop().time() + 5
        yield RunPermission(who, RunSecrets(who, ()), fetch, GuestCache(lambda: 0.0), deadline), up


async def ask(run: RunPermission, up: Upstream, path: str = "/") -> Granted:
    url = f"http://127.0.0.1:{up.port}{path}"
    return await run.perform(Call(1, "fetch", json.dumps({"url": url}).encode()))


async def test_an_answer_is_held_until_the_guest_has_it() -> None:
    async with running() as (run, up):
        first, second = await ask(run, up), await ask(run, up)
        with pytest.raises(CallFailed, match=r"its runs together would hold [0-9]+ bytes"):
            await ask(run, up)
        for granted in (first, second):
            assert granted.body == BODY
            assert granted.passed_on is not None
            granted.passed_on()
        await ask(run, up)


async def test_or_until_the_run_is_at_its_end() -> None:
    async with running() as (run, up):
        for _ in range(3):
            await ask(run, up)
            await ask(run, up)
            run.close()


async def test_an_answer_that_never_came_holds_nothing() -> None:
    async with running() as (run, up):
        up.handler = lambda got: reply(BODY)[:-1] if got.line.startswith("GET /short") else reply(BODY)
        for _ in range(4):
            up.arrived.clear()
            task = asyncio.create_task(ask(run, up, "/short"))
            await up.arrived.wait()
            task.cancel()
            await asyncio.wait([task])
        await ask(run, up)
        await ask(run, up)
