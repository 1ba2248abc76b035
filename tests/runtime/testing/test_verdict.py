"""The verdict: each thing that is not as expected is said, and a run that went wrong is not blamed twice."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from runtime.context import Context
from runtime.testing.case import Case
from runtime.testing.verdict import Ran, judge

CASE = Case(name="a", line=1, context=Context("github", "https://github.com/", {}, b"{}"))
ITEM = {"type": "text", "content": "x"}

CASES: list[tuple[dict[str, Any], Ran, list[str]]] = [
    ({"results": [ITEM]}, Ran(results=[ITEM]), []),
    ({"results": []}, Ran(results=[]), []),
    ({"results": [ITEM]}, Ran(results=[]), ["its results are others"]),
    ({}, Ran(results=[ITEM]), ["it has no results yet: record them with skerry test --update"]),
    ({"matches": False}, Ran(not_run="no match"), []),
    ({"matches": False}, Ran(results=[]), ["it runs, and the case says matches: false"]),
    ({"results": []}, Ran(not_run="its shouldRun says no"), ["it does not run: its shouldRun says no"]),
    ({"results": []}, Ran(reason="TypeError: x"), ["it fails: TypeError: x"]),
    ({"error": "Error: x"}, Ran(reason="TypeError: x"), []),
    ({"error": "RangeError"}, Ran(reason="TypeError: x"), ["it fails for another reason"]),
    ({"error": "x"}, Ran(results=[]), ['it does not fail, and the case expects "x"']),
    ({"error": "item 2", "results": [ITEM]}, Ran(results=[ITEM], reason="item 2: href ..."), []),
    ({"error": "item 2", "results": []}, Ran(results=[ITEM], reason="item 2: href"), ["its results are others"]),
    ({"results": [], "logs": (("info", "a"),)}, Ran(results=[], logs=(("info", "a"),)), []),
    ({"results": [], "logs": ()}, Ran(results=[], logs=(("info", "a"),)), ["its log is another"]),
    ({"results": [], "max_fuel": 9}, Ran(results=[], fuel=9), []),
    ({"results": [], "max_fuel": 9}, Ran(results=[], fuel=1000), ["it uses 1,000 fuel, and max_fuel is 9"]),
    ({"results": []}, Ran(results=[], refused=("unexpected",)), ["unexpected"]),
    ({"error": "x"}, Ran(reason="x", refused=("unexpected",)), ["unexpected"]),
    (
        {"results": []},
        Ran(results=[], unasked=("GET x",)),
        ["nobody asked for GET x: remove it, or say optional: true"],
    ),
    ({"results": []}, Ran(reason="y", unasked=("GET x",)), ["it fails: y"]),
]


@pytest.mark.parametrize(("expected", "ran", "messages"), CASES)
def test_verdict(expected: dict[str, Any], ran: Ran, messages: list[str]) -> None:
    case = msgspec.structs.replace(CASE, **expected)
    assert [failure.message for failure in judge(case, ran)] == messages
