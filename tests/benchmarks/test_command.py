from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec
import pytest
from rich.console import Console

from benchmarks import __main__ as command
from benchmarks import markdown, report
from benchmarks.lineup import Block, Contender, Lineup, Measure, Scenario, against
from benchmarks.scenarios import SCENARIOS


@asynccontextmanager
async def lineup() -> AsyncIterator[Lineup]:
    async def fast(operations: int) -> Block:
        return Block((0.001,) * operations, 0.001 * operations, 0.0005 * operations)

    async def slow(operations: int) -> Block:
        return Block((0.004,) * operations, 0.004 * operations, 0.001 * operations)

    contenders = (Contender("fast", fast, 10), Contender("slow", slow, 10))
    yield Lineup(contenders, against("fast", "slow", *Measure))


SCENARIO = Scenario("pretended", "Nothing is done", lineup, rounds=5)


async def test_ratios_stand_above_the_figures_they_come_from() -> None:
    console = Console(width=markdown.WIDTH, record=True, quiet=True)
    with console.capture():
        done = await command.measure([SCENARIO], console, quick=True)
        report.show(console, done.readings[0])

    ratios = [(each.comparison.measure, each.median) for each in done.readings[0].ratios]
    assert ratios == [(Measure.TIME, 0.25), (Measure.RATE, pytest.approx(4)), (Measure.CPU, 0.5)]
    assert done.readings[0].contenders["fast"].n == command.QUICK_ROUNDS * 10
    assert done.machine.cores >= 1


async def test_a_report_can_be_read_back_from_json() -> None:
    done = await command.measure([SCENARIO], Console(quiet=True), quick=False)
    assert msgspec.json.decode(report.encode(done), type=report.Report) == done


def test_an_unknown_name_is_refused_with_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command.main(["fresh_rum"])
    assert "fresh_run" in capsys.readouterr().err


def test_scenarios_have_the_names_of_their_files_and_the_readme_has_them_all() -> None:
    folder = Path(command.__file__).parent
    files = {path.stem for path in (folder / "scenarios").glob("*.py")} - {"__init__"}
    assert {scenario.name for scenario in SCENARIOS} == files
    readme = (folder / "README.md").read_text()
    assert files <= set(re.findall(r"`(\w+)`", readme))
