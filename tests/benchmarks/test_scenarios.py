"""Every scenario opens, works and tells its facts; a figure itself is no matter of a test."""

from __future__ import annotations

import pytest

from benchmarks.lineup import Scenario
from benchmarks.scenarios import SCENARIOS


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
async def test_a_scenario_works(scenario: Scenario) -> None:
    async with (scenario.open_quick or scenario.open)() as lineup:
        for contender in lineup.contenders:
            block = await contender.work(1)
            assert len(block.seconds) == 1
            assert 0 < block.seconds[0] <= block.wall
        facts = await lineup.facts()
        assert lineup.contenders or facts or lineup.missing
        assert all(fact.value >= 0 for fact in facts)
        if not lineup.missing:
            assert lineup.compared == lineup.comparisons
