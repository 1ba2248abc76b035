from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.sources import source_map
from runtime.sources.source_map import (
    MAX_NUMBER,
    MAX_SEGMENTS,
    NO_SOURCE,
    Place,
    Segment,
    SourceMapError,
    Text,
    decode,
    encode,
    segments,
)

# What esbuild 0.28.2 wrote, as CommonJS (lines 1 to 19 are its own helpers), for
# `export const a: number = 1;\n\nexport function f(): never {\n  throw new Error('x');\n}\n`.
ESBUILD = Text(
    3,
    ["x.ts"],
    ";;;;;;;;;;;;;;;;;;;AAAA;AAAA;AAAA;AAAA;AAAA;AAAA;AAAO,IAAM,IAAY;AAElB,SAAS,IAAW;AACzB,QAAM,IAAI,MAAM,GAAG;AACrB;",
)


@pytest.mark.parametrize(
    ("line", "column", "place"),
    [
        (1, 1, None),
        (20, 1, Place("x.ts", 1, 1)),
        (26, 1, Place("x.ts", 1, 8)),
        (26, 5, Place("x.ts", 1, 14)),
        (26, 6, Place("x.ts", 1, 14)),
        (27, 1, Place("x.ts", 3, 8)),
        (28, 3, Place("x.ts", 4, 3)),
        (28, 1, Place("x.ts", 4, 3)),
        (28, 9, Place("x.ts", 4, 9)),
        (28, 999, Place("x.ts", 4, 22)),
        (29, 1, Place("x.ts", 5, 1)),
        (30, 1, None),
        (999_999_999, 999_999_999, None),
        (0, 0, None),
    ],
)
def test_places_of_a_bundle_are_found_in_its_source(line: int, column: int, place: Place | None) -> None:
    assert decode(ESBUILD).find(line, column) == place


def test_text_that_comes_from_no_file_has_no_place() -> None:
    found = decode(encode(["a"], iter([Segment(0, 0, 0, 0, 0), Segment(0, 5, NO_SOURCE, 0, 0)])))
    assert found.find(1, 3) == Place("a", 1, 1)
    assert found.find(1, 6) is None


def test_ranges_of_lines_by_source() -> None:
    lines = [(0, 0), (1, 0), (2, 1), (5, 1), (7, 0), (9, 2)]
    found = decode(encode(["own.ts", "package", "other"], (Segment(line, 0, source, 0, 0) for line, source in lines)))
    assert found.lines(lambda source: source != "own.ts") == [(3, 7), (10, MAX_NUMBER)]
    assert found.lines(lambda source: source == "own.ts") == [(1, 2), (8, 9)]
    assert found.lines(lambda source: False) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (Text(2, [], ""), "version 2"),
        (Text(3, ["a"], "AA"), "no segment"),
        (Text(3, ["a"], "AAA"), "no segment"),
        (Text(3, ["a"], "AAAAAA"), "no segment"),
        (Text(3, ["a"], "A!AA"), "no segment"),
        (Text(3, ["a"], "AAAg"), "no segment"),
        (Text(3, ["a"], "gggggggggggggggA"), "no segment"),
        (Text(3, ["a"], "é"), "no segment"),
        (Text(3, ["a"], "ACAA"), "the source 1 of 1"),
        (Text(3, ["a"], "ADAA"), "the source -1 of 1"),
        (Text(3, ["a"], "AADA"), "out of range"),
        (Text(3, ["a"], "DAAA"), "out of range"),
        (Text(3, ["a"], "CAAA,DAAA"), "not in order"),
        (Text(3, ["a"], ",AAAA"), "no segment"),
        (Text(3, ["a"] * 20_001, ""), "more than 20,000 sources"),
        (Text(3, ["a" * 401], ""), "more than 400 characters"),
        (Text(3, ["a\x1b[31m"], ""), "cannot be printed"),
        (Text(3, ["a\nb"], ""), "cannot be printed"),
    ],
)
def test_what_cannot_be_is_refused(text: Text, told: str) -> None:
    with pytest.raises(SourceMapError, match=told):
        decode(text)


numbers = st.integers(0, MAX_NUMBER)
lines = st.lists(st.tuples(st.integers(0, 30), numbers, numbers, numbers), max_size=30)


@given(lines)
def test_what_is_encoded_is_decoded_to_the_same(drawn: list[tuple[int, int, int, int]]) -> None:
    given_segments = [Segment(a, b, b % 3, c, d) for a, b, c, d in sorted(drawn)]
    assert list(segments(encode(["a", "b", "c"], iter(given_segments)))) == given_segments


@given(st.text(alphabet="ACDEg/+,;!", max_size=60))
def test_any_text_is_a_map_or_refused(mappings: str) -> None:
    try:
        found = decode(Text(3, ["a", "b"], mappings))
    except SourceMapError:
        return
    found.find(1, 1)
    found.lines(lambda source: source == "a")


@pytest.mark.parametrize("field", ["AAAA", "A", "AACA"])
def test_the_largest_map_that_is_read_takes_a_second(field: str) -> None:
    began = time.process_time()
    decode(Text(3, ["a"], ",".join([field] * (MAX_SEGMENTS - 1))))
    assert time.process_time() - began < 5


def test_a_larger_map_is_not_read() -> None:
    with pytest.raises(SourceMapError, match="more than 300,000 segments"):
        decode(Text(3, ["a"], "," * source_map.MAX_SEGMENTS))
