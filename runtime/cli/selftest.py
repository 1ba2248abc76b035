"""`skerry selftest`: attacks this installation, and says what held."""

from __future__ import annotations

import asyncio
import os
import sys
from collections import defaultdict
from typing import Annotated

import msgspec
import typer
from rich.markup import escape

from runtime.cli.options import Config, Json, load_settings
from runtime.cli.output import err, fail, out, printable
from runtime.hostile.case import GROUPS, Case
from runtime.hostile.collection import read_collection
from runtime.hostile.node import node_is_there
from runtime.hostile.suite import run_cases
from runtime.hostile.trial import Trial
from runtime.settings import Overrides, Settings

VERDICTS = {
    "contained": "[green]contained[/]  ",
    "got through": "[red]GOT THROUGH[/]",
    "unclear": "[red]unclear[/]    ",
}
CONTROLS = {"got through": "got through", "held": "[red]HELD[/]", "skipped": "[dim]skipped[/]"}


class Report(msgspec.Struct, frozen=True):
    """What `--json` prints."""

    ok: bool
    seconds: float
    trials: list[Trial]


def command(
    hostile: Annotated[bool, typer.Option("--hostile", help="Run guests that attack, each with its control.")] = False,
    group: Annotated[str | None, typer.Option(help=f"Only this group: {', '.join(GROUPS)}.")] = None,
    name: Annotated[str | None, typer.Option("-k", metavar="NAME", help="Only cases with this in their name.")] = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="Processes at a time.  [default: one for each CPU]")] = None,
    config: Config = None,
    as_json: Json = False,
) -> None:
    """Attack this installation with hostile integrations; exit with 1 if one gets through, or a control does not."""
    if not hostile:
        fail("say what to test: skerry selftest --hostile")
    settings = load_settings(config, Overrides()).settings
    cases = _chosen(group, name)
    if not node_is_there():
        err.print("[yellow]note[/]: there is no `node` here, so the controls that need it are skipped")
    report = asyncio.run(_run(cases, settings, jobs or os.cpu_count() or 1, quiet=as_json))
    if as_json:
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(report), indent=2).decode() + "\n")
    else:
        _show_groups(report)
    if not report.ok:
        raise typer.Exit(1)


def _chosen(group: str | None, name: str | None) -> list[Case]:
    if group is not None and group not in GROUPS:
        fail(f"there is no group {group}: choose one of {', '.join(GROUPS)}")
    cases = [
        case
        for case in read_collection().cases.values()
        if group in (None, case.group) and (name is None or name in case.name)
    ]
    if not cases:
        fail(f"no case has {name} in its name")
    return cases


async def _run(cases: list[Case], settings: Settings, jobs: int, *, quiet: bool) -> Report:
    loop = asyncio.get_running_loop()
    began = loop.time()
    trials = []
    async for trial in run_cases(cases, settings, jobs):
        trials.append(trial)
        if not quiet:
            _show(trial)
    trials.sort(key=lambda trial: trial.name)
    return Report(all(trial.ok for trial in trials), round(loop.time() - began, 1), trials)


def _show(trial: Trial) -> None:
    verdicts = f"{VERDICTS[trial.verdict]}  control: {CONTROLS[trial.control_verdict]}"
    out.print(f"{verdicts}  {trial.name}  [dim]{escape(trial.title)} ({trial.seconds:.2f} s)[/]")
    if trial.verdict != "contained":
        out.print(f"    [red]{escape(printable(trial.why))}[/]")
    if trial.control_verdict == "held":
        out.print(
            f"    [red]without the guard it does not work either, so it shows nothing ({escape(trial.control)}):[/]"
        )
        out.print(f"    [red]{escape(printable(trial.control_why))}[/]")


def _show_groups(report: Report) -> None:
    groups: defaultdict[str, list[Trial]] = defaultdict(list)
    for trial in report.trials:
        groups[trial.name.partition("/")[0]].append(trial)
    out.print()
    for name, trials in groups.items():
        seconds = sum(trial.seconds for trial in trials)
        contained = sum(trial.verdict == "contained" for trial in trials)
        shown = sum(trial.control_verdict == "got through" for trial in trials)
        skipped = sum(trial.control_verdict == "skipped" for trial in trials)
        counts = f"{contained} of {len(trials)} contained, {shown} controls got through"
        counts += f", {skipped} skipped" if skipped else ""
        out.print(f"{name:<9} {counts}, {seconds:.1f} s  [dim]{GROUPS[name]}[/]")
    wrong = sum(not trial.ok for trial in report.trials)
    verdict = (
        "[green]all contained[/]" if report.ok else f"[red]{wrong} of {len(report.trials)} not as they should be[/]"
    )
    skipped = sum(trial.control_verdict == "skipped" for trial in report.trials)
    without = f"; {skipped} without their control, which needs `node`" if skipped else ""
    out.print(f"{len(report.trials)} cases in {report.seconds} s: {verdict}{without}")
