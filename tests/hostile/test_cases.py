"""Every case of `skerry selftest --hostile`: the attack is contained, and gets through where its guard is off."""

from __future__ import annotations

import os

import pytest

from runtime.hostile.case import GROUPS
from runtime.hostile.collection import read_collection
from runtime.hostile.suite import run_cases
from runtime.hostile.trial import Trial
from runtime.settings import Settings

COLLECTION = read_collection()
CASES = COLLECTION.cases


@pytest.fixture(scope="module")
async def trials(request: pytest.FixtureRequest) -> dict[str, Trial]:
    """The trials of those that are asked for, tried together in processes of their own, as the command does it."""
    asked = {item.name.partition("[")[2].rstrip("]") for item in request.session.items}
    cases = [case for name, case in CASES.items() if name in asked]
    done = run_cases(cases, Settings(), os.cpu_count() or 1)
    return {trial.name: trial async for trial in done}


@pytest.mark.parametrize("name", CASES)
async def test_it_is_contained_and_gets_through_without_its_guard(trials: dict[str, Trial], name: str) -> None:
    trial = trials[name]
    assert (trial.verdict, trial.why) == ("contained", "")
    if trial.control_verdict == "skipped" and not os.environ.get("CI"):
        pytest.skip(trial.control_why)
    assert trial.control_verdict == "got through", trial.control_why


def test_there_are_many_and_some_of_each_group() -> None:
    groups = [case.group for case in CASES.values()]
    assert len(groups) >= 120
    assert {group: groups.count(group) >= 15 for group in GROUPS} == dict.fromkeys(GROUPS, True)


def test_each_declares_itself_once() -> None:
    titles = [case.title for case in CASES.values()]
    assert sorted(titles) == sorted(set(titles))
    assert [case.name for case in CASES.values() if case.attack not in COLLECTION.units[case.path].path] == []
