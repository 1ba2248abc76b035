"""The pictures of benchmarks/README.md: latency against concurrency, cost against program size."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from benchmarks.report import Reading, Report
from benchmarks.svg import Line, Plot, draw

FOLDER = Path(__file__).with_name("plots")
_CONNECTIONS = re.compile(r"(.+), (\d+) connections?")
_SIZE = re.compile(r"(.+), (\d+) kB inside")


def plots(report: Report) -> dict[str, str]:
    """File name -> SVG, of the pictures that what was measured suffices for."""
    readings = {reading.name: reading for reading in report.readings}
    made = {}
    for name in ("http_static_1", "http_static_5", "http_cached", "http_fetch_5"):
        if name in readings:
            made[f"{name}.svg"] = draw(_latency(readings[name]))
    if "program_size" in readings:
        made["program_size.svg"] = draw(_size(readings["program_size"]))
    return made


def write(report: Report) -> list[Path]:
    """Writes them; gives the files."""
    FOLDER.mkdir(exist_ok=True)
    files = []
    for name, text in plots(report).items():
        (FOLDER / name).write_text(text)
        files.append(FOLDER / name)
    return files


def _latency(reading: Reading) -> Plot:
    lines = _lines(reading, _CONNECTIONS)
    return Plot(reading.title, "connections", "median latency, ms", lines, logarithmic_x=True)


def _size(reading: Reading) -> Plot:
    return Plot(reading.title, "library in the program, kB", "median of a run, ms", _lines(reading, _SIZE))


def _lines(reading: Reading, named: re.Pattern[str]) -> tuple[Line, ...]:
    """A line for each contender that differs only in a number."""
    found: dict[str, list[tuple[float, float]]] = {}
    for name, figures in reading.contenders.items():
        if match := named.fullmatch(name):
            found.setdefault(match[1], []).append((float(match[2]), figures.p50 * 1000))
    return _as_lines(found)


def _as_lines(found: Mapping[str, list[tuple[float, float]]]) -> tuple[Line, ...]:
    return tuple(Line(name, tuple(sorted(points))) for name, points in found.items())
