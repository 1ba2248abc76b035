from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from benchmarks import __main__ as command
from benchmarks import goals, markdown, plots, report
from benchmarks.lineup import Comparison, Fact, Measure
from benchmarks.machine import Machine
from benchmarks.scenarios import SCENARIOS, fresh_run
from benchmarks.summary import Figures, Ratio

MACHINE = Machine("2026-01-01T00:00:00Z", "abc", "def", "a processor", 2, 4.0, "Linux", "3.11", "v20", {}, 0.1)
FIGURES = Figures(10, 0.001, 0.002, 0.003, 0.004, 500.0, 0.002)


def ratio(subject: str, peer: str, measure: Measure, median: float) -> Ratio:
    return Ratio(Comparison(subject, peer, measure), median, median, median, median)


def reading(name: str, contenders: tuple[str, ...] = (), **fields: object) -> report.Reading:
    made = report.Reading(name, f"about {name}", 4, (), dict.fromkeys(contenders, FIGURES))
    return msgspec.structs.replace(made, **fields)


MEASURED = report.Report(
    MACHINE,
    (
        reading("fresh_run", ratios=(ratio(fresh_run.SKERRY, fresh_run.CALL, Measure.TIME, 1.5),)),
        reading("http_static_1", ("skerry, 1 connection", "skerry, 16 connections"), missing=("nobody: not here",)),
        reading("program_size", ("skerry, 0 kB inside", "skerry, 30 kB inside")),
        reading("waiting", facts=(Fact("10,000 runs that wait", "memory of each", 1.25, "MiB"),)),
    ),
)


def test_goals_say_what_holds_what_does_not_and_what_was_not_measured() -> None:
    rows = goals.table(MEASURED).splitlines()
    (warm,) = (row for row in rows if "warm call alone" in row)
    (waiting,) = (row for row in rows if "that wait" in row)
    assert warm.endswith("| at most 1.7 | 1.5 | holds |")
    assert waiting.endswith("| at most 1 MiB | 1.25 MiB | **does not hold** |")
    assert sum("not measured" in row for row in rows) == len(goals.GOALS) - 2


async def test_every_goal_is_about_something_that_is_measured() -> None:
    """A renamed contender would leave its goal unmeasured for ever."""
    promised = {"fresh_run", "http_static_1", "http_static_5", "http_cached", "http_fetch_5"}
    readings = []
    for scenario in SCENARIOS:
        if scenario.name in promised:
            async with scenario.open() as lineup:
                ratios = tuple(ratio(each.subject, each.peer, each.measure, 1.0) for each in lineup.comparisons)
                names = tuple(each.name for each in lineup.contenders)
                readings.append(reading(scenario.name, names, ratios=ratios, facts=tuple(await lineup.facts())))
    unmeasured = [row for row in goals.table(report.Report(MACHINE, tuple(readings))).splitlines() if "not meas" in row]
    assert [row.split(":")[0] for row in unmeasured] == [
        "| each of 10,000 runs that wait",
        "| each of 10,000 programs loaded (or what fits)",
        "| each of 10,000 programs loaded (or what fits)",
        "| a run among 10,000 programs, each in turn / one alone",
        "| two runners / one, integrations that compute",
    ]


def test_the_readme_has_place_for_figures_and_keeps_the_rest() -> None:
    text = markdown.README.read_text()
    once = markdown.replaced(text, "some figures")
    assert "some figures" in once
    assert markdown.replaced(once, "some figures") == once
    assert once.partition(markdown.BEGIN)[0] == text.partition(markdown.BEGIN)[0]
    with pytest.raises(ValueError, match="README"):
        markdown.replaced("no marks", "some figures")


def test_figures_are_renewed_from_what_was_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "README", tmp_path / "README.md")
    monkeypatch.setattr(plots, "FOLDER", tmp_path / "plots")
    (tmp_path / "README.md").write_text(f"before\n{markdown.BEGIN}\nearlier figures\n{markdown.END}\nafter\n")
    earlier, later = tmp_path / "earlier.json", tmp_path / "later.json"
    earlier.write_bytes(report.encode(MEASURED))
    later.write_bytes(report.encode(report.Report(MACHINE, (reading("program_size", ("skerry, 100 kB inside",)),))))

    command.main(["--markdown", "--from", str(earlier), str(later)])

    text = (tmp_path / "README.md").read_text()
    assert text.startswith("before\n")
    assert text.endswith("after\n")
    assert "earlier figures" not in text
    for expected in ("a processor", "plots/http_static_1.svg", "nobody: not here", "skerry, 100 kB inside", "| 1.5 |"):
        assert expected in text
    assert "skerry, 30 kB inside" not in text
    assert {file.name for file in (tmp_path / "plots").iterdir()} == {"http_static_1.svg", "program_size.svg"}
