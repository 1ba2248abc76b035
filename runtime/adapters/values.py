"""The values of an adapter, decoded: context paths, where each value comes from, and what is cut off."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from runtime.adapters.model import Value, Values
from runtime.adapters.refused import Refused
from runtime.adapters.selectors import check_attribute, check_selector
from runtime.matching.conditions import told
from runtime.problems import Keys, Review, suggestion

MAX_VALUES = 32  # of one page, with those of every page
MAX_TEXT = 512  # characters of a value; the extension cuts what is longer

SOURCES = ("text", "group", "select")
RESERVED = ("type", "url")  # the extension's own
# Every object of JavaScript has them, and a careless reader would write to what all objects share.
_INHERITED = frozenset({"constructor", "prototype"})

_GROUP = re.compile(r"[A-Za-z][A-Za-z0-9]*|[0-7]")
_PATH = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z][A-Za-z0-9]*){0,5}")


def read_values(value: object, review: Review, keys: Keys) -> Values:
    """The good ones; the review has what is wrong with the others."""
    if not isinstance(value, dict):
        review.error(keys, f"it is {told(value)}", "write context paths, and below each where its value comes from")
        return {}
    if len(value) > MAX_VALUES:
        review.error(keys, f"it has {len(value)} values", f"write at most {MAX_VALUES}")
        return {}
    found: Values = {}
    for path, source in value.items():
        good = _is_path(path, review, (*keys, path))
        read = _value(source, review, (*keys, path))
        if good and read is not None:
            found[path] = read
    return found


def _is_path(path: str, review: Review, keys: Keys) -> bool:
    names = path.split(".")
    if not _PATH.fullmatch(path) or not _INHERITED.isdisjoint(names):
        remedy = "write 1 to 6 names of letters and digits with dots between, as in page.section.issue"
        review.error(keys, f'"{path[:80]}" is no path of a context', remedy)
        return False
    if names[0] in RESERVED:
        review.error(keys, f"{names[0]} is what the extension itself writes", f"write page.{path[:40]}")
        return False
    return True


def _value(value: object, review: Review, keys: Keys) -> Value | None:
    if not isinstance(value, dict):
        remedy = "write where it comes from, as in { select: h1.title } or { group: issue }"
        review.error(keys, f"it is {told(value)}", remedy)
        return None
    unknown = [key for key in value if key not in _FIELDS]
    for key in unknown:
        review.error((*keys, key), "it is not known here", suggestion(key, _FIELDS))
    good = [_FIELDS[key](given, review, (*keys, key)) for key, given in value.items() if key not in unknown]
    fitting = _fits_together(value, review, keys)
    return Value(**value) if fitting and all(good) and not unknown else None


def _fits_together(given: Mapping[str, Any], review: Review, keys: Keys) -> bool:
    wrong: list[tuple[Keys, str, str]] = []
    sources = [key for key in SOURCES if key in given]
    if len(sources) != 1:
        problem = f"it has {' and '.join(sources)}" if sources else "nothing says where it comes from"
        wrong.append((keys, problem, "write exactly one of text, group and select"))
    if "attribute" in given and "select" not in given:
        wrong.append(((*keys, "attribute"), "there is no element to read it from", "add select"))
    for one, other in (("split", "part"), ("part", "split")):
        if one in given and other not in given:
            remedy = 'write both, as in { split: "/", part: 0 }'
            wrong.append(((*keys, one), f"it does nothing without {other}", remedy))
    for each in wrong:
        review.error(*each)
    return not wrong


def _text(value: object, review: Review, keys: Keys) -> bool:
    good = isinstance(value, str) and 0 < units(value) <= MAX_TEXT
    if not good:
        review.error(keys, f"it is {told(value)}", f"write a text of 1 to {MAX_TEXT} characters")
    return good


def _group(value: object, review: Review, keys: Keys) -> bool:
    good = isinstance(value, str) and _GROUP.fullmatch(value) is not None
    if not good:
        remedy = 'write the name of a group, as in issue for :issue, or "0" for the first *'
        review.error(keys, f"it is {told(value)}", remedy)
    return good


def _judged(check: Callable[[str], None], what: str) -> "Field":
    def read(value: object, review: Review, keys: Keys) -> bool:
        if not isinstance(value, str):
            review.error(keys, f"it is {told(value)}", f"write {what}")
            return False
        try:
            check(value)
        except Refused as refused:
            review.error(keys, refused.problem, refused.remedy)
            return False
        return True

    return read


def _part(value: object, review: Review, keys: Keys) -> bool:
    good = isinstance(value, int) and not isinstance(value, bool) and -MAX_TEXT <= value < MAX_TEXT
    if not good:
        remedy = f"write a whole number from {-MAX_TEXT} to {MAX_TEXT - 1}: 0 for the first part, -1 for the last"
        review.error(keys, f"it is {told(value)}", remedy)
    return good


def units(text: str) -> int:
    """Its length as JavaScript counts it, in units of UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


Field = Callable[[object, Review, Keys], bool]
"""Whether what stands there is good; what is not is told."""

_FIELDS: dict[str, Field] = {
    "text": _text,
    "group": _group,
    "select": _judged(check_selector, "a CSS selector"),
    "attribute": _judged(check_attribute, "the name of an attribute"),
    "prefix": _text,
    "suffix": _text,
    "split": _text,
    "part": _part,
}
