"""`skerry run`: one integration, once, and everything that can be said about it."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Annotated, Any

import msgspec
import structlog
import typer
from rich.markup import escape

from runtime.catalog import build
from runtime.cli.options import AllowNet, Config, Json, load_settings
from runtime.cli.output import err, fail, out, printable, show_problems
from runtime.context import Context, ContextError, decode_context
from runtime.execution import IntegrationFailed, author_frames
from runtime.journal.folder import write_private
from runtime.journal.keeping import Journals, NoJournals, OneJournal, RunJournal
from runtime.live_catalog import activate
from runtime.results import failure_item
from runtime.services import contract, open_engine, open_policy
from runtime.settings import Loaded, Overrides
from runtime.sources import Contents, FolderSource, SourceError
from runtime.sources.walk import walk
from sandbox.turns import Outcome

CLIENT = "command line"
MARKS = {"important": "[red]!![/]", "relevant": "[yellow]* [/]", "success": "[green]ok[/]"}


class Report(msgspec.Struct, frozen=True):
    """What `--json` prints. `calls` are the guest's; `memory_bytes` is its linear memory; `error` null if it worked."""

    results: list[Any]
    logs: list[dict[str, str]]
    calls: list[dict[str, Any]]
    fuel: int
    memory_bytes: int
    ms: float
    error: str | None
    stack: list[str] = []


def command(
    file: Annotated[
        Path,
        typer.Argument(help="The integration: NAME.integration.js, .mjs, .ts or .wasm; or NAME of one in the folder."),
    ],
    context: Annotated[str, typer.Option("--context", help="The context: a JSON file, or - for standard input.")],
    config: Config = None,
    allow_net: AllowNet = None,
    as_json: Json = False,
    record: Annotated[
        Path | None, typer.Option("--record", metavar="FILE", help="Keep the run's journal, for `skerry replay`.")
    ] = None,
) -> None:
    """Run one integration on a context, whether or not it matches, and show what it gives and what it costs."""
    loaded = load_settings(config, Overrides(allow_net=tuple(allow_net or ())))
    file = _find(file, Path(loaded.settings.integrations.path))
    contents = _contents(_folder(loaded, file), file, loaded)
    try:
        parsed = decode_context(_read(context), contents.context_types)
    except ContextError as error:
        fail(f"{'standard input' if context == '-' else context} is no context: {error}")
    journals = OneJournal() if record else NoJournals()
    report = asyncio.run(_run(loaded, contents, parsed, journals))
    if as_json:
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(report), indent=2).decode() + "\n")
    else:
        _show(report)
    if record is not None and isinstance(journals, OneJournal):
        _record(journals.last, record)
    if report.error is not None:
        raise typer.Exit(1)


def _find(given: Path, folder: Path) -> Path:
    """The file itself, or the one in the integrations folder that is called after this name."""
    if given.is_file():
        return given
    if len(given.parts) != 1 or "." in given.name:
        fail(f"{given} does not exist")
    try:
        paths = [path for path, _ in walk(folder).integrations]
    except SourceError as error:
        fail(f"{given} is no file, and {error}")
    found = [path for path in paths if path.rpartition("/")[2].startswith(f"{given.name}.integration.")]
    if not found:
        fail(f"{given} is no file, and {folder} has no {given}.integration.js: give the integration's file")
    if len(found) > 1:
        fail(f"{given} may be {' or '.join(found)} of {folder}: give the file")
    return folder / found[0]


