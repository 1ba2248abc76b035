"""`match.context` of an integration: paths and their operator objects, checked and decoded.

A rule that cannot be understood is an error, never ignored: an ignored rule would match more pages than meant.
"""

from collections.abc import Callable, Mapping

import msgspec

from runtime.matching import paths, regexp
from runtime.matching.operators import EndsWith, Equals, Exists, Identity, In, Operator, Pattern, StartsWith, identity
from runtime.matching.paths import ContextPath
from runtime.problems import Keys, Review, suggestion

MAX_CONDITIONS = 50  # paths of one integration
MAX_TEXT = 1000  # characters of a value to compare with
MAX_LIST = 1000  # values in one `in`
MAX_PATTERN = 10_000  # characters of a pattern's source


class Condition(msgspec.Struct, frozen=True):
    """What must hold of the value at a path: all of the operators."""

    path: ContextPath
    operators: tuple[Operator, ...]


def decode(declared: object, review: Review, keys: Keys) -> tuple[Condition, ...]:
    """Reads `match.context` as `describe()` tells it. What is wrong goes to the review; pure otherwise."""
    if not isinstance(declared, dict):
        review.error(
            keys, f"it is {told(declared)}", "write an object of paths: { 'page.repository': { exists: true } }"
        )
        return ()
    if len(declared) > MAX_CONDITIONS:
        review.error(keys, f"it has {len(declared)} paths", f"use at most {MAX_CONDITIONS}")
        return ()
    conditions = (_condition(text, rule, review, (*keys, text)) for text, rule in declared.items())
    return tuple(condition for condition in conditions if condition is not None)


def _condition(text: str, rule: object, review: Review, keys: Keys) -> Condition | None:
    try:
        path = paths.parse(text)
    except ValueError as error:
        review.error(keys, str(error), "write a path like page.repository or tags[0].name")
        return None
    if not isinstance(rule, dict) or "$regexp" in rule or "$invalid" in rule:
        operator = "pattern" if isinstance(rule, dict) and "$regexp" in rule else "equals"
        review.error(keys, f"{told(rule)} stands where operators should", f"write {{ {operator}: ... }}")
        return None
    if not rule:
        review.error(keys, "it has no operator", "add one, such as exists: true, or remove the path")
        return None
    found = [_operator(name, value, review, (*keys, name)) for name, value in rule.items()]
    operators = tuple(operator for operator in found if operator is not None)
    _contradiction(operators, review, keys)
    return Condition(path, operators)


def _contradiction(operators: tuple[Operator, ...], review: Review, keys: Keys) -> None:
    if Exists(wanted=False) in operators and len(operators) > 1:
        review.warning(
            keys,
            "exists: false and another operator never hold together",
            "remove one: all operators of a path must hold",
        )


def _operator(name: str, value: object, review: Review, keys: Keys) -> Operator | None:
    read = _READERS.get(name)
    if read is None:
        review.error(keys, "it is no operator, and would be no restriction", suggestion(name, _READERS))
        return None
    return read(value, review, keys)


def _exists(value: object, review: Review, keys: Keys) -> Operator | None:
    if isinstance(value, bool):
        return Exists(value)
    review.error(keys, f"it is {told(value)}", "write true or false")
    return None


def _equals(value: object, review: Review, keys: Keys) -> Operator | None:
    found = _scalar(value, review, keys)
    return None if found is None else Equals(found)


def _in(value: object, review: Review, keys: Keys) -> Operator | None:
    if not isinstance(value, list):
        review.error(keys, f"it is {told(value)}", "write a list: in: ['prod', 'staging']")
        return None
    if len(value) > MAX_LIST:
        review.error(keys, f"it has {len(value)} values", f"use at most {MAX_LIST}, or a pattern")
        return None
    if not value:
        review.warning(keys, "an empty list never holds", "add a value")
    found = [_scalar(item, review, (*keys, number)) for number, item in enumerate(value)]
    return In(frozenset(item for item in found if item is not None))


def _scalar(value: object, review: Review, keys: Keys) -> Identity | None:
    if isinstance(value, str):
        return None if _too_long(value, review, keys) else identity(value)
    if isinstance(value, dict | list):
        remedy = "use pattern for a regular expression" if told(value) == "a RegExp" else "compare a member: page.owner"
        review.error(keys, f"{told(value)} is never equal (===) to a value of the page", remedy)
    return identity(value)


def _starts_with(value: object, review: Review, keys: Keys) -> Operator | None:
    text = _text(value, review, keys)
    return None if text is None else StartsWith(text)


def _ends_with(value: object, review: Review, keys: Keys) -> Operator | None:
    text = _text(value, review, keys)
    return None if text is None else EndsWith(text)


def _text(value: object, review: Review, keys: Keys) -> str | None:
    if isinstance(value, str):
        return None if _too_long(value, review, keys) else value
    remedy = "write one string; for several use a pattern" if isinstance(value, list) else "write a string"
    review.error(keys, f"it is {told(value)}", remedy)
    return None


def _too_long(value: str, review: Review, keys: Keys) -> bool:
    if len(value) > MAX_TEXT:
        review.error(keys, f"it has {len(value)} characters", f"use at most {MAX_TEXT}")
    return len(value) > MAX_TEXT


def _pattern(value: object, review: Review, keys: Keys) -> Operator | None:
    declared = value.get("$regexp") if isinstance(value, dict) else None
    try:
        pattern = msgspec.convert(declared, Pattern)
    except msgspec.ValidationError:
        review.error(keys, f"it is {told(value)}", "write a regular expression between slashes: /^team-/")
        return None
    if len(pattern.source) > MAX_PATTERN:
        review.error(keys, f"it has {len(pattern.source)} characters", f"use at most {MAX_PATTERN}, or `in`")
        return None
    _note_flags(pattern, review, keys)
    _note_engine(pattern, review, keys)
    return pattern


def _note_flags(pattern: Pattern, review: Review, keys: Keys) -> None:
    if "g" in pattern.flags:
        review.note(keys, f"{pattern} is asked from the start each time, whatever the g flag says", "remove the g flag")


def _note_engine(pattern: Pattern, review: Review, keys: Keys) -> None:
    reasons = regexp.translate(pattern).reasons
    if reasons:
        review.note(
            keys,
            f"{pattern} runs in the JavaScript engine, which is slower ({', '.join(reasons)})",
            "write it without that if speed matters",
        )


_READERS: Mapping[str, Callable[[object, Review, Keys], Operator | None]] = {
    "exists": _exists,
    "equals": _equals,
    "in": _in,
    "pattern": _pattern,
    "startsWith": _starts_with,
    "endsWith": _ends_with,
}


def told(value: object) -> str:
    """A value of a description in the author's words: `a function`, `the number 3`, `a list`."""
    match value:
        case {"$regexp": _}:
            return "a RegExp"
        case {"$invalid": kind}:
            return "undefined" if kind == "undefined" else f"a {str(kind)[:50]}"
        case dict():
            return "an object"
        case list():
            return "a list"
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return f"the number {value:g}" if abs(value) < 1e15 else "a number beyond all bounds"
        case str():
            return f"the string {value[:50]!r}"
    return "missing"
