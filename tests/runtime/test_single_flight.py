import asyncio

import pytest

from runtime.single_flight import FlightError, SingleFlight


class Work:
    """Work that ends when told, and knows how often it began and how it ended."""

    def __init__(self) -> None:
        self.begun = 0
        self.cancelled = 0
        self.finish = asyncio.Event()
        self.error: Exception | None = None

    async def __call__(self) -> str:
        self.begun += 1
        try:
            await self.finish.wait()
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        if self.error is not None:
            raise self.error
        return f"result {self.begun}"


async def settle() -> None:
    """Let every task come to a halt."""
    for _ in range(10):
        await asyncio.sleep(0)


async def join(flights: SingleFlight[str], work: Work, waiters: int, key: str = "k") -> list[asyncio.Task[str]]:
    tasks = [asyncio.create_task(flights.run(key, work)) for _ in range(waiters)]
    await settle()
    return tasks


async def leave(task: asyncio.Task[str]) -> None:
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_a_hundred_equal_requests_run_once() -> None:
    flights, work = SingleFlight[str](), Work()
    waiters = await join(flights, work, 100)
    work.finish.set()
    assert await asyncio.gather(*waiters) == ["result 1"] * 100
    assert work.begun == 1
    assert len(flights) == 0


async def test_different_keys_do_not_wait_for_each_other() -> None:
    flights, one, other = SingleFlight[str](), Work(), Work()
    (first,) = await join(flights, one, 1, "one")
    (second,) = await join(flights, other, 1, "other")
    other.finish.set()
    assert await second == "result 1"
    assert not first.done()
    one.finish.set()
    await first


async def test_nothing_is_kept_after_the_end() -> None:
    flights, work = SingleFlight[str](), Work()
    work.finish.set()
    assert [await flights.run("k", work) for _ in range(2)] == ["result 1", "result 2"]


async def test_a_failure_reaches_every_waiter_and_is_not_kept() -> None:
    flights, work = SingleFlight[str](), Work()
    waiters = await join(flights, work, 3)
    work.error = ValueError("no")
    work.finish.set()
    assert await asyncio.gather(*waiters, return_exceptions=True) == [work.error] * 3
    work.error = None
    assert await flights.run("k", work) == "result 2"


async def test_waiters_that_leave_do_not_disturb_the_others() -> None:
    flights, work = SingleFlight[str](), Work()
    first, second, third = await join(flights, work, 3)
    await leave(first)
    await leave(third)
    assert work.cancelled == 0
    work.finish.set()
    assert await second == "result 1"


async def test_the_last_waiter_to_leave_cancels_the_work_and_returns_after_its_end() -> None:
    flights, work = SingleFlight[str](), Work()
    first, second = await join(flights, work, 2)
    await leave(first)
    assert work.cancelled == 0
    await leave(second)
    assert (work.begun, work.cancelled, len(flights)) == (1, 1, 0)


async def test_who_comes_while_cancelled_work_is_still_ending_starts_anew() -> None:
    flights = SingleFlight[str]()
    ending, may_end = asyncio.Event(), asyncio.Event()

    async def slow_to_end() -> str:
        try:
            await asyncio.Event().wait()
        finally:
            ending.set()
            await may_end.wait()
        return "never"

    first = asyncio.create_task(flights.run("k", slow_to_end))
    await settle()
    first.cancel()
    await ending.wait()
    work = Work()
    work.finish.set()
    assert await flights.run("k", work) == "result 1"
    assert not first.done()
    may_end.set()
    with pytest.raises(asyncio.CancelledError):
        await first


async def test_a_waiter_cancelled_at_the_moment_of_the_result_is_cancelled() -> None:
    flights, work = SingleFlight[str](), Work()
    first, second = await join(flights, work, 2)
    work.finish.set()
    await asyncio.sleep(0)  # the work is done, its waiters have not yet run
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    assert await second == "result 1"


async def test_a_waiters_deadline_is_its_own() -> None:
    flights, work = SingleFlight[str](), Work()
    (patient,) = await join(flights, work, 1)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0):
            await flights.run("k", work)
    work.finish.set()
    assert await patient == "result 1"


async def test_work_cancelled_by_something_else_is_an_error_for_its_waiters() -> None:
    flights = SingleFlight[str]()

    async def shut_down() -> str:
        raise asyncio.CancelledError

    with pytest.raises(FlightError):
        await flights.run("k", shut_down)


async def test_a_failure_that_nobody_waits_for_any_more_is_silent() -> None:
    flights = SingleFlight[str]()
    complaints: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, what: complaints.append(what))

    async def fails_when_cancelled() -> str:
        try:
            await asyncio.Event().wait()
        finally:
            raise ValueError("no")

    (waiter,) = [asyncio.create_task(flights.run("k", fails_when_cancelled))]
    await settle()
    await leave(waiter)
    await settle()
    assert complaints == []