def _read(context: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if context == "-" else Path(context).read_bytes()
    except OSError as error:
        fail(f"{context} cannot be read: {error.strerror}; --context takes a JSON file, or - for standard input")


def _folder(loaded: Loaded, file: Path) -> Path:
    """The root that grants and data files count from: the configured folder if the file is in it, else its own."""
    configured = Path(loaded.settings.integrations.path).resolve()
    return configured if file.resolve().is_relative_to(configured) else file.resolve().parent


def _contents(folder: Path, file: Path, loaded: Loaded) -> Contents:
    path = file.resolve().relative_to(folder).as_posix()
    try:
        contents = FolderSource(folder, loaded.settings.limits.source_bytes).read()
    except SourceError as error:
        fail(str(error))
    units = tuple(unit for unit in contents.units if unit.path == path)
    problems = tuple(problem for problem in contents.problems if problem.file == path)
    if not units:
        show_problems(problems)
        fail(f"{file} is no integration: give a file NAME.integration.js, .mjs, .ts or .wasm")
    return Contents(units, frozenset(), problems, contents.adapters)


def _record(journal: RunJournal | None, file: Path) -> None:
    recording = journal.recording if journal else None
    if recording is None or recording.end is None:
        fail(f"there is no journal: {journal.refused if journal and journal.refused else 'nothing was run'}")
    if recording.too_large:
        fail("there is no journal: too much passed between the run and the server")
    try:
        write_private(file, recording.encode())
    except OSError as error:
        fail(f"{file} cannot be written: {error.strerror}")
    err.print(f"[dim]journal: {escape(str(file))}[/]")


async def _run(loaded: Loaded, contents: Contents, context: Context, journals: Journals) -> Report:
    quiet = structlog.wrap_logger(structlog.ReturnLogger(), wrapper_class=structlog.make_filtering_bound_logger(50))
    if loaded.settings.egress.mode == "report":
        err.print('[yellow]egress.mode is "report"[/]: requests that no grant allows are sent, and noted')
    async with (
        open_policy(loaded.settings.egress, quiet) as policy,
        open_engine(loaded, quiet, journals=journals, policy=policy) as engine,
    ):
        catalog = await build(contents, engine.prepare, contract(), None)
        show_problems(catalog.problems)
        if not catalog.entries:
            raise typer.Exit(1)
        entry = catalog.entries[0]
        if not (await (await activate(catalog, engine.runner, loaded.settings.limits)).select(context)).matched:
            err.print("[yellow]note[/]: the context does not match its metadata.match: no page would show it")
        deadline = asyncio.get_running_loop().time() + loaded.settings.limits.wall_ms / 1000
        try:
            ran = await engine.executor.run(entry, context, CLIENT, deadline, ask=entry.metadata.should_run)
        except IntegrationFailed as failure:
            return _report(failure.outcome, [], str(failure))
    if ran.skipped:
        err.print("[yellow]note[/]: shouldRun said no, so run was not called")
    name = entry.metadata.name
    items = [*ran.results.items, *(failure_item(name, reason) for reason in ran.results.failures)]
    error = "; ".join(ran.results.failures) or None
    return _report(ran.outcome, [msgspec.json.decode(item) for item in items], error)


def _report(outcome: Outcome | None, results: list[Any], error: str | None) -> Report:
    if outcome is None:
        return Report(results, [], [], 0, 0, 0.0, error)
    calls = [
        {"op": call.op, "args": msgspec.json.decode(call.args), "ms": round(call.ms, 2), "error": call.error or None}
        for call in outcome.calls
    ]
    logs = [{"level": level, "message": message} for level, message in outcome.logs]
    usage = outcome.usage
    stack = [] if outcome.error is None else author_frames(outcome.error)
    return Report(results, logs, calls, usage.fuel, usage.memory_bytes, round(outcome.ms, 2), error, stack)


def _show(report: Report) -> None:
    for item in report.results:
        _show_item(item, "")
    if not report.results and report.error is None:
        out.print("[dim](no results: nothing would be shown)[/]")
    for line in report.logs:
        err.print(f"[dim]log {line['level']}:[/] {escape(printable(line['message']))}")
    for call in report.calls:
        what = call["args"].get("url") or call["args"].get("key") or ""
        failed = f" [red]{escape(printable(call['error']))}[/]" if call["error"] else ""
        err.print(f"[dim]call {call['op']}:[/] {escape(printable(str(what)))} [dim]{call['ms']} ms[/]{failed}")
    if report.error is not None:
        err.print(f"[red]failed[/]: {escape(printable(report.error))}")
    for frame in report.stack:
        err.print(f"    [dim]{escape(printable(frame))}[/]")
    memory = report.memory_bytes / 1024 / 1024
    err.print(f"[dim]{report.ms} ms, {report.fuel:,} fuel, {memory:.1f} MiB[/]")


def _show_item(item: dict[str, Any], indent: str) -> None:
    mark = MARKS.get(item.get("status", "none"), "  ")
    href = f" [dim]-> {escape(printable(item['href']))}[/]" if "href" in item else ""
    tooltip = f" [dim]({escape(printable(item['tooltip']))})[/]" if "tooltip" in item else ""
    out.print(f"{indent}{mark} {escape(printable(item['content']))}{href}{tooltip}")
    for entry in item.get("items", ()):
        _show_item(entry, indent + "   ")
