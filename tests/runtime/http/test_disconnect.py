import asyncio
import json

import pytest
from starlette.types import Message

from runtime.http.disconnect import until_gone
from runtime.http.errors import ClientGone
from tests.runtime.http.conftest import CONTEXT, TOKEN, FakeDispatcher, Journal, Site

BODY = json.dumps(CONTEXT).encode()
REQUEST = (
    f"POST /context HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {TOKEN}\r\n"
    f"Content-Type: application/json\r\nContent-Length: {len(BODY)}\r\n\r\n"
).encode() + BODY


async def never() -> Message:
    await asyncio.Event().wait()
    return {"type": "http.disconnect"}


async def gone() -> Message:
    return {"type": "http.disconnect"}


async def test_a_client_that_leaves_cancels_its_dispatch(
    site: Site, dispatcher: FakeDispatcher, logged: Journal
) -> None:
    dispatcher.hold = asyncio.Event()
    async with site.connection() as (_, writer):
        writer.write(REQUEST)
        await dispatcher.begun.acquire()
        assert not dispatcher.cancelled.is_set()
    async with asyncio.timeout(5):
        await dispatcher.cancelled.wait()
        (entry,) = await logged.entries(1)
    assert (entry["event"], entry["status"]) == ("request", 499)


async def test_others_are_not_disturbed_by_one_who_leaves(site: Site, dispatcher: FakeDispatcher) -> None:
    dispatcher.hold = asyncio.Event()
    staying = asyncio.create_task(site.ask())
    await dispatcher.begun.acquire()
    async with site.connection() as (_, writer):
        writer.write(REQUEST)
        await dispatcher.begun.acquire()
    await dispatcher.cancelled.wait()
    dispatcher.hold.set()
    assert (await staying).status_code == 200


async def test_the_result_of_the_work_is_returned() -> None:
    assert await until_gone(never, asyncio.sleep(0, "done")) == "done"


async def test_the_error_of_the_work_is_raised() -> None:
    async def fail() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        await until_gone(never, fail())


async def test_work_has_ended_when_the_client_is_gone() -> None:
    ended = False

    async def work() -> None:
        nonlocal ended
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            ended = True

    with pytest.raises(ClientGone):
        await until_gone(gone, work())
    assert ended


async def test_work_is_cancelled_with_its_caller() -> None:
    cancelled = asyncio.Event()

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            cancelled.set()
            raise

    caller = asyncio.create_task(until_gone(never, work()))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    caller.cancel()
    with pytest.raises(asyncio.CancelledError):
        await caller
    assert cancelled.is_set()
    assert len(asyncio.all_tasks()) == 1
