"""`skerry check`: everything that is wrong with a folder of integrations."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import msgspec
import structlog
import typer

from runtime.catalog import Catalog
from runtime.checking import check
from runtime.cli.options import AllowNet, Config, Json, load_settings
from runtime.cli.output import fail, out, show_problems
from runtime.problems import Problem
from runtime.services import open_engine
from runtime.settings import Loaded, Overrides
from runtime.sources import SourceError


class Report(msgspec.Struct, frozen=True):
    """What `--json` prints."""

    ok: bool
    integrations: list[str]
    problems: tuple[Problem, ...]


def command(
    directory: Annotated[Path | None, typer.Argument(help="The folder of integrations.")] = None,
    config: Config = None,
    allow_net: AllowNet = None,
    as_json: Json = False,
) -> None:
    """Say everything that is wrong with a folder of integrations; exit with 1 if anything is."""
    folder = str(directory) if directory else None
    loaded = load_settings(config, Overrides(integrations=folder, allow_net=tuple(allow_net or ())))
    try:
        catalog, problems = asyncio.run(_check(loaded))
    except SourceError as error:
        fail(str(error))
    ok = all(problem.severity == "note" for problem in problems)
    if as_json:
        report = Report(ok, [entry.path for entry in catalog.entries], problems)
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(report), indent=2).decode() + "\n")
    else:
        show_problems(problems)
        wrong = sum(problem.severity != "note" for problem in problems)
        verdict = "nothing is wrong" if ok else f"{wrong} thing{'s' if wrong > 1 else ''} to put right"
        count = len(catalog.entries)
        out.print(f"{count} integration{'' if count == 1 else 's'}, {verdict}")
    if not ok:
        raise typer.Exit(1)


async def _check(loaded: Loaded) -> tuple[Catalog, tuple[Problem, ...]]:
    quiet = structlog.wrap_logger(structlog.ReturnLogger(), wrapper_class=structlog.make_filtering_bound_logger(50))
    async with open_engine(loaded, quiet) as engine:
        return await check(loaded, engine)
