"""`skerry test`: the cases that authors write beside their integrations."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import msgspec
import typer
from rich.markup import escape

from runtime.cli.options import Config, Json
from runtime.cli.output import err, out, printable, show_problems
from runtime.problems import Problem
from runtime.settings import Loaded, Overrides, SettingsError, load
from runtime.sources import FolderSource, SourceError
from runtime.testing.bench import open_bench
from runtime.testing.junit import junit_xml
from runtime.testing.report import FileReport, Report, Shown
from runtime.testing.running import named, run_suite
from runtime.testing.suite import Suite, find, stem_of
from runtime.testing.world import as_declared

FAILED, UNUSABLE = 1, 2
COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def command(
    path: Annotated[
        Path | None, typer.Argument(help="A folder of integrations, or one integration or test file.")
    ] = None,
    name: Annotated[str, typer.Option("-k", metavar="NAME", help="Only cases whose name or file has this in it.")] = "",
    update: Annotated[bool, typer.Option("--update", help="Write what the runs give into the test files.")] = False,
    junit: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the outcome as JUnit XML.")] = None,
    config: Config = None,
    as_json: Json = False,
) -> None:
    """Run the cases of NAME.test.yml beside each integration, against faked responses.

    Exit code: 0 all passed, 1 some failed, 2 there is nothing to run, or a file cannot be used.
    """
    loaded = _settings(config)
    folder, below = _place(loaded, path)
    try:
        contents = FolderSource(folder, loaded.settings.limits.source_bytes).read()
    except SourceError as error:
        _stop(str(error))
    suite = find(contents, folder, below)
    report = asyncio.run(_run(loaded, folder, suite, name, update=update, quiet=as_json))
    if junit is not None:
        _write(junit, junit_xml(report.files, report.problems))
    if as_json:
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(report), indent=2).decode() + "\n")
    else:
        _conclude(report, name)
    code = _exit_code(report)
    if code:
        raise typer.Exit(code)


def _settings(config: Path | None) -> Loaded:
    """Of the settings only the folder and the limits count; no secret is looked at, no grant."""
    try:
        return load(config, {}, Overrides())
    except SettingsError as error:
        show_problems(error.problems)
        raise typer.Exit(UNUSABLE) from None


def _place(loaded: Loaded, path: Path | None) -> tuple[Path, str]:
    """The integrations folder, and what the paths to test begin with: the configured one, if `path` is in it."""
    configured = Path(loaded.settings.integrations.path).resolve()
    if path is None:
        return configured, ""
    target = path.resolve()
    if not target.exists():
        _stop(f"{path} does not exist: name a folder of integrations, or one integration or test file")
    folder = configured if target.is_relative_to(configured) else target if target.is_dir() else target.parent
    inside = target.relative_to(folder).as_posix()
    if target.is_dir():
        return folder, "" if inside == "." else f"{inside}/"
    return folder, f"{stem_of(inside).partition('.test.')[0]}.integration."


async def _run(loaded: Loaded, folder: Path, suite: Suite, name: str, *, update: bool, quiet: bool) -> Report:
    def done(file: FileReport) -> None:
        if not quiet:
            _show(file)

    urls = [name for name, secret in loaded.settings.secrets.items() if secret.kind == "url"]
    async with open_bench(loaded.settings.limits) as bench:
        try:
            return await run_suite(
                suite, bench, named(name), as_declared(urls), folder=folder, update=update, done=done
            )
        except OSError as error:
            _stop(f"{error.filename} cannot be written ({error.strerror}): --update writes into the test files")


def _exit_code(report: Report) -> int:
    if not report.files or any(problem.severity == "error" for problem in report.problems):
        return UNUSABLE
    return FAILED if report.failed else 0


def _show(file: FileReport) -> None:
    failed = sum(bool(one.failures) for one in file.tested)
    verdict = f"[red]{failed} failed[/]" if failed else "[green]ok[/]"
    recorded = f", {len(file.updated)} recorded" if file.updated else ""
    cases = "1 case" if len(file.tested) == 1 else f"{len(file.tested)} cases"
    out.print(f"{escape(printable(file.path))}: {cases}, {verdict}{recorded}")
    for one in file.tested:
        if one.failures:
            out.print(f"  [red]failed[/]: {escape(printable(one.name))} [dim](line {one.line})[/]")
        for failure in one.failures:
            _show_failure(failure)


def _show_failure(failure: Shown) -> None:
    out.print(f"    {escape(printable(failure.message))}")
    for line in failure.difference:
        colour = COLOURS.get(line[:1], "")
        text = escape(printable(line))
        out.print(f"      [{colour}]{text}[/]" if colour else f"      {text}")


def _conclude(report: Report, name: str) -> None:
    """`name` is what was searched for."""
    show_problems(report.problems)
    untested = () if name else report.untested
    show_problems(
        Problem(path, None, "", "it has no tests", f"write {stem_of(path)}.test.yml", "note") for path in untested
    )
    if not report.files:
        if not any(problem.severity == "error" for problem in report.problems):
            where = (
                f'no case has "{name}" in its name or file'
                if name
                else "cases stand in NAME.test.yml beside NAME.integration.js"
            )
            err.print(f"[red]error[/]: there is nothing to run: {escape(printable(where))}")
        return
    failed = f", [red]{report.failed} failed[/]" if report.failed else ""
    out.print(f"{report.passed} passed{failed}")


def _write(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError as error:
        _stop(f"{file} cannot be written ({error.strerror}): --junit takes a file in a folder that is there")


def _stop(message: str) -> NoReturn:
    err.print(f"[red]error[/]: {escape(printable(message))}")
    raise typer.Exit(UNUSABLE)
