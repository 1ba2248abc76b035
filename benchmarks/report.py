"""The figures, for people and for programs. Ratios come first: on another machine only they can be compared."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from rich.console import Console
from rich.table import Table

from benchmarks.interleave import Measured
from benchmarks.lineup import Fact, Lineup, Scenario
from benchmarks.machine import Machine
from benchmarks.summary import Figures, Ratio, figures, ratio


class Reading(msgspec.Struct, frozen=True):
    """What one scenario gave."""

    name: str
    title: str
    rounds: int
    ratios: tuple[Ratio, ...]
    contenders: dict[str, Figures]
    facts: tuple[Fact, ...] = ()
    missing: tuple[str, ...] = ()
    """Who could not take part, and why."""


class Report(msgspec.Struct, frozen=True):
    """Everything that was measured in one run."""

    machine: Machine
    readings: tuple[Reading, ...]


def read(scenario: Scenario, lineup: Lineup, measured: Measured, facts: Sequence[Fact] = ()) -> Reading:
    """Figures from blocks."""
    return Reading(
        name=scenario.name,
        title=scenario.title,
        rounds=max((len(blocks) for blocks in measured.values()), default=0),
        ratios=tuple(ratio(each, measured[each.subject], measured[each.peer]) for each in lineup.compared),
        contenders={name: figures(blocks) for name, blocks in measured.items()},
        facts=tuple(facts),
        missing=lineup.missing,
    )


def encode(report: Report) -> bytes:
    """JSON, indented."""
    return msgspec.json.format(msgspec.json.encode(report), indent=2) + b"\n"


def decode(data: bytes) -> Report:
    """What `encode` gave. Errors: msgspec.DecodeError."""
    return msgspec.json.decode(data, type=Report)


def merged(reports: Sequence[Report]) -> Report:
    """All readings, of each scenario the last; the machine is the last one's."""
    readings = {reading.name: reading for each in reports for reading in each.readings}
    return Report(reports[-1].machine, tuple(readings.values()))


def show_machine(console: Console, machine: Machine) -> None:
    """One paragraph."""
    packages = ", ".join(f"{name} {version}" for name, version in machine.packages.items())
    console.print(
        f"{machine.when}, commit {machine.commit}, engine {machine.engine}; "
        f"{machine.cores} cores of {machine.processor}, {machine.memory_gib} GiB, {machine.system}; "
        f"Python {machine.python}, Node {machine.node}, {packages}; load before {machine.load}"
    )


def show(console: Console, reading: Reading) -> None:
    """Up to three tables: what there is."""
    rounds = f" ({reading.rounds} rounds)" if reading.rounds else ""
    console.print(f"\n[bold]{reading.name}[/]: {reading.title}{rounds}")
    for line in reading.missing:
        console.print(f"not here: {line}", markup=False)
    if reading.ratios:
        console.print(_ratios(reading))
    if reading.contenders:
        console.print(_contenders(reading))
    if reading.facts:
        console.print(_facts(reading))


def _ratios(reading: Reading) -> Table:
    table = _table("ratio", "of", "medians", "p10-p90 of rounds", "quietest blocks")
    for each in reading.ratios:
        table.add_row(
            f"{each.comparison.subject} / {each.comparison.peer}",
            each.comparison.measure.value,
            f"[bold]{each.median:.2f}[/]",
            f"{each.low:.2f}-{each.high:.2f}",
            f"{each.quietest:.2f}",
        )
    return table


def _contenders(reading: Reading) -> Table:
    table = _table("contender", "n", "min ms", "p50", "p90", "p99", "a second", "CPU ms")
    for name, each in reading.contenders.items():
        times = (f"{value * 1000:.3f}" for value in (each.min, each.p50, each.p90, each.p99))
        table.add_row(name, str(each.n), *times, f"{each.per_second:.0f}", f"{each.cpu * 1000:.3f}")
    return table


def _facts(reading: Reading) -> Table:
    table = _table("of", "what", "value", "unit")
    for each in reading.facts:
        digits = 0 if abs(each.value) >= 1000 else 1 if abs(each.value) >= 10 else 3
        table.add_row(each.subject, each.what, f"{each.value:,.{digits}f}", each.unit)
    return table


def _table(name: str, *figures: str) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column(name, no_wrap=True)
    for heading in figures:
        table.add_column(heading, justify="right", no_wrap=True)
    return table
