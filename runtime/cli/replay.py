"""`skerry replay`: recorded runs once more, and what differs."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncGenerator
from contextlib import aclosing
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer
from rich.markup import escape

from runtime.cli.options import Config, Json, load_settings
from runtime.cli.output import err, fail, out, printable
from runtime.cli.steps import Steps
from runtime.journal.folder import write_private
from runtime.journal.redaction import redact
from runtime.replaying import NotReplayable, Replayer, open_replayer
from runtime.settings import Loaded, Overrides
from runtime.sources import SourceError
from sandbox.errors import ProgramRefused
from sandbox.journal import Journal, JournalUnreadable, Result
from sandbox.journal_file import MAX_FILE_BYTES, decode, encode
from sandbox.replay import Replayed

MOST_DIFFERENCES = 10


class Differing(msgspec.Struct, frozen=True):
    """What is not as it was, and in which turn."""

    turn: int
    what: str
    recorded: str
    replayed: str


class Report(msgspec.Struct, frozen=True):
    """What `--json` prints for a journal. `changes` are known before the replay; `error` keeps it from being replayed.

    `recorded` and `replayed` have the run's value, as JSON text, its log, its error and what it used.
    """

    file: str
    same: bool
    path: str = ""
    end: str = ""
    changes: tuple[str, ...] = ()
    differences: tuple[Differing, ...] = ()
    recorded: dict[str, Any] | None = None
    replayed: dict[str, Any] | None = None
    error: str | None = None


def command(
    files: Annotated[list[Path], typer.Argument(help="Journals: of `skerry run --record`, or of the journal folder.")],
    integrations: Annotated[
        Path | None, typer.Option("--integrations", help="The folder of integrations.  [default: the settings']")
    ] = None,
    config: Config = None,
    step: Annotated[bool, typer.Option("--step", help="Show the turns one by one.")] = False,
    redacted: Annotated[
        Path | None,
        typer.Option("--redact", metavar="FILE", help="Write a copy for sharing, without what the run saw and said."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Run recorded runs again from their journals; exit with 1 if output, logs or fuel are not the same."""
    loaded = load_settings(config, Overrides(integrations=str(integrations) if integrations else None))
    if redacted is not None:
        _redact(files, redacted)
        return
    try:
        reports = asyncio.run(_replay_all(loaded, files, step))
    except SourceError as error:
        fail(str(error))
    if as_json:
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(reports), indent=2).decode() + "\n")
    else:
        for report in reports:
            _show(report, with_value=len(reports) == 1 and not step, with_differences=not step)
    if not all(report.same for report in reports):
        raise typer.Exit(1)


def _redact(files: list[Path], target: Path) -> None:
    if len(files) != 1:
        fail("--redact takes one journal, and the file for its copy: --redact COPY JOURNAL")
    try:
        if target.exists() and target.samefile(files[0]):
            fail(f"the copy would replace {files[0]}, which can be replayed and the copy cannot: name another file")
        write_private(target, encode(redact(_read(files[0]))))
    except (OSError, JournalUnreadable) as error:
        fail(f"{files[0]} cannot be copied to {target}: {_reason(error)}")
    err.print(f"{escape(str(target))} no longer replays; look it over with --step before you share it")


def _read(file: Path) -> Journal:
    """Errors: JournalUnreadable, OSError."""
    with file.open("rb") as opened:
        return decode(opened.read(MAX_FILE_BYTES + 1))


def _reason(error: OSError | JournalUnreadable) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


async def _replay_all(loaded: Loaded, files: list[Path], step: bool) -> list[Report]:
    settings = loaded.settings
    async with open_replayer(Path(settings.integrations.path), settings.limits) as replayer:
        return [await _replay(replayer, file, step) for file in files]


async def _replay(replayer: Replayer, file: Path, step: bool) -> Report:
    try:
        journal = _read(file)
    except (OSError, JournalUnreadable) as error:
        return Report(str(file), False, error=_reason(error))
    header, end = journal.header, journal.end.kind
    try:
        opened = await replayer.open(journal)
    except (NotReplayable, ProgramRefused) as error:
        if step:
            await _step(_recorded(journal))
        return Report(str(file), False, header.path, end, error=str(error))
    replay = opened.replay
    turns = await _step(replay.turns()) if step else [turn async for turn in replay.turns()]
    differences = tuple(
        Differing(turn.number, found.what, found.recorded, found.replayed)
        for turn in turns
        for found in turn.differences
    )
    same = replay.complete and not differences and replay.result == replay.recorded
    results = _result(replay.recorded), _result(replay.result)
    return Report(str(file), same, header.path, end, opened.changes, differences, *results)


async def _recorded(journal: Journal) -> AsyncGenerator[Replayed, None]:
    """The turns as they are in the journal."""
    for number, exchange in enumerate(journal.exchanges, 1):
        yield Replayed(number, exchange, None)


async def _step(turns: AsyncGenerator[Replayed, None]) -> list[Replayed]:
    """Shows each turn, and in a terminal waits for Enter before the next is taken."""
    steps, taken = Steps(), []
    async with aclosing(turns):
        async for turn in turns:
            taken.append(turn)
            for line in steps.lines(turn):
                out.print(printable(line), markup=False)
            for found in turn.differences:
                out.print(f"  [red]differs[/]: {escape(printable(str(found)))}")
            if sys.stdin.isatty() and sys.stdout.isatty():
                await asyncio.to_thread(sys.stdin.readline)
    return taken


def _result(result: Result) -> dict[str, Any]:
    return {
        "value": result.value.decode(errors="backslashreplace"),
        "logs": [{"level": level, "message": message} for level, message in result.logs],
        "error": result.error or None,
        "fuel": result.fuel,
        "memory_bytes": result.memory_bytes,
        "turns": result.turns,
    }


def _show(report: Report, *, with_value: bool, with_differences: bool) -> None:
    for change in report.changes:
        err.print(f"[yellow]note[/]: {escape(printable(change))}")
    again = report.replayed
    if with_value and again is not None:
        for line in again["logs"]:
            err.print(f"[dim]log {line['level']}:[/] {escape(printable(line['message']))}")
        if again["error"]:
            err.print(f"[red]failed[/]: {escape(printable(again['error']))}")
        else:
            out.print(printable(again["value"]), markup=False)
    if with_differences:
        _show_differences(report.differences)
    err.print(f"{escape(report.file)}: {_verdict(report)}")


def _show_differences(differences: tuple[Differing, ...]) -> None:
    for found in differences[:MOST_DIFFERENCES]:
        err.print(f"[red]turn {found.turn} differs[/]: {escape(printable(_sentence(found)))}")
    if len(differences) > MOST_DIFFERENCES:
        err.print(f"[dim]and {len(differences) - MOST_DIFFERENCES} more differences[/]")


def _sentence(found: Differing) -> str:
    return f"{found.what}: recorded {found.recorded}, now {found.replayed}"


def _verdict(report: Report) -> str:
    again = report.replayed
    if report.error is not None or again is None:
        return f"[red]not replayed[/]: {escape(printable(report.error or ''))}"
    cost = f"{again['turns']} turn{'' if again['turns'] == 1 else 's'}, {again['fuel']:,} fuel, end: {report.end}"
    if report.same:
        return f"[green]the same[/]: {cost}"
    first = report.differences[0].turn if report.differences else again["turns"]
    return f"[red]not the same[/], from turn {first} on: {cost}"
