"""Source maps: from a place in a bundle back to the author's file (source: https://tc39.es/ecma426/).

A map comes out of the integrations folder and is trusted no more than its programs: its size is bounded, its numbers
are checked, and all that it can do is to name another place. Pure.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator

import msgspec

MAX_SEGMENTS = 300_000  # each 20 bytes and 3 us to read; the AWS SDK with one client has 20,000 once it is thinned
MAX_SOURCES = 20_000  # the AWS SDK with one client has 530
MAX_NAME = 400  # characters: each place that an error or a log line names may become so long
MAX_NUMBER = 2**31 - 1
NO_SOURCE = 2**32 - 1  # of a segment whose text stands in no file

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_DIGITS = {character: value for value, character in enumerate(_ALPHABET)}
_CONTINUES, _VALUE_BITS = 32, 5


class SourceMapError(ValueError):
    """A map that cannot be read."""


class Text(msgspec.Struct, frozen=True):
    """A source map as JSON has it, without what is not needed here."""

    version: int
    sources: list[str]
    mappings: str


class Place(msgspec.Struct, frozen=True):
    """A place in a file; line and column are 1-based."""

    source: str
    line: int
    column: int


class Segment(msgspec.Struct, frozen=True):
    """Where text of a bundle came from. Lines and columns are 0-based, as in the map; `source` is an index."""

    bundle_line: int
    bundle_column: int
    source: int
    line: int
    column: int


class SourceMap:
    """A decoded map."""

    def __init__(self, sources: list[str], segments: Iterator[Segment]) -> None:
        """Errors: SourceMapError, as `segments` has them, or if they are not in order."""
        self.sources = sources
        self._keys = array("Q")  # line and column in the bundle
        self._places = (array("I"), array("I"), array("I"))
        for segment in segments:
            key = _key(segment.bundle_line, segment.bundle_column)
            if self._keys and key < self._keys[-1]:
                raise SourceMapError("its columns are not in order")
            self._keys.append(key)
            for numbers, number in zip(self._places, (segment.source, segment.line, segment.column), strict=True):
                numbers.append(number)

    def find(self, line: int, column: int = 1) -> Place | None:
        """Where the text at this place of the bundle came from (1-based); None if from nowhere."""
        at = bisect_right(self._keys, _key(line - 1, column - 1)) - 1
        if at < 0 or self._keys[at] >> 32 != line - 1:
            at += 1  # nothing before it in its line: the first that follows
        if at == len(self._keys) or self._keys[at] >> 32 != line - 1:
            return None
        source, source_line, source_column = (numbers[at] for numbers in self._places)
        return None if source == NO_SOURCE else Place(self.sources[source], source_line + 1, source_column + 1)

    def lines(self, of: Callable[[str], bool]) -> list[tuple[int, int]]:
        """The ranges of lines (1-based, both ends in) of the bundle that came from the sources that fit.

        A line belongs where its first text came from; one without any, where the line above it belongs.
        """
        fits = [of(source) for source in self.sources]
        ranges: list[tuple[int, int]] = []
        began: int | None = None
        at = 0
        while at < len(self._keys):
            line = (self._keys[at] >> 32) + 1
            source = self._places[0][at]
            if source != NO_SOURCE and fits[source] != (began is not None):
                if began is not None:
                    ranges.append((began, line - 1))
                began = line if fits[source] else None
            at = bisect_left(self._keys, _key(line, 0), at)
        return ranges if began is None else [*ranges, (began, MAX_NUMBER)]


def decode(text: Text) -> SourceMap:
    """Errors: SourceMapError."""
    if text.version != 3:
        raise SourceMapError(f"it has version {text.version}, not 3")
    if len(text.sources) > MAX_SOURCES:
        raise SourceMapError(f"it has more than {MAX_SOURCES:,} sources")
    if not all(len(name) <= MAX_NAME and name.isprintable() for name in text.sources):
        raise SourceMapError(f"a source's name has more than {MAX_NAME} characters, or one that cannot be printed")
    return SourceMap(text.sources, segments(text))


def segments(text: Text) -> Iterator[Segment]:
    """All segments in their order. Errors: SourceMapError."""
    if text.mappings.count(",") + text.mappings.count(";") >= MAX_SEGMENTS:
        raise SourceMapError(f"it has more than {MAX_SEGMENTS:,} segments")
    seen: dict[str, tuple[int, ...]] = {}  # the same few hundred fields come again and again
    source = line = column = 0
    for number, group in enumerate(text.mappings.split(";")):
        bundle_column = 0
        for field in group.split(",") if group else ():
            if field not in seen:
                seen[field] = _numbers(field)
            numbers = seen[field]
            bundle_column += numbers[0]
            if len(numbers) > 1:
                source, line, column = source + numbers[1], line + numbers[2], column + numbers[3]
            if not (0 <= source < len(text.sources) or len(numbers) == 1):
                raise SourceMapError(f"it names the source {source} of {len(text.sources)}")
            if not all(0 <= each <= MAX_NUMBER for each in (bundle_column, line, column)):
                raise SourceMapError("a place in it is out of range")
            yield Segment(number, bundle_column, source if len(numbers) > 1 else NO_SOURCE, line, column)


def encode(sources: list[str], found: Iterator[Segment]) -> Text:
    """The text of a map with these segments, which are in order."""
    groups: list[str] = []
    fields: list[str] = []
    source = line = column = bundle_column = 0
    for segment in found:
        while len(groups) < segment.bundle_line:
            groups.append(",".join(fields))
            fields, bundle_column = [], 0
        numbers = [segment.bundle_column - bundle_column]
        bundle_column = segment.bundle_column
        if segment.source != NO_SOURCE:
            numbers += [segment.source - source, segment.line - line, segment.column - column]
            source, line, column = segment.source, segment.line, segment.column
        fields.append("".join(map(_digits, numbers)))
    return Text(3, sources, ";".join([*groups, ",".join(fields)]))


def _key(line: int, column: int) -> int:
    return max(0, line) << 32 | max(0, min(column, MAX_NUMBER))


def _numbers(field: str) -> tuple[int, ...]:
    """The numbers of one segment: base 64, 5 bits each, lowest first; the lowest bit of a number is its sign."""
    numbers: list[int] = []
    value = shift = 0
    for character in field:
        digit = _DIGITS.get(character)
        if digit is None or shift > 30:
            raise SourceMapError(f"{field[:20]!r} is no segment")
        value |= (digit & ~_CONTINUES) << shift
        shift += _VALUE_BITS
        if not digit & _CONTINUES:
            numbers.append(-(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
    if shift or len(numbers) not in (1, 4, 5):
        raise SourceMapError(f"{field[:20]!r} is no segment")
    return tuple(numbers)


def _digits(number: int) -> str:
    value = -number << 1 | 1 if number < 0 else number << 1
    text = ""
    while True:
        value, digit = value >> _VALUE_BITS, value & (_CONTINUES - 1)
        if not value:
            return text + _ALPHABET[digit]
        text += _ALPHABET[digit | _CONTINUES]
