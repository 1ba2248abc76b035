"""Writes what runs gave into a test file: changes the values that differ, and nothing else in it.

In YAML comments, order, quotes and anchors stay, except inside the values that are replaced. An anchor on recorded
results, or on an item of them, stays where it is; results that were an alias become what they are when they no longer
fit. JSON is written anew, indented by two.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import msgspec

from runtime.problems import Keys
from runtime.sources.yaml_places import Place
from runtime.testing.case import Case
from runtime.testing.reading import read_cases
from runtime.testing.verdict import Ran, log_lines
from runtime.testing.yaml_text import block

FUEL_MARGIN = 1.25  # an engine of another version needs a little more or less
ROUNDS = 5  # what is made with an alias fits again, or not any more, once what it names has changed


Edit = tuple[tuple[int, str], Any]
"""The number of a case, a key of it, and its new value."""


class Recorded(msgspec.Struct, frozen=True):
    """The file's new content, and the names of the cases in which something was changed."""

    content: bytes
    names: tuple[str, ...] = ()
    problem: str | None = None
    """Why the file stays as it is although it would have to change."""


def record(content: bytes, path: str, rans: Sequence[Ran | None]) -> Recorded:
    """The file with these outcomes, one for each of its cases; None for a case that was not run.

    Only what a run gives is recorded: results, logs and fuel. Whether it matches, fails, or asks for something that is
    not listed stays as the author wrote it.
    """
    text, changed = content, set[str]()
    for _ in range(ROUNDS):
        read = read_cases(text, path)
        edits = [edit for number, case in enumerate(read.cases) for edit in _edits(number, case, rans[number])]
        if not edits:
            return Recorded(text, tuple(case.name for case in read.cases if case.name in changed))
        edits = [edit for edit in edits if not _borrows(read.places, edit[0])] or edits
        changed |= {read.cases[keys[0]].name for keys, _ in edits}
        text = _in_json(text, edits) if path.endswith(".json") else _in_yaml(text, read.places, edits)
        if len(read_cases(text, path).cases) != len(rans):
            break
    return Recorded(content, problem="write out its anchors, or its braces, by hand first")


def _edits(number: int, case: Case, ran: Ran | None) -> list[Edit]:
    """The keys to set in a case, with their new values."""
    if (
        ran is None
        or ran.not_run is not None
        or not case.matches
        or ran.refused
        or (ran.reason is not None and case.error is None)
    ):
        return []
    edits: list[Edit] = []
    wanted = case.results is not None or case.error is None
    if wanted and ran.results is not None and case.results != ran.results:
        edits.append(((number, "results"), ran.results))
    if case.logs is not None and case.logs != ran.logs:
        edits.append(((number, "logs"), log_lines(ran.logs)))
    if case.max_fuel is not None and not ran.fuel <= case.max_fuel <= 2 * ran.fuel:
        edits.append(((number, "max_fuel"), _with_margin(ran.fuel)))
    return edits


def _borrows(places: dict[Keys, Place], keys: Keys) -> bool:
    """Whether the value is made with what another one names by an anchor: it may fit once that has changed."""
    inside = [place for path, place in places.items() if path[: len(keys)] == keys]
    return not {place.alias for place in inside if place.alias} <= {place.anchor for place in inside}


def _with_margin(fuel: int) -> int:
    """Rounded up to two digits, so that it does not change with every change of the code."""
    most = int(fuel * FUEL_MARGIN)
    unit: int = 10 ** max(len(str(most)) - 2, 0)
    return -(-most // unit) * unit


def _in_json(content: bytes, edits: Sequence[Edit]) -> bytes:
    cases = json.loads(content)
    for (number, key), value in edits:
        cases[number][key] = value
    return (json.dumps(cases, indent=2, ensure_ascii=False) + "\n").encode()


def _in_yaml(content: bytes, places: dict[Keys, Place], edits: Sequence[Edit]) -> bytes:
    """From the last to the first, so that the places of those to come stay right."""
    text = content.decode("utf-8-sig")
    changes = sorted((_change(text, places, keys, value) for keys, value in edits), reverse=True)
    for start, end, new in changes:
        text = text[:start] + new + text[end:]
    return text.encode()


def _change(text: str, places: dict[Keys, Place], keys: tuple[int, str], value: Any) -> tuple[int, int, str]:
    """Where to put what: a value in place of the old one, or a new key behind the case's last one."""
    case, place = places[keys[:1]], places.get(keys)
    if place is None and case.flow:
        return case.end - 1, case.end - 1, f", {keys[1]}: {_flow(value)} "
    if place is None:
        column = min(one.column for path, one in places.items() if len(path) == 2 and path[0] == keys[0])
        end = text.find("\n", case.end)
        end = len(text) if end < 0 else end
        return end, end, f"\n{' ' * column}{keys[1]}:{_below(value, column, ())}"
    colon = text.index(":", place.key_end)
    if case.flow or not isinstance(value, list):
        return colon + 1, place.end, f" {_flow(value)}"
    anchors = () if place.alias else _anchors(places, keys, len(value))
    first = f" &{place.anchor}" if place.anchor and not place.alias else _comment(text[colon + 1 : place.start])
    return colon + 1, place.end, first + _below(value, place.column, anchors)


def _comment(between: str) -> str:
    """What stands behind the colon on the same line, if it is a comment."""
    line = between.partition("\n")[0].rstrip()
    return line if line.lstrip().startswith("#") else ""


def _anchors(places: dict[Keys, Place], keys: Keys, count: int) -> tuple[str | None, ...]:
    items = (places.get((*keys, number)) for number in range(count))
    return tuple(place.anchor if place else None for place in items)


def _below(value: Any, column: int, anchors: Sequence[str | None]) -> str:
    """A value behind `key:`: a list as a block on the lines that follow, anything else on the same line."""
    if not isinstance(value, list) or not value:
        return f" {_flow(value)}"
    indent = "\n" + " " * (column + 2)
    lines: list[str] = []
    for number, item in enumerate(value):
        anchor = anchors[number] if number < len(anchors) else None
        inner = block(item)
        lines += [f"- &{anchor}", *(f"  {line}" for line in inner)] if anchor else [f"- {inner[0]}"]
        lines += [] if anchor else [f"  {line}" for line in inner[1:]]
    return indent + indent.join(lines)


def _flow(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
