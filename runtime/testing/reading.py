"""A test file's content, decoded into cases. What is wrong with it is a problem with its line, key and remedy."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any

import msgspec
import yaml

from runtime.adapters.builtin import BUILTIN_TYPES
from runtime.context import Context, ContextError, decode_context
from runtime.problems import Keys, Problem, Review, suggestion
from runtime.sources.data_files import DataError, to_json
from runtime.sources.yaml_places import Place, line_of, places_of
from runtime.testing.answers import Field, decode_routes
from runtime.testing.case import Case

MAX_FILE = 1_000_000  # bytes; a recorded answer has some thousands
MAX_CASES = 500
MAX_NAME = 200  # characters
MAX_DATA = 100  # data files of one case
NOW = "2026-01-01T00:00:00Z"
"""What the clock shows in a case that does not say."""
LEVELS = ("debug", "info", "warn", "error")


class Read(msgspec.Struct, frozen=True):
    """The cases of one file. With an error among the problems there are none: half a test file proves nothing."""

    cases: tuple[Case, ...] = ()
    problems: tuple[Problem, ...] = ()
    places: dict[Keys, Place] = {}


def read_cases(content: bytes, file: str, types: Sequence[str] = BUILTIN_TYPES) -> Read:
    """Decode a test file; `file` is its path, and its ending says whether it is JSON or YAML.

    `types` are what the `type` of a context may be.
    """
    language = "json" if file.endswith(".json") else "yaml"
    try:
        value = msgspec.json.decode(to_json(content, language))  # type: ignore[arg-type]
    except DataError as error:
        return Read(problems=(Problem(file, error.line, "", str(error), "correct the file"),))
    places = _places(content)
    review = Review(file, "", find=partial(line_of, places))
    cases = _cases(value, review, places, types)
    return Read(() if review.failed else cases, review.problems, places)


def _places(content: bytes) -> dict[Keys, Place]:
    try:
        return places_of(content.decode("utf-8-sig"))
    except yaml.YAMLError:  # JSON that YAML does not take, indented with tabs
        return {}


def _cases(value: object, review: Review, places: dict[Keys, Place], types: Sequence[str]) -> tuple[Case, ...]:
    if not isinstance(value, list) or not value:
        review.error((), "it holds no list of cases", "begin each case with: - name: ...")
        return ()
    if len(value) > MAX_CASES:
        review.error((), f"it has {len(value)} cases, at most {MAX_CASES} are allowed", "split the integration")
        return ()
    found = [_case(each, review, (number,), places, types) for number, each in enumerate(value)]
    cases = tuple(case for case in found if case is not None)
    names: set[str] = set()
    for number, case in enumerate(found):
        if case is not None and case.name in names:
            review.error((number, "name"), f'another case is called "{case.name}" too', "give it a name of its own")
        names |= {case.name} if case is not None else set()
    return cases


def _case(value: object, review: Review, keys: Keys, places: dict[Keys, Place], types: Sequence[str]) -> Case | None:
    if not isinstance(value, dict):
        review.error(keys, "a case is a mapping", "write name, context and results")
        return None
    for key in ("name", "context"):
        if key not in value:
            review.error((*keys, key), "it is missing", f"add {key} to the case")
    fields: dict[str, Any] = {}
    for key, given in value.items():
        if key == "context":
            fields[key] = _context(given, types, review, (*keys, key))
        elif key in _FIELDS:
            field, read = _FIELDS[key]
            fields[field] = read(given, review, (*keys, key))
        else:
            review.error((*keys, key), "it is not known here", suggestion(key, CASE_KEYS))
    _refuse_contradictions(value, review, keys)
    if review.failed:
        return None
    return Case(line=line_of(places, keys) or 1, **{"now": _instant(NOW), **fields})


def _refuse_contradictions(value: dict[str, Any], review: Review, keys: Keys) -> None:
    if value.get("matches") is False:
        for key in ("results", "error", "logs", "responses", "max_fuel"):
            if value.get(key):
                review.error((*keys, key), "nothing runs where matches is false", f"remove {key}, or matches")


def _name(value: object, review: Review, keys: Keys) -> str:
    if isinstance(value, str) and 0 < len(value) <= MAX_NAME and value.isprintable():
        return value
    review.error(keys, "it is no name", f"write a line of 1 to {MAX_NAME} characters")
    return ""


def _context(value: object, types: Sequence[str], review: Review, keys: Keys) -> Context | None:
    try:
        return decode_context(msgspec.json.encode(value), types)
    except ContextError as error:
        for detail in error.details:
            place = (*keys, detail.path) if detail.path else keys
            review.error(place, detail.message, "write what the browser extension sends: type, url and the page")
        return None


def _data(value: object, review: Review, keys: Keys) -> dict[str, bytes]:
    if not isinstance(value, dict) or len(value) > MAX_DATA:
        review.error(keys, "it is no mapping of data files", "write the id of a data file, and below it its content")
        return {}
    return {name: msgspec.json.encode(content) for name, content in value.items()}


def _now(value: object, review: Review, keys: Keys) -> float:
    try:
        return _instant(value) if isinstance(value, str) else _not_a_time()
    except (ValueError, OverflowError):
        review.error(keys, "it is no time", f"write it like {NOW}")
        return 0


def _instant(text: str) -> float:
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def _not_a_time() -> float:
    raise ValueError


def _boolean(value: object, review: Review, keys: Keys) -> bool:
    if not isinstance(value, bool):
        review.error(keys, "it is neither true nor false", "write true or false")
    return value is True


def _results(value: object, review: Review, keys: Keys) -> list[Any] | None:
    if value is None:
        return None
    if not isinstance(value, list):
        review.error(keys, "it is no list", "write a list of results, [] for none")
        return None
    return value


def _error(value: object, review: Review, keys: Keys) -> str:
    if not isinstance(value, str) or not value:
        review.error(keys, "it is no text", "write a part of the reason for which the run fails")
        return ""
    return value


def _logs(value: object, review: Review, keys: Keys) -> tuple[tuple[str, str], ...]:
    lines = value if isinstance(value, list) else [None]
    found: list[tuple[str, str]] = []
    for number, line in enumerate(lines):
        level, message = next(iter(line.items())) if isinstance(line, dict) and len(line) == 1 else ("", None)
        if level not in LEVELS or not isinstance(message, str):
            review.error((*keys, number), "it is no line of a log", "write it like - warn: too slow")
        else:
            found.append((level, message))
    return tuple(found)


def _fuel(value: object, review: Review, keys: Keys) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        review.error(keys, "it is no whole number above 0", "write the most fuel that the run may use")
        return 1
    return value


_FIELDS: dict[str, tuple[str, Field]] = {
    "name": ("name", _name),
    "data": ("data", _data),
    "now": ("now", _now),
    "responses": ("routes", decode_routes),
    "matches": ("matches", _boolean),
    "results": ("results", _results),
    "error": ("error", _error),
    "logs": ("logs", _logs),
    "max_fuel": ("max_fuel", _fuel),
}
"""Key of a case -> the field of `Case`, and what reads it; `context` is read apart."""

CASE_KEYS = ("name", "context", *(key for key in _FIELDS if key != "name"))
