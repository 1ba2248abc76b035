"""The options that several subcommands share, and the settings that come of them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from runtime.cli.output import fail_settings, show_problems
from runtime.settings import Loaded, Overrides, SettingsError, load

Config = Annotated[
    Path | None, typer.Option("--config", "-c", help="The settings file.  [default: ./skerry.toml if it is there]")
]
AllowNet = Annotated[
    list[str] | None,
    typer.Option(
        "--allow-net",
        metavar="RULE",
        help='Let every integration reach this, e.g. "api.github.com" or "POST https://x.com/v2/". Repeatable.',
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def load_settings(config: Path | None, overrides: Overrides) -> Loaded:
    """The settings, or the end of the command with all that is wrong with them; warnings are shown."""
    try:
        loaded = load(config, os.environ, overrides)
    except SettingsError as error:
        fail_settings(error)
    show_problems(loaded.warnings)
    return loaded
