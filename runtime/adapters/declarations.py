"""The content of a NAME.adapter.yml file, decoded. The rules are those of docs/reference/adapters.md; the extension
checks what it is given by the same."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from runtime.adapters.builtin import BUILTIN_TYPES
from runtime.adapters.model import Declaration, DeclaredPage, Values
from runtime.adapters.patterns import Part, groups_of
from runtime.adapters.refused import Refused
from runtime.adapters.values import MAX_VALUES, read_values, units
from runtime.matching.conditions import told
from runtime.problems import Keys, Review, suggestion

MAX_PAGES = 32
MAX_DESCRIPTION = 500  # characters

_NAME = re.compile(r"[a-z][a-z0-9_-]{1,31}")
_PARTS: tuple[Part, ...] = ("path", "search", "hash")

Groups = Counter[str]
"""In how many patterns of a page each group stands."""


def read_declaration(value: object, review: Review) -> Declaration | None:
    """The declaration; None if anything is wrong, which the review then has."""
    if not isinstance(value, dict):
        review.error((), f"it is {told(value)}", "write name, description and pages")
        return None
    _check_keys(value, review, (), required=("name", "description", "pages"), known=("values",))
    name = _name(value["name"], review) if "name" in value else ""
    description = _description(value["description"], review) if "description" in value else ""
    values = read_values(value["values"], review, ("values",)) if "values" in value else {}
    _check_nesting(values, (), review, ("values",))
    pages = _pages(value["pages"], values, review) if "pages" in value else ()
    if review.failed:
        return None
    return Declaration(name=name, description=description, values=values, pages=pages)


def is_name(text: str) -> bool:
    """Whether an adapter can be called so."""
    return _NAME.fullmatch(text) is not None and text not in BUILTIN_TYPES


def _check_keys(
    value: dict[str, Any], review: Review, keys: Keys, *, required: Sequence[str], known: Sequence[str]
) -> None:
    for key in value:
        if key not in required and key not in known:
            review.error((*keys, key), "it is not known here", suggestion(key, (*required, *known)))
    for key in required:
        if key not in value:
            review.error((*keys, key), "it is missing", f"add {key}")


def _name(value: object, review: Review) -> str:
    if not isinstance(value, str) or not _NAME.fullmatch(value):
        remedy = "write 2 to 32 of a-z, 0-9, _ and -, beginning with a letter"
        review.error(("name",), f"{told(value)} is no name", remedy)
        return ""
    if value in BUILTIN_TYPES:
        review.error(("name",), f'"{value}" is what the extension reads by itself', "choose another name")
    return value


def _description(value: object, review: Review) -> str:
    if not isinstance(value, str) or not 0 < units(value) <= MAX_DESCRIPTION or not value.strip():
        remedy = f"write in 1 to {MAX_DESCRIPTION} characters what it reads: people see that before they agree"
        review.error(("description",), f"it is {told(value)}", remedy)
        return ""
    return value


def _pages(value: object, shared: Values, review: Review) -> tuple[DeclaredPage, ...]:
    if not isinstance(value, list) or not value:
        review.error(("pages",), f"it is {told(value)}", "write a list of pages: - path: /browse/:issue")
        return ()
    if len(value) > MAX_PAGES:
        review.error(("pages",), f"it has {len(value)} pages", f"write at most {MAX_PAGES}")
        return ()
    found = [_page(page, shared, review, ("pages", number)) for number, page in enumerate(value)]
    return tuple(page for page in found if page is not None)


def _page(value: object, shared: Values, review: Review, keys: Keys) -> DeclaredPage | None:
    if not isinstance(value, dict):
        review.error(keys, f"it is {told(value)}", "write path and values")
        return None
    _check_keys(value, review, keys, required=("path",), known=("search", "hash", "values"))
    patterns = {part: value[part] for part in _PARTS if part in value and (part == "path" or value[part] is not None)}
    before = len(review.problems)
    groups: Groups = Counter()
    for part, pattern in patterns.items():
        groups.update(_groups(pattern, part, review, (*keys, part)))
    values = read_values(value["values"], review, (*keys, "values")) if "values" in value else {}
    _check_nesting(values, shared, review, (*keys, "values"))
    if len(review.problems) == before:  # of a pattern that is wrong the groups are not known
        _check_groups(values, groups, review, (*keys, "values"))
        _check_shared_groups(shared, groups, review, str(value.get("path", "")))
    if len(values) + len(shared) > MAX_VALUES:
        problem = f"with the {len(shared)} of every page it has {len(values) + len(shared)} values"
        review.error((*keys, "values"), problem, f"write at most {MAX_VALUES} together")
    return None if review.failed else DeclaredPage(**patterns, values=values)


def _groups(pattern: object, part: Part, review: Review, keys: Keys) -> tuple[str, ...]:
    if not isinstance(pattern, str):
        review.error(keys, f"it is {told(pattern)}", "write a pattern in quotes, as in /browse/:issue")
        return ()
    try:
        return groups_of(pattern, part)
    except Refused as refused:
        review.error(keys, refused.problem, refused.remedy)
        return ()


def _check_nesting(paths: Iterable[str], above: Iterable[str], review: Review, keys: Keys) -> None:
    """A value is no object: what has one cannot have others below it. `above` are the paths of every page."""
    own, shared = set(paths), set(above)
    for path in sorted(own & shared):
        review.error((*keys, path), "every page has this value already", "leave it out here, or above")
    every = own | shared
    for path in sorted(every):
        steps = path.split(".")
        for length in range(1, len(steps)):
            shorter = ".".join(steps[:length])
            if shorter in every and (path in own or shorter in own):
                problem = f"{shorter} has a value, and so nothing can be below it"
                review.error((*keys, path), problem, f"write {shorter}.name instead of {shorter}")


def _check_groups(values: Values, groups: Groups, review: Review, keys: Keys) -> None:
    for path, value in values.items():
        if value.group is not None and groups[value.group] != 1:
            review.error((*keys, path, "group"), *_refusal(value.group, groups))


def _check_shared_groups(shared: Values, groups: Groups, review: Review, page: str) -> None:
    for path, value in shared.items():
        if value.group is not None and groups[value.group] != 1:
            problem, remedy = _refusal(value.group, groups)
            review.error(("values", path, "group"), f"on the page {page[:60]} {problem}", remedy)


def _refusal(group: str, groups: Groups) -> tuple[str, str]:
    if groups[group] > 1:
        remedy = "name it, as in :rest*" if group.isdecimal() else "give each a name of its own"
        return f'the group "{group}" stands in {groups[group]} patterns', remedy
    known = suggestion(group, groups) if groups else "its patterns have no group"
    return f'there is no group "{group}"', known
