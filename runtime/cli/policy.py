"""`skerry policy suggest`: the lines of skerry.toml that would allow what integrations do, ask for or contain."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import msgspec
import structlog
import typer

from runtime.catalog import build
from runtime.cli.options import Config, Json, load_settings
from runtime.cli.output import err, fail, show_problems
from runtime.grants import parse_grants
from runtime.integration import Metadata
from runtime.policy.gathering import gather
from runtime.policy.report import ReportError, Wish, read_report
from runtime.policy.writing import as_data, to_toml
from runtime.problems import Problem
from runtime.services import contract, open_engine
from runtime.settings import Loaded, Overrides
from runtime.sources import Contents, FolderSource, SourceError

app = typer.Typer(no_args_is_help=True, help="What integrations need that nobody granted them.")


@app.callback()
def _group() -> None:
    """What integrations need that nobody granted them."""


@app.command("suggest")
def suggest(
    directory: Annotated[Path | None, typer.Argument(help="The folder of integrations.")] = None,
    from_report: Annotated[
        Path | None,
        typer.Option(help='What mode = "report" recorded.  [default: report_file of [egress], if it is there]'),
    ] = None,
    config: Config = None,
    as_json: Json = False,
) -> None:
    """Print tables for skerry.toml: from what mode "report" recorded, from metadata.permissions, and from the sources.

    Nothing is changed. Each line says where it comes from; read them before you paste them.
    """
    loaded = load_settings(config, Overrides(integrations=str(directory) if directory else None))
    try:
        wishes = _wishes(loaded, from_report)
        contents, metadata, problems = asyncio.run(_look(loaded))
    except (ReportError, SourceError) as error:
        fail(str(error))
    show_problems(problem for problem in problems if problem.severity == "error")
    suggested = gather(loaded.settings, parse_grants(loaded.settings.grants), contents, metadata, wishes)
    if as_json:
        text = to_toml(suggested, loaded.settings)
        data = msgspec.json.encode({**as_data(suggested), "toml": text})
        sys.stdout.write(msgspec.json.format(data, indent=2).decode() + "\n")
        return
    sys.stdout.write(to_toml(suggested, loaded.settings))
    if suggested.empty:
        err.print("nothing to add")


def _wishes(loaded: Loaded, named: Path | None) -> tuple[Wish, ...]:
    file = named or Path(loaded.settings.egress.report_file)
    return read_report(file) if named is not None or file.exists() else ()


async def _look(loaded: Loaded) -> tuple[Contents, dict[str, Metadata], tuple[Problem, ...]]:
    """The sources, and what they declare; that is found by loading them, which happens in the sandbox."""
    quiet = structlog.wrap_logger(structlog.ReturnLogger(), wrapper_class=structlog.make_filtering_bound_logger(50))
    source = FolderSource(Path(loaded.settings.integrations.path), loaded.settings.limits.source_bytes)
    async with open_engine(loaded, quiet) as engine:
        contents = source.read()
        catalog = await build(contents, engine.prepare, contract())
        return contents, {entry.path: entry.metadata for entry in catalog.entries}, catalog.problems
