from __future__ import annotations

import asyncio

import pytest

from sandbox.admission import HEAVY_NS, PLACES_OF_NEW, Admission
from sandbox.costs import Costs
from sandbox.errors import Full
from sandbox.limits import Limits

LIGHT, HEAVY, NEW = "light", "heavy", "new"


def known() -> Costs:
    """What is known of two of the three programs here."""
    costs = Costs()
    costs.note(LIGHT, HEAVY_NS // 10)
    costs.note(HEAVY, HEAVY_NS * 10)
    return costs


class Visitors:
    """Tasks that take a place, say so, and hold it until told to go."""

    def __init__(self, admission: Admission) -> None:
        self.admission = admission
        self.inside: list[str] = []
        self._leave: dict[asyncio.Task[None], asyncio.Event] = {}

    async def arrive(self, client: str, image: str = LIGHT) -> asyncio.Task[None]:
        leave = asyncio.Event()

        async def visit() -> None:
            async with self.admission.place(client, image):
                self.inside.append(client)
                await leave.wait()

        task = asyncio.create_task(visit())
        self._leave[task] = leave
        await settle()
        return task

    async def leave(self, task: asyncio.Task[None]) -> None:
        self._leave[task].set()
        await task
        await settle()


async def settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_places_go_round_the_clients() -> None:
    visitors = Visitors(Admission(Limits(runs_in_flight=1, queue=10), known()))
    first = await visitors.arrive("busy")
    waiting = [await visitors.arrive("busy") for _ in range(3)]
    quiet = await visitors.arrive("quiet")
    assert visitors.inside == ["busy"]
    for task in (first, waiting[0], quiet, waiting[1], waiting[2]):
        await visitors.leave(task)
    assert visitors.inside == ["busy", "busy", "quiet", "busy", "busy"]


async def test_a_full_queue_refuses_with_the_limits_and_when_to_come_back() -> None:
    visitors = Visitors(Admission(Limits(runs_in_flight=1, queue=1), known()))
    first = await visitors.arrive("a")
    second = await visitors.arrive("b")
    with pytest.raises(Full, match="1 runs are in flight and 1 wait") as refused:
        async with visitors.admission.place("c", LIGHT):
            pass
    assert refused.value.retry_after == 1
    await visitors.leave(first)
    await visitors.leave(second)


async def test_who_leaves_the_queue_loses_nobody_a_place() -> None:
    visitors = Visitors(Admission(Limits(runs_in_flight=1, queue=10), known()))
    first = await visitors.arrive("a")
    gone = await visitors.arrive("b")
    last = await visitors.arrive("c")
    gone.cancel()
    await visitors.leave(first)
    assert visitors.inside == ["a", "c"]
    await visitors.leave(last)
    await visitors.leave(await visitors.arrive("d"))


async def test_a_place_given_to_someone_who_is_cancelled_at_that_moment_is_given_on() -> None:
    visitors = Visitors(Admission(Limits(runs_in_flight=1, queue=10), known()))
    first = await visitors.arrive("a")
    unlucky = await visitors.arrive("b")
    last = await visitors.arrive("c")
    visitors._leave[first].set()
    await asyncio.sleep(0)  # the place is handed over, but nobody has woken up yet
    unlucky.cancel()
    await settle()
    assert "c" in visitors.inside
    await visitors.leave(last)
    await visitors.leave(await visitors.arrive("d"))


async def test_those_who_give_up_leave_the_line_at_once() -> None:
    admission = Admission(Limits(runs_in_flight=1, queue=10), known())
    visitors = Visitors(admission)
    first = await visitors.arrive("a")
    for _ in range(100):
        gone = await visitors.arrive("b")
        gone.cancel()
        await settle()
    assert not admission._waiting
    last = await visitors.arrive("b")
    await visitors.leave(first)
    assert visitors.inside == ["a", "b"]
    await visitors.leave(last)


async def test_heavy_programs_leave_a_quarter_of_the_places_to_light_ones() -> None:
    visitors = Visitors(Admission(Limits(runs_in_flight=8, queue=10), known()))
    heavy = [await visitors.arrive("heavy", HEAVY) for _ in range(8)]
    assert len(visitors.inside) == 6
    light = [await visitors.arrive("light") for _ in range(2)]
    assert visitors.inside[6:] == ["light", "light"]
    for task in (*heavy, *light):
        await visitors.leave(task)
    assert len(visitors.inside) == 10


async def test_a_program_that_has_not_run_yet_gets_few_places_until_it_has() -> None:
    costs = known()
    visitors = Visitors(Admission(Limits(runs_in_flight=16, queue=16), costs))
    new = [await visitors.arrive("new", NEW) for _ in range(10)]
    assert len(visitors.inside) == PLACES_OF_NEW
    other = await visitors.arrive("other", "another new one")
    assert visitors.inside[-1] == "other"
    costs.note(NEW, 1)
    await visitors.leave(new[0])
    assert visitors.inside.count("new") == 10
    for task in (*new[1:], other):
        await visitors.leave(task)


async def test_a_client_that_fills_the_queue_makes_room_for_another() -> None:
    visitors = Visitors(Admission(Limits(runs_in_flight=1, queue=3), known()))
    greedy = [await visitors.arrive("greedy") for _ in range(4)]
    quiet = await visitors.arrive("quiet")
    with pytest.raises(Full):
        await greedy.pop()
    with pytest.raises(Full):
        await (await visitors.arrive("greedy"))
    for task in (greedy[0], greedy[1], quiet, greedy[2]):
        await visitors.leave(task)
    assert visitors.inside == ["greedy", "greedy", "quiet", "greedy"]
