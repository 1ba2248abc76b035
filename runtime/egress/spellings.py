r"""A search for values in data, however they are spelled there. Pure.

Found are, in upper and lower case:

    text     as it is; any of its characters as %41 (also %2541, %u0041), \u0041, \x41, &#65;, &amp;, \"
    hex      also with blanks, ":", "," or "0x" between the bytes
    numbers  103, 104, 112: how a Buffer looks in JSON
    base64   wherever it begins in the encoded data, also url-safe, wrapped in lines, or with escapes in it
    UTF-16   and UTF-32, both byte orders

RE2 looks for all spellings of a few values in one pass, about 2 ms for a megabyte whatever is in it, and gives up
the interpreter's lock meanwhile. What is found is the whole value: a part of one is often an ordinary word.
"""

from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

import msgspec
import re2

from runtime.egress.spelling_patterns import patterns

LONGEST = 64
"""Bytes: of a longer value its end is searched for, since a pattern for all of it would take long to build."""

_PROBE = 16
"""Bytes at its end that are searched for first: 128 bits of most secrets, and quick to build."""
_TOGETHER = 4
"""Values that are searched for in one pass. Few, since a run may add values of its own and only their pass is built."""

_KINDS = ((b"%", "percent encoding"), (b"\\", "JSON escapes"), (b"&", "HTML entities"))


class Found(msgspec.Struct, frozen=True):
    """Whose value stands in the data, and how it is spelled there."""

    name: str
    spelling: str


class Finder:
    """Finds values in bytes. The first one for a value takes about a millisecond to build."""

    def __init__(self, values: Iterable[tuple[str, bytes]]) -> None:
        """`values` are names and values; an empty value is never found."""
        named = {value: name for name, value in values if value}
        # The longest go first, so that a value inside another leaves nothing of that one behind.
        self._values = tuple(sorted(named.items(), key=lambda item: len(item[0]), reverse=True))
        known = tuple(named)
        self._probes = [_probe(known[begin : begin + _TOGETHER]) for begin in range(0, len(known), _TOGETHER)]

    def __repr__(self) -> str:
        return f"Finder({', '.join(name for _, name in self._values)})"

    def may_hold(self, data: bytes) -> bool:
        """False if none of the values is in the data: a look for the ends of all."""
        return any(probe.search(data) is not None for probe in self._probes)

    def find(self, data: bytes) -> Found | None:
        """One of the values that are in the data."""
        if self.may_hold(data):
            for value, name in self._values:
                for spelling, pattern in _spellings(value):
                    if match := _compiled(pattern).search(data):
                        return Found(name, spelling or _kind(match.group(), value))
        return None

    def mask(self, data: bytes) -> bytes:
        """The data with "[secret NAME]" in the place of every value; one that is long may take several."""
        if self.may_hold(data):
            for value, name in self._values:
                shown = f"[secret {name}]".encode()
                data = data.replace(value, shown)
                for _, pattern in chain.from_iterable(map(_spellings, _parts(value))):
                    data = _compiled(pattern).sub(lambda _, shown=shown: shown, data)
        return data


def _parts(value: bytes) -> list[bytes]:
    """The value in pieces of about the same size, none of them above LONGEST."""
    size = -(-len(value) // -(-len(value) // LONGEST))
    return [value[begin : begin + size] for begin in range(0, len(value), size)]


def _kind(match: bytes, value: bytes) -> str:
    return next((kind for sign, kind in _KINDS if match.count(sign) > value.count(sign)), "text")


# Values stay in these tables for a while, as they do in the memory of the server anyway.


@lru_cache(maxsize=128)
def _probe(values: tuple[bytes, ...]) -> "re2._Regexp":
    return _compiled("|".join(pattern for value in values for _, pattern in patterns(value, _PROBE)))


@lru_cache(maxsize=128)
def _spellings(value: bytes) -> tuple[tuple[str, str], ...]:
    return tuple(patterns(value, LONGEST))


def _compiled(pattern: str) -> "re2._Regexp":
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.case_sensitive = False
    options.never_capture = True
    options.log_errors = False  # they would quote the pattern
    return re2.compile(pattern.encode("latin-1"), options)
