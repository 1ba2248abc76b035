"""Regressions are seen: the ratios to the peers in benchmarks/floors.toml, and that losing one fails."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from functools import partial

import pytest

from benchmarks import floors
from benchmarks.floors import Floor, Floors, Reached, lost, measure, read_floors, recorded
from benchmarks.in_process import timed
from benchmarks.lineup import Block, Contender, Lineup, Measure, Scenario
from benchmarks.scenarios import SCENARIOS
from runtime.cli.serve import SWITCH_INTERVAL_SECONDS


@pytest.fixture
def _as_the_server() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_INTERVAL_SECONDS)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("_as_the_server")
@pytest.mark.skipif(shutil.which("node") is None, reason="the peers need Node on the PATH")
async def test_no_floor_is_lost() -> None:
    recorded_floors = read_floors()
    gone = lost(await measure(recorded_floors), recorded_floors.margin)
    assert not gone, "\n".join(gone)


def test_floors_name_scenarios_that_exist() -> None:
    assert {floor.scenario for floor in read_floors().floor} <= {scenario.name for scenario in SCENARIOS}


def pretended(milliseconds: float) -> Scenario:
    """A scenario in which we take so long, and the peer one millisecond."""

    async def spin(seconds: float) -> None:
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            pass

    @asynccontextmanager
    async def lineup() -> AsyncIterator[Lineup]:
        ours = Contender("ours", partial(timed, partial(spin, milliseconds / 1000)), 5)
        theirs = Contender("theirs", partial(timed, partial(spin, 0.001)), 5)
        yield Lineup((ours, theirs))

    return Scenario("pretended", "Nothing is done", lineup, rounds=1)


FLOORS = Floors(
    margin=2.0,
    floor=tuple(Floor("pretended", "ours", "theirs", each, 1.0) for each in Measure),
)


@pytest.mark.parametrize(("milliseconds", "fails"), [(1.0, 0), (1.5, 0), (0.1, 0), (4.0, len(Measure))])
async def test_one_that_is_lost_by_a_wide_margin_fails(milliseconds: float, fails: int) -> None:
    reached = await measure(FLOORS, [pretended(milliseconds)])
    assert len(lost(reached, FLOORS.margin)) == fails


async def test_a_peer_that_is_not_here_is_no_loss() -> None:
    elsewhere = Floors(2.0, (Floor("pretended", "ours", "nobody", Measure.TIME, 1.0),))
    reached = await measure(elsewhere, [pretended(1.0)])
    assert [each.ratio for each in reached] == [None]
    assert lost(reached, 2.0) == []


async def test_what_is_lost_is_measured_again_before_it_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(floors, "ROUNDS", 1)
    times = iter([10.0, 10.0, *[1.0] * 20])  # slow for the first two blocks: one to warm up, one that counts

    @asynccontextmanager
    async def lineup() -> AsyncIterator[Lineup]:
        async def ours(operations: int) -> Block:
            return Block((next(times),), 1.0, 1.0)

        async def theirs(operations: int) -> Block:
            return Block((1.0,), 1.0, 1.0)

        yield Lineup((Contender("ours", ours, 1), Contender("theirs", theirs, 1)))

    scenario = Scenario("pretended", "Nothing is done", lineup, rounds=1)
    reached = await measure(Floors(2.0, FLOORS.floor[:1]), [scenario])
    assert [each.ratio for each in reached] == [1.0]


def test_what_was_reached_is_recorded_in_place() -> None:
    text = floors.FILE.read_text()
    kept = read_floors().floor
    written = recorded(text, [Reached(floor, floor.recorded * 3) for floor in kept])
    assert written.replace("recorded", "") != text.replace("recorded", "")
    assert [line for line in written.splitlines() if not line.startswith("recorded")] == [
        line for line in text.splitlines() if not line.startswith("recorded")
    ]
