"""`python -m benchmarks [NAME...] [--json FILE] [--quick] [--markdown] [--from FILE...]`: ratios are printed first."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path

import uvloop
from rich.console import Console

from benchmarks import machine, markdown, report
from benchmarks.interleave import interleave
from benchmarks.lineup import Scenario
from benchmarks.scenarios import SCENARIOS
from runtime.cli.serve import SWITCH_INTERVAL_SECONDS

QUICK_ROUNDS = 4


def main(arguments: Sequence[str] | None = None) -> None:
    """Entry point."""
    options = _parser().parse_args(arguments)
    before = [report.decode(file.read_bytes()) for file in options.before]
    if before and not options.names:
        done = report.merged(before)
    else:
        chosen = [scenario for scenario in SCENARIOS if not options.names or scenario.name in options.names]
        sys.setswitchinterval(SWITCH_INTERVAL_SECONDS)  # as the server does
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            done = report.merged([*before, runner.run(measure(chosen, _console(), quick=options.quick))])
    if options.json:
        options.json.write_bytes(report.encode(done))
    if options.markdown:
        markdown.write(done)


async def measure(scenarios: Sequence[Scenario], console: Console, *, quick: bool) -> report.Report:
    """One scenario after another, each shown as soon as it is done."""
    here = machine.describe()
    report.show_machine(console, here)
    readings = []
    for scenario in scenarios:
        readings.append(await _read(scenario, quick=quick))
        report.show(console, readings[-1])
    return report.Report(here, tuple(readings))


async def _read(scenario: Scenario, *, quick: bool) -> report.Reading:
    opening = scenario.open_quick if quick and scenario.open_quick else scenario.open
    async with opening() as lineup:
        measured = await interleave(lineup, min(scenario.rounds, QUICK_ROUNDS) if quick else scenario.rounds)
        return report.read(scenario, lineup, measured, await lineup.facts())


def _console() -> Console:
    """Wide enough for the tables where no terminal says otherwise."""
    return Console(highlight=False, width=None if sys.stdout.isatty() else markdown.WIDTH)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Skerry beside its peers.")
    names = [scenario.name for scenario in SCENARIOS]
    parser.add_argument("names", nargs="*", metavar="NAME", choices=[*names, []], help=f"one of {', '.join(names)}")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write everything that was measured to this file")
    parser.add_argument("--quick", action="store_true", help=f"{QUICK_ROUNDS} rounds: shows that it works, no more")
    parser.add_argument("--markdown", action="store_true", help="renew the figures and the pictures of README.md")
    parser.add_argument(
        "--from",
        dest="before",
        type=Path,
        nargs="+",
        default=[],
        metavar="FILE",
        help="what --json wrote before: without a NAME nothing is measured, with some the others are taken from there",
    )
    return parser


if __name__ == "__main__":
    main()
