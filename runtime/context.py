"""The context of a page: what the extension sent, decoded once and checked.

A context is a JSON object of at most 100 kB with `type` and `url`; everything else in it is the page's own and
free. Guests get the bytes as they came, so what is accepted here must mean the same to JavaScript's `JSON.parse`:
the last of two equal keys counts, and a number is a double.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import ada_url
import msgspec

from runtime.nesting import too_deep

MAX_BYTES = 102_400
"""Bytes of a request body. ToolJump's bound (100 kB in units of 1,024)."""
MAX_DEPTH = 10
"""Arrays and objects inside one another, the context itself included: `{"a": {"b": 1}}` has two."""

# Doubles hold every integer up to here (ECMAScript's Number.MAX_SAFE_INTEGER).
_SAFE_INTEGER = 2**53 - 1
_MAYBE_UNSAFE = re.compile(rb"[0-9]{16}")
_MAX_SHOWN = 100  # characters of a value of the caller's in a message
_DECODER = msgspec.json.Decoder(float_hook=float)  # Python's float reads 1e400 as infinity, as JavaScript does


class Context(msgspec.Struct, frozen=True):
    """One page's context. Treat `data` as read-only: it is shared by everything that answers this request."""

    type: str
    url: str
    data: Mapping[str, Any]
    """The whole object, `type` and `url` included. Numbers are ints up to 2**53 - 1, otherwise floats."""
    raw: bytes
    """The same as it came: JSON for the guest."""


class Detail(msgspec.Struct, frozen=True):
    """One thing that is wrong with a body: where (a key, or "" for the whole) and what."""

    path: str
    message: str


class ContextError(Exception):
    """The body is no context. The caller's fault; `details` is for the caller."""

    def __init__(self, *details: Detail) -> None:
        super().__init__("; ".join(f"{detail.path or 'body'}: {detail.message}" for detail in details))
        self.details = details


def decode_context(body: bytes, types: Sequence[str]) -> Context:
    """Decode a request body into a context of one of the enabled `types`.

    Raises ContextError, and nothing else, for whatever bytes it is given. The messages are ToolJump's where it has one.
    """
    if len(body) > MAX_BYTES:
        raise ContextError(Detail("", f"Body has {len(body)} bytes, at most {MAX_BYTES} are allowed"))
    key = too_deep(body, MAX_DEPTH)
    if key is not None:
        raise ContextError(Detail(_key_text(key), "Invalid input"))
    data = _decode(body)
    if not isinstance(data, dict):
        raise ContextError(Detail("", f"Expected object, received {_kind(data)}"))
    details = [detail for detail in (_wrong_type(data, types), _wrong_url(data)) if detail is not None]
    if details:
        raise ContextError(*details)
    return Context(type=data["type"], url=data["url"], data=data, raw=body)


def _decode(body: bytes) -> Any:
    try:
        data = _DECODER.decode(body)
    except msgspec.ValidationError as error:
        raise ContextError(Detail("", f"Invalid input: {error}")) from None
    except msgspec.DecodeError as error:
        raise ContextError(Detail("", f"Malformed JSON: {error}")) from None
    except UnicodeDecodeError:
        raise ContextError(Detail("", "Malformed JSON: a string is not UTF-8")) from None
    return _as_doubles(data) if _MAYBE_UNSAFE.search(body) else data


def _as_doubles(value: Any) -> Any:
    """The value with every integer that a double cannot hold rounded to one, as JavaScript reads it."""
    if isinstance(value, dict):
        return {key: _as_doubles(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_doubles(item) for item in value]
    if isinstance(value, int) and abs(value) > _SAFE_INTEGER:
        try:
            return float(value)
        except OverflowError:
            return float("inf") if value > 0 else float("-inf")
    return value


def _wrong_type(data: Mapping[str, Any], types: Sequence[str]) -> Detail | None:
    if "type" not in data:
        return Detail("type", "Required")
    value = data["type"]
    expected = " | ".join(f"'{name}'" for name in types)
    if not isinstance(value, str):
        return Detail("type", f"Expected {expected}, received {_kind(value)}")
    if value not in types:
        return Detail("type", f"Invalid enum value. Expected {expected}, received '{_clip(value)}'")
    return None


def _wrong_url(data: Mapping[str, Any]) -> Detail | None:
    if "url" not in data:
        return Detail("url", "Required")
    value = data["url"]
    if not isinstance(value, str):
        return Detail("url", f"Expected string, received {_kind(value)}")
    if not ada_url.check_url(value):  # without a base only an absolute URL parses
        return Detail("url", "URL must be a valid URL")
    return None


def _kind(value: Any) -> str:
    """The JSON name of a decoded value's type."""
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int() | float():
            return "number"
        case str():
            return "string"
        case list():
            return "array"
        case _:
            return "object"


def _key_text(key: bytes) -> str:
    try:
        return _clip(msgspec.json.decode(key, type=str))
    except (msgspec.DecodeError, UnicodeDecodeError):
        return ""


def _clip(text: str) -> str:
    return text if len(text) <= _MAX_SHOWN else text[:_MAX_SHOWN] + "..."
