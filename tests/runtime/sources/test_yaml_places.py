"""Places: the line of each key, and exactly the text of each value."""

from __future__ import annotations

import pytest

from runtime.problems import Keys
from runtime.sources.yaml_places import line_of, places_of

TEXT = """# a comment
- name: "ä 🦊 wide"   # here
  page: &p
    repository: acme/shop
    tags: [a, { b: c }]
  other: *p
- name: |
    two
    lines

  last:
    - x
    # a comment behind
- {name: z, flow: [1]}
"""
VALUES: list[tuple[Keys, int, str]] = [
    ((0, "name"), 2, '"ä 🦊 wide"'),
    ((0, "page", "repository"), 4, "acme/shop"),
    ((0, "page", "tags"), 5, "[a, { b: c }]"),
    ((0, "page", "tags", 1), 5, "{ b: c }"),
    ((0, "page", "tags", 1, "b"), 5, "c"),
    ((0, "page"), 3, "&p\n    repository: acme/shop\n    tags: [a, { b: c }]"),
    ((0, "other"), 6, "*p"),
    ((1, "last"), 11, "- x"),
    ((1, "last", 0), 12, "x"),
    ((2,), 14, "{name: z, flow: [1]}"),
    ((2, "flow"), 14, "[1]"),
]


@pytest.mark.parametrize(("keys", "line", "value"), VALUES)
def test_where_a_value_stands(keys: Keys, line: int, value: str) -> None:
    place = places_of(TEXT)[keys]
    assert (place.line, TEXT[place.start : place.end]) == (line, value)


@pytest.mark.parametrize("text", [TEXT, TEXT.replace("\n", "\r\n")])
def test_anchors_and_aliases(text: str) -> None:
    places = places_of(text)
    assert (places[0, "page"].anchor, places[0, "other"].alias, places[0, "other"].anchor) == ("p", "p", None)
    assert text[places[0, "other"].start : places[0, "other"].end] == "*p"


def test_a_key_that_is_not_there_has_the_line_of_what_is_around_it() -> None:
    places = places_of(TEXT)
    assert line_of(places, (0, "page", "missing", "deeper")) == 3
    assert line_of(places, (7,)) == 1
    assert line_of({}, (0,)) is None
