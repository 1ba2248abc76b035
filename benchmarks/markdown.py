"""The figures of benchmarks/README.md, between its two marks: goals, pictures, and every table."""

from __future__ import annotations

import io
from pathlib import Path

from rich.console import Console

from benchmarks import goals, plots, report
from benchmarks.report import Report

README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- figures: python -m benchmarks --markdown -->", "<!-- end of figures -->"
WIDTH = 140


def figures(measured: Report, pictures: list[Path]) -> str:
    """The text between the marks."""
    images = "\n".join(f"![{file.stem}]({file.relative_to(README.parent).as_posix()})" for file in pictures)
    tables = "\n".join(_shown(reading) for reading in measured.readings)
    parts = [_machine(measured), "### Goals", goals.table(measured), "### Pictures", images, "### Everything"]
    return "\n\n".join([*parts, f"```\n{tables}\n```"])


def write(measured: Report) -> None:
    """Puts the figures into the README, and the pictures beside it. Errors: ValueError when its marks are gone."""
    README.write_text(replaced(README.read_text(), figures(measured, plots.write(measured))))


def replaced(text: str, new: str) -> str:
    """The README with other figures. Errors: ValueError."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"README.md must hold {BEGIN} and {END}")
    return f"{before}{BEGIN}\n\n{new}\n\n{END}{after}"


def _machine(measured: Report) -> str:
    with io.StringIO() as text:
        report.show_machine(Console(file=text, width=100_000, highlight=False), measured.machine)
        return text.getvalue().strip()


def _shown(reading: report.Reading) -> str:
    with io.StringIO() as text:
        report.show(Console(file=text, width=WIDTH, highlight=False), reading)
        return "\n".join(line.rstrip() for line in text.getvalue().strip("\n").splitlines()) + "\n"
