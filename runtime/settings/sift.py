"""A parsed table against a Struct: keeps what fits and tells everything that does not. Pure."""

import json
from collections.abc import Callable
from typing import Any, Literal, get_args, get_origin

import msgspec

from runtime.problems import Keys, suggestion

Report = Callable[[Keys, str, str], None]
"""Takes the keys of what is wrong, a message and a remedy."""

_HIDDEN = frozenset({"token"})  # keys whose values are never shown


def sift(expected: Any, value: Any, keys: Keys, report: Report) -> Any:
    """The part of the value that `msgspec.convert` will take; `msgspec.UNSET` if that is nothing of it."""
    if isinstance(expected, type) and issubclass(expected, msgspec.Struct):
        return _struct(expected, value, keys, report)
    origin, arguments = get_origin(expected), get_args(expected)
    if origin is dict:
        return _table(arguments[1], value, keys, report)
    if origin is tuple:
        return _list(arguments[0], value, keys, report)
    try:
        msgspec.convert(value, expected)
    except msgspec.ValidationError as error:
        report(keys, f"it is {told(value, keys)}", _remedy(expected, error))
        return msgspec.UNSET
    return value


def told(value: Any, keys: Keys = ()) -> str:
    """The value as a message shows it: as JSON, at most 60 characters."""
    if any(key in _HIDDEN for key in keys):
        return "no text"
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _struct(expected: type[msgspec.Struct], value: Any, keys: Keys, report: Report) -> Any:
    if not isinstance(value, dict):
        report(keys, f"it is {told(value, keys)}", "write a table")
        return msgspec.UNSET
    fields = {field.encode_name: field for field in msgspec.structs.fields(expected)}
    good: dict[str, Any] = {}
    for key, member in value.items():
        if key not in fields:
            report((*keys, key), "there is no such setting", suggestion(key, fields))
            continue
        kept = sift(fields[key].type, member, (*keys, key), report)
        if kept is not msgspec.UNSET:
            good[key] = kept
    missing = [name for name, field in fields.items() if field.required and name not in value]
    for name in missing:
        report((*keys, name), "it is missing", f"add {name}")
    return msgspec.UNSET if any(field.required and name not in good for name, field in fields.items()) else good


def _table(expected: Any, value: Any, keys: Keys, report: Report) -> Any:
    if not isinstance(value, dict):
        report(keys, f"it is {told(value, keys)}", "write tables below it")
        return msgspec.UNSET
    kept = {key: sift(expected, member, (*keys, key), report) for key, member in value.items()}
    return {key: member for key, member in kept.items() if member is not msgspec.UNSET}


def _list(expected: Any, value: Any, keys: Keys, report: Report) -> Any:
    if not isinstance(value, list):
        report(keys, f"it is {told(value, keys)}", f"write a list of {_noun(expected)}")
        return msgspec.UNSET
    kept: list[Any] = []
    for number, member in enumerate(value):
        wrong: list[Keys] = []

        def note(at: Keys, message: str, remedy: str, wrong: list[Keys] = wrong) -> None:
            wrong.append(at)
            report(at, message, remedy)

        good = sift(expected, member, (*keys, number), note)
        if not wrong:  # what is half right would only be found wrong again
            kept.append(good)
    return kept


def _noun(expected: Any) -> str:
    if isinstance(expected, type) and issubclass(expected, msgspec.Struct):
        return 'tables, as in [{ name = "laptop", token_env = "SKERRY_TOKEN_LAPTOP" }]'
    return 'texts in quotes, as in ["..."]'


def _remedy(expected: Any, error: msgspec.ValidationError) -> str:
    """What to write instead."""
    base, metas = base_type(expected)
    if choices := [repr(choice) for choice in _choices(expected)]:
        return f"write {', '.join(choices[:-1])} or {choices[-1]}".replace("'", '"')
    if base is bool:
        return "write true or false"
    if base is int:
        low = next((meta.ge for meta in metas if meta.ge is not None), None)
        high = next((meta.le for meta in metas if meta.le is not None), None)
        return "write a whole number" + (f" from {low} to {high}" if low is not None and high is not None else "")
    if any(meta.pattern for meta in metas):
        return "write 64 hex digits"
    if any(meta.max_length for meta in metas):
        return "write a text in quotes, of 1 to 64 characters"
    return "write a text in quotes" + (" that is not empty" if any(meta.min_length for meta in metas) else "")


def _choices(expected: Any) -> tuple[str, ...]:
    """The texts that a Literal allows, itself or beside None."""
    members = [expected, *get_args(expected)]
    return next((get_args(member) for member in members if get_origin(member) is Literal), ())


def base_type(expected: Any) -> tuple[Any, list[msgspec.Meta]]:
    """A field's type without its constraints and without None, and the constraints."""
    metas = [meta for meta in getattr(expected, "__metadata__", ()) if isinstance(meta, msgspec.Meta)]
    if metas:
        return base_type(expected.__origin__)[0], metas
    members = [member for member in get_args(expected) if member is not type(None)]
    return base_type(members[0]) if members else (expected, [])
