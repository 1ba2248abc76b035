"""Data files: ``NAME.data.yml``, ``.yaml`` or ``.json``, parsed once into the JSON that programs are given."""

import json
import re
from typing import Any, Literal

from runtime.nesting import too_deep
from runtime.sources.yaml_values import MAX_DEPTH, YamlError, yaml_value

MAX_BYTES = 5_000_000

_NAME = re.compile(r"(?P<id>.+)\.data\.(?:yml|yaml|json)")


class DataError(ValueError):
    """A data file that cannot be used: why, and on which line (1-based, or None)."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


def data_id(name: str) -> str | None:
    """The id of a data file by its file name; None if it is none."""
    match = _NAME.fullmatch(name)
    return match["id"] if match else None


def to_json(content: bytes, language: Literal["yaml", "json"]) -> bytes:
    """The content of a data file as compact JSON.

    Raises:
        DataError: if it is not UTF-8, not valid, nested deeper than 64, or larger than MAX_BYTES with YAML's aliases
            written out, if a key stands twice in one object, or a YAML value has a tag.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(f"not UTF-8 (byte {error.start + 1})", content[: error.start].count(b"\n") + 1) from None
    value = _parse_json(text) if language == "json" else _parse_yaml(text)
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    except ValueError as error:  # a number out of range, half a surrogate pair
        raise DataError(f"a value that cannot be kept: {error}") from None


def _parse_yaml(text: str) -> Any:
    try:
        return yaml_value(text, MAX_BYTES)
    except YamlError as error:
        raise DataError(str(error), error.line) from None


def _parse_json(text: str) -> Any:
    if too_deep(text.encode(), MAX_DEPTH) is not None:
        raise DataError(f"nested deeper than {MAX_DEPTH} levels")
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise DataError(f"not valid JSON: {error.msg}", error.lineno) from None
    except DataError:
        raise
    except ValueError as error:  # an integer of thousands of digits
        raise DataError(f"not valid JSON: {error}") from None


def _object(members: list[tuple[str, Any]]) -> dict[str, Any]:
    built = dict(members)
    if len(built) < len(members):
        seen: set[str] = set()
        twice = next(key for key, _ in members if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise DataError(f'the key "{twice[:100]}" stands twice in one object')
    return built


def _refuse_constant(word: str) -> Any:
    raise DataError(f"not valid JSON: {word} is no number of JSON")
