"""Line plots as SVG: both axes given by their ticks, the vertical one logarithmic, each line named at its end."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from html import escape

import msgspec

WIDTH, HEIGHT = 860, 440
LEFT, RIGHT, TOP, BOTTOM = 70, 270, 50, 60
COLOURS = ("#c2410c", "#1d4ed8", "#15803d", "#7e22ce", "#0f766e", "#475569")
NAME_HEIGHT = 16
"""Names of lines that end at the same place are moved apart by this."""


class Line(msgspec.Struct, frozen=True):
    """A name, and points in the order of x."""

    name: str
    points: tuple[tuple[float, float], ...]


class Plot(msgspec.Struct, frozen=True):
    """What is drawn. With `logarithmic_x` no x may be 0; no y may be."""

    title: str
    x: str
    y: str
    lines: tuple[Line, ...]
    logarithmic_x: bool = False


def draw(plot: Plot) -> str:
    """The text of an SVG file. Errors: ValueError without a point."""
    points = [point for line in plot.lines for point in line.points]
    if not points:
        raise ValueError(f"{plot.title}: there is nothing to draw")
    frame = _Frame(points, logarithmic_x=plot.logarithmic_x)
    pieces = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        _text(LEFT, 26, plot.title, size=16),
        _text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 14, plot.x, anchor="middle"),
        _text(LEFT, TOP - 8, plot.y),
        *_grid(frame),
        *_lines(frame, plot.lines),
        "</svg>",
    ]
    return "\n".join(pieces) + "\n"


class _Frame:
    """Where a value lies in the picture."""

    def __init__(self, points: Sequence[tuple[float, float]], *, logarithmic_x: bool) -> None:
        self.xs = sorted({x for x, _ in points})
        self._logarithmic_x = logarithmic_x
        lows, highs = min(y for _, y in points), max(y for _, y in points)
        self.ticks = list(_steps(lows, highs))
        self._low, self._high = math.log(self.ticks[0]), math.log(self.ticks[-1])

    def x(self, value: float) -> float:
        scale = math.log if self._logarithmic_x else float
        low, high = scale(self.xs[0]), scale(self.xs[-1])
        return LEFT + (scale(value) - low) / ((high - low) or 1) * (WIDTH - LEFT - RIGHT)

    def y(self, value: float) -> float:
        share = (math.log(value) - self._low) / ((self._high - self._low) or 1)
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)


def _steps(low: float, high: float) -> Iterator[float]:
    """1, 2, 5, 10, ...: from the last at or below `low` to the first at or above `high`."""
    exponent = math.floor(math.log10(low))
    steps = [digit * 10.0**power for power in range(exponent, exponent + 12) for digit in (1, 2, 5)]
    first = max(number for number, step in enumerate(steps) if step <= low)
    for step in steps[first:]:
        yield step
        if step >= high:
            return


def _grid(frame: _Frame) -> Iterator[str]:
    for tick in frame.ticks:
        y = frame.y(tick)
        yield f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#e2e8f0"/>'
        yield _text(LEFT - 8, y + 4, f"{tick:g}", anchor="end")
    for x in frame.xs:
        yield f'<path d="M{frame.x(x):.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#f1f5f9"/>'
        yield _text(frame.x(x), HEIGHT - BOTTOM + 18, f"{x:g}", anchor="middle")


def _lines(frame: _Frame, lines: Sequence[Line]) -> Iterator[str]:
    drawn = [line for line in lines if line.points]
    ends = sorted((frame.y(line.points[-1][1]), number) for number, line in enumerate(drawn))
    lowest = -math.inf
    for y, number in ends:
        line, colour = drawn[number], COLOURS[number % len(COLOURS)]
        places = [(frame.x(x), frame.y(value)) for x, value in line.points]
        path = "L".join(f"{x:.1f} {at:.1f}" for x, at in places)
        yield f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
        yield from (f'<circle cx="{x:.1f}" cy="{at:.1f}" r="3" fill="{colour}"/>' for x, at in places)
        lowest = max(y, lowest + NAME_HEIGHT)
        yield _text(places[-1][0] + 10, lowest + 4, line.name, colour=colour)


def _text(x: float, y: float, text: str, *, anchor: str = "start", size: int = 13, colour: str = "#0f172a") -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" fill="{colour}"'
    return f"<text {place}>{escape(text)}</text>"
