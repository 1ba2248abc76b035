"""Where the members of a JSON text begin and end. Pure.

The text itself is searched, so that the bytes of one value can be replaced and all others stay as they were written.
"""

import json
import re
from collections.abc import Iterator, Sequence

import msgspec

_decode = json.JSONDecoder(parse_int=float).raw_decode  # numbers are not looked at, so none is too long
_BLANK = re.compile(r"[ \t\n\r]*")  # RFC 8259, 2


class Member(msgspec.Struct, frozen=True):
    """A member of an object, or an item of an array with its index as key: `text[begin:end]` is its value."""

    key: str
    begin: int
    end: int


def is_json(text: str) -> bool:
    """Whether the whole text is one JSON value."""
    try:
        return _after_blank(text, _decode(text, _after_blank(text, 0))[1]) == len(text)
    except (ValueError, RecursionError):
        return False


def members(text: str, at: int = 0) -> Iterator[Member]:
    """The members of the object or array that begins there; none of another value. The text is valid JSON."""
    at = _after_blank(text, at)
    opening = text[at : at + 1]
    if opening not in ("{", "["):
        return
    at = _after_blank(text, at + 1)
    number = 0
    while text[at] not in "}]":
        key = str(number)
        if opening == "{":
            key, at = _decode(text, at)
            at = _after_blank(text, _after_blank(text, at) + 1)  # behind the colon
        end = _decode(text, at)[1]
        yield Member(key, at, end)
        at = _after_blank(text, end)
        if text[at] == ",":
            at = _after_blank(text, at + 1)
        number += 1


def pointed(text: str, pointer: str) -> Member | None:
    """What a JSON pointer (RFC 6901) points to in valid JSON; None if there is nothing, or more than one."""
    found: Member | None = None
    for key in _keys(pointer):
        here: Sequence[Member] = [member for member in members(text, found.begin if found else 0) if member.key == key]
        if len(here) != 1:  # of equal names some servers read the first, others the last
            return None
        found = here[0]
    return found


def _keys(pointer: str) -> list[str]:
    return [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]


def pointer_of(keys: Sequence[str]) -> str:
    """The JSON pointer that leads along these keys."""
    return "".join("/" + key.replace("~", "~0").replace("/", "~1") for key in keys)


def _after_blank(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at
