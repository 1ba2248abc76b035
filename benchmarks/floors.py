"""Ratios to the peers that must not be lost: `python -m benchmarks.floors [--record]`.

Only contenders that a floor names are measured, and of them only the quietest blocks count: whatever else the machine
does can only make a block worse, and contenders take turns. What is lost is measured again before it is believed.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
import uvloop

from benchmarks.interleave import Measured, interleave
from benchmarks.lineup import Lineup, Measure, Scenario
from benchmarks.scenarios import SCENARIOS
from benchmarks.summary import quietest
from runtime.cli.serve import SWITCH_INTERVAL_SECONDS

FILE = Path(__file__).with_name("floors.toml")
ROUNDS = 6
ATTEMPTS = 3


class Floor(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Subject divided by peer, as it was when it was recorded."""

    scenario: str
    subject: str
    peer: str
    measure: Measure
    recorded: float

    def holds(self, ratio: float, margin: float) -> bool:
        """Whether a ratio is at most `margin` times worse."""
        if self.measure is Measure.RATE:
            return ratio >= self.recorded / margin
        return ratio <= self.recorded * margin

    def __str__(self) -> str:
        return f"{self.scenario}: {self.subject} / {self.peer}, {self.measure}"


class Floors(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of floors.toml. `margin` is how many times worse than recorded a ratio may be."""

    margin: float
    floor: tuple[Floor, ...]


class Reached(msgspec.Struct, frozen=True):
    """A floor, and the ratio that was measured; None when one of the two is not installed."""

    floor: Floor
    ratio: float | None


def read_floors() -> Floors:
    """What is recorded."""
    return msgspec.convert(tomllib.loads(FILE.read_text()), Floors)


async def measure(floors: Floors, scenarios: Iterable[Scenario] = SCENARIOS) -> list[Reached]:
    """Every floor with what was reached."""
    found = []
    for scenario in scenarios:
        ours = [floor for floor in floors.floor if floor.scenario == scenario.name]
        if ours:
            found += await _measure(scenario, ours, floors.margin)
    return found


async def _measure(scenario: Scenario, floors: Sequence[Floor], margin: float) -> list[Reached]:
    async with scenario.open() as whole:
        named = {name for floor in floors for name in (floor.subject, floor.peer)}
        lineup = Lineup(tuple(each for each in whole.contenders if each.name in named))
        blocks: Measured = {each.name: [] for each in lineup.contenders}
        found: list[Reached] = []
        for _ in range(ATTEMPTS):
            for name, new in (await interleave(lineup, ROUNDS)).items():
                blocks[name] += new
            found = [Reached(floor, _ratio(floor, blocks)) for floor in floors]
            if not lost(found, margin):
                break
        return found


def _ratio(floor: Floor, measured: Measured) -> float | None:
    if not {floor.subject, floor.peer} <= measured.keys():
        return None
    return quietest(measured[floor.subject], floor.measure) / quietest(measured[floor.peer], floor.measure)


def lost(reached: Iterable[Reached], margin: float) -> list[str]:
    """A line for each floor that does not hold."""
    return [
        f"{each.floor}: {each.ratio:.2f}, recorded is {each.floor.recorded:.2f}, margin {margin}"
        for each in reached
        if each.ratio is not None and not each.floor.holds(each.ratio, margin)
    ]


def recorded(text: str, reached: Iterable[Reached]) -> str:
    """floors.toml with what was reached in place of what it had."""
    head, *tables = text.split("[[floor]]\n")
    for number, each in enumerate(reached):
        if each.ratio is not None:
            lines = [line for line in tables[number].strip().splitlines() if not line.startswith("recorded")]
            tables[number] = "\n".join([*lines, f"recorded = {each.ratio:.2g}", "", ""])
    return "[[floor]]\n".join([head, *tables]).rstrip() + "\n"


def main(arguments: Sequence[str] | None = None) -> None:
    """Entry point; exits with 1 when a floor is lost."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.floors", description="Ratios that must not be lost.")
    parser.add_argument("--record", action="store_true", help=f"write what is measured to {FILE.name}")
    options = parser.parse_args(arguments)
    sys.setswitchinterval(SWITCH_INTERVAL_SECONDS)  # as the server does
    floors = read_floors()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        found = {each.floor: each for each in runner.run(measure(floors))}
    reached = [found[floor] for floor in floors.floor]
    for each in reached:
        ratio = "not here" if each.ratio is None else f"{each.ratio:.2f}"
        print(f"{each.floor}: {ratio} (recorded {each.floor.recorded:.2f})")
    if options.record:
        FILE.write_text(recorded(FILE.read_text(), reached))
    elif gone := lost(reached, floors.margin):
        sys.exit("\n".join(["lost:", *gone]))


if __name__ == "__main__":
    main()
