"""How the command speaks: results to standard output, the rest to standard error; plain where no terminal is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NoReturn

import typer
from rich.console import Console
from rich.markup import escape

from runtime.problems import Problem, Severity
from runtime.settings import SettingsError

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

COLOURS: dict[Severity, str] = {"error": "red", "warning": "yellow", "note": "dim"}


def fail(message: str) -> NoReturn:
    """Say what is wrong and end with exit code 1."""
    err.print(f"[red]error[/]: {escape(printable(message))}")
    raise typer.Exit(1)


def fail_settings(error: SettingsError) -> NoReturn:
    """Say everything that is wrong with the settings and end with exit code 1."""
    show_problems(error.problems)
    raise typer.Exit(1)


def show_problems(problems: Iterable[Problem]) -> None:
    """One line each, worst first in colour."""
    for problem in problems:
        colour = COLOURS[problem.severity]
        err.print(f"[{colour}]{problem.severity}[/]: {escape(printable(str(problem)))}")


def printable(text: str) -> str:
    """Without control characters: what a guest or a file says must not steer the terminal."""
    return "".join(
        character if character.isprintable() or character in "\n\t" else repr(character)[1:-1] for character in text
    )
