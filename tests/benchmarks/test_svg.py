from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from benchmarks.svg import HEIGHT, NAME_HEIGHT, WIDTH, Line, Plot, draw

LINES = (
    Line("fast & small", ((1, 0.3), (16, 0.4), (64, 0.9))),
    Line("slow", ((1, 30.0), (16, 90.0), (64, 300.0))),
    Line("as slow", ((1, 20.0), (16, 90.0), (64, 301.0))),
)
PLOT = Plot("a title", "connections", "ms", LINES, logarithmic_x=True)


def test_a_plot_is_xml_with_every_line_and_tick() -> None:
    root = ElementTree.fromstring(draw(PLOT))
    texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"a title", "connections", "ms", "fast & small", "slow", "1", "16", "64", "0.2", "500"} <= set(texts)


def test_everything_lies_inside_and_higher_values_lie_higher() -> None:
    circles = re.findall(r'cx="([\d.]+)" cy="([\d.]+)"', draw(PLOT))
    places = [(float(x), float(y)) for x, y in circles]
    assert len(places) == 9
    assert all(0 < x < WIDTH and 0 < y < HEIGHT for x, y in places)
    assert min(places, key=lambda place: place[1])[0] == max(x for x, _ in places)


def test_names_do_not_cover_each_other() -> None:
    root = ElementTree.fromstring(draw(PLOT))
    texts = {element.text: float(element.get("y", "0")) for element in root.iter("{http://www.w3.org/2000/svg}text")}
    assert abs(texts["slow"] - texts["as slow"]) >= NAME_HEIGHT


@pytest.mark.parametrize("points", [((5.0, 1.0),), ((0.0, 3.0), (1000.0, 3.0))], ids=["one point", "a level line"])
def test_little_can_be_drawn_too(points: tuple[tuple[float, float], ...]) -> None:
    assert "circle" in draw(Plot("t", "x", "y", (Line("only", points),)))


def test_nothing_cannot_be_drawn() -> None:
    with pytest.raises(ValueError, match="nothing to draw"):
        draw(Plot("t", "x", "y", (Line("empty", ()),)))
