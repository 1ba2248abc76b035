"""What an integration returned, judged before anybody draws it.

The input is hostile JSON from a guest. Valid items come out re-encoded from known keys only, as bytes that go into the
answer as they are; everything else becomes a sentence that names the item and the key.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, get_args

import ada_url
import msgspec

from runtime.items import (
    KINDS,
    MAX_CONTENT,
    MAX_HREF,
    MAX_ICON,
    MAX_TOOLTIP,
    DropdownItem,
    Entry,
    Item,
    Status,
    TextItem,
)
from runtime.nesting import too_deep

MAX_DEPTH: Final = 64
"""Arrays and objects inside one another. A dropdown needs four; the rest is room for keys that are dropped anyway."""
MAX_FAILURES: Final = 10
"""Invalid items that are named one by one; the others are counted."""

_TYPES: Final = tuple(KINDS)
_STATUSES: Final = get_args(Status)
_SCHEMES: Final = ("http:", "https:", "mailto:")
_MAX_SHOWN: Final = 80  # characters of a guest's value in a message

# An escape in a JSON string: a pair of surrogates, a surrogate on its own (group 1), or anything else.
_ESCAPES = re.compile(rb"\\(?:u[dD][89abAB]..\\u[dD][c-fC-F]..|(u[dD][89a-fA-F]..)|.)", re.DOTALL)
# What a URL parser strips or skips. Where it stands, the URL that is judged and the text that is drawn differ.
_STRIPPED = re.compile(r"^[\x00-\x20]|[\x00-\x20]$|[\t\r\n]")
# What `runtime.secrets.masking` shows instead of a secret.
_MASKED = re.compile(r"\[(secret [^\]]+)\]")
_DECODER = msgspec.json.Decoder(float_hook=float)
_ENCODER = msgspec.json.Encoder()


class Results(msgspec.Struct, frozen=True):
    """The valid items of one run, ready for the answer, and a sentence for each invalid one."""

    items: tuple[msgspec.Raw, ...] = ()
    failures: tuple[str, ...] = ()
    """`item 3: href ...`, the first item being 1. `failure_item` makes it visible."""


class ResultsError(Exception):
    """Nothing of what the run returned can be used. The guest's fault; the message is for the integration's author."""


class _ItemError(Exception):
    """One item is invalid; the message begins with its key."""


def validate_results(value: bytes, *, max_bytes: int, max_items: int) -> Results:
    """Judge what `run` returned: JSON of an item, of a list of items, or null.

    `max_items` counts items and the entries of dropdowns together. An invalid item is dropped and named; an invalid
    entry drops the dropdown that it is in. Raises ResultsError when nothing can be used.
    """
    if len(value) > max_bytes:
        raise ResultsError(
            f"results have {len(value)} bytes, at most {max_bytes} are allowed: return less, "
            "or raise result_bytes in [limits] of skerry.toml"
        )
    given = _decode(value)
    count = sum(1 + _entry_count(item) for item in given)
    if count > max_items:
        raise ResultsError(
            f"results have {count} items, the entries of dropdowns included, at most {max_items} are allowed: "
            "return fewer, or raise result_items in [limits] of skerry.toml"
        )
    items: list[msgspec.Raw] = []
    failures: list[str] = []
    for number, item in enumerate(given, 1):
        try:
            items.append(msgspec.Raw(_ENCODER.encode(_item(item))))
        except _ItemError as error:
            failures.append(f"item {number}: {error}")
    if len(failures) > MAX_FAILURES:
        failures[MAX_FAILURES:] = [f"and {len(failures) - MAX_FAILURES} more invalid items"]
    return Results(tuple(items), tuple(failures))


def failure_item(name: str, reason: str) -> msgspec.Raw:
    """The item that says in a bar that the integration `name` failed, and why."""
    content = _clip(f"{name}: {reason}", MAX_CONTENT)
    # A reason may hold text of a guest's, and a lone surrogate in it has no UTF-8.
    content = content.encode("utf-8", "replace").decode()
    return msgspec.Raw(_ENCODER.encode(TextItem(content=content, status="important")))


def _decode(value: bytes) -> list[Any]:
    """The items as they came: any JSON."""
    if too_deep(value, MAX_DEPTH) is not None:
        raise ResultsError(f"results nest deeper than {MAX_DEPTH} arrays and objects: return plain items")
    try:
        decoded = _DECODER.decode(_without_lone_surrogates(value))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ResultsError(f"results are not JSON: {error}") from None
    match decoded:
        case None:
            return []
        case list():
            return decoded
        case dict():
            return [decoded]
    raise ResultsError(f"results must be an item, a list of items or nothing, not {_shown(decoded)}")


def _without_lone_surrogates(value: bytes) -> bytes:
    r"""The JSON with U+FFFD for half a surrogate pair, which is what text cut in the middle of an emoji ends with.

    `JSON.stringify` writes such a half as `\ud83d`; it has no UTF-8, and a browser would show U+FFFD for it too.
    """
    if b"\\ud" not in value and b"\\uD" not in value:
        return value
    return _ESCAPES.sub(lambda match: rb"\ufffd" if match[1] else match[0], value)


def _entry_count(item: Any) -> int:
    entries = item.get("items") if isinstance(item, dict) else None
    return len(entries) if isinstance(entries, list) else 0


def _item(given: Any) -> Item:
    _require_object(given)
    kind = _choice(given, "type", _TYPES)
    if kind is None:
        raise _ItemError(f"type is required: {_either(_TYPES)}")
    if kind == "dropdown" and "items" not in given:
        raise _ItemError("items is required for a dropdown")
    if kind != "dropdown" and "items" in given:
        raise _ItemError(f"items is for a dropdown, not for a {kind}")
    if kind == "dropdown":
        entries = tuple(_entries(given["items"]))
        return DropdownItem(**_shared(given), items=entries)
    return KINDS[kind](**_shared(given))


def _entries(given: Any) -> Iterator[Entry]:
    if not isinstance(given, list):
        raise _ItemError(f"items must be a list, not {_shown(given)}")
    for number, entry in enumerate(given, 1):
        try:
            _require_object(entry)
            _require_href(entry)
            yield Entry(**_shared(entry))
        except _ItemError as error:
            raise _ItemError(f"items {number}: {error}") from None


def _shared(given: Mapping[str, Any]) -> dict[str, Any]:
    """The keys that items and entries have both, those that are given."""
    content = _text(given, "content", 0, MAX_CONTENT)
    if content is None:
        raise _ItemError("content is required")
    keys = {
        "content": content,
        "href": _href(given),
        "status": _choice(given, "status", _STATUSES),
        "icon": _text(given, "icon", 0, MAX_ICON),
        "tooltip": _text(given, "tooltip", 1, MAX_TOOLTIP),
    }
    return {key: value for key, value in keys.items() if value is not None}


def _require_object(given: Any) -> None:
    if not isinstance(given, dict):
        raise _ItemError(f"must be an object, not {_shown(given)}")


def _require_href(given: Mapping[str, Any]) -> None:
    if "href" not in given:
        raise _ItemError("href is required")


def _text(given: Mapping[str, Any], key: str, shortest: int, longest: int) -> str | None:
    if key not in given:
        return None
    value = given[key]
    if not isinstance(value, str):
        raise _ItemError(f"{key} must be a string, not {_shown(value)}")
    if not shortest <= len(value) <= longest:
        raise _ItemError(f"{key} has {len(value)} characters, {shortest}-{longest} are allowed")
    return value


def _choice(given: Mapping[str, Any], key: str, choices: Sequence[str]) -> str | None:
    if key not in given:
        return None
    value = given[key]
    if not isinstance(value, str) or value not in choices:
        raise _ItemError(f"{key} must be {_either(choices)}, not {_shown(value)}")
    return value


def _href(given: Mapping[str, Any]) -> str | None:
    value = _text(given, "href", 1, MAX_HREF)
    if value is None:
        return None
    if masked := _MASKED.search(value):
        raise _ItemError(f"href holds {masked[1]}: whoever sees the page could read it")
    if _STRIPPED.search(value):
        raise _ItemError(f"href {_shown(value)} has white space at an end, or a tab or a line break inside")
    try:
        scheme = ada_url.parse_url(value, attributes=("protocol",))["protocol"]
    except ValueError:
        raise _ItemError(f"href {_shown(value)} is no absolute URL") from None
    if scheme not in _SCHEMES:
        raise _ItemError(f"href {_shown(value)} must be http, https or mailto, not {_clip(scheme, _MAX_SHOWN)}")
    return value


def _either(choices: Sequence[str]) -> str:
    return f"{', '.join(choices[:-1])} or {choices[-1]}"


def _shown(value: Any) -> str:
    """A guest's value in a message: JSON, cut short; what holds more than a line is only named."""
    match value:
        case dict():
            return "an object"
        case list():
            return "a list"
    return _clip(_ENCODER.encode(value).decode(), _MAX_SHOWN)


def _clip(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 3] + "..."
