"""Recording changes what runs gave, and leaves every other character of the file."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.sources.yaml_values import yaml_value
from runtime.testing.reading import read_cases
from runtime.testing.recording import record
from runtime.testing.verdict import Ran
from runtime.testing.yaml_text import block

FILE = "x.test.yml"
PAGE = 'context: {type: github,   url: "https://github.com/a"}   # odd spaces stay'
OLD: dict[str, Any] = {"type": "text", "content": "old"}
NEW: dict[str, Any] = {"type": "text", "content": "new: it's"}
LINES = '    - type: text\n      content: "new: it\'s"\n'


def recorded(text: str, *rans: Ran | None) -> str:
    done = record(text.encode(), FILE, rans)
    assert done.problem is None
    return done.content.decode()


REPLACED = {
    "a block": ("  results:\n    - type: text\n      content: old\n", f"  results:\n{LINES}"),
    "a block that is not indented": ("  results:\n  - { type: text, content: old }\n", f"  results:\n{LINES}"),
    "a list in brackets": ("  results: [{ type: text, content: old }]\n", f"  results:\n{LINES}"),
    "nothing": ("  results:\n", f"  results:\n{LINES}"),
    "an empty list": ("  results: []\n", f"  results:\n{LINES}"),
    "with a comment behind the key": ("  results: # why\n    - {}\n", f"  results: # why\n{LINES}"),
    "a missing key": ("", f"  results:\n{LINES}"),
}


@pytest.mark.parametrize(("before", "after"), REPLACED.values(), ids=REPLACED)
@pytest.mark.parametrize("behind", ["", "\n# a comment\n\n- name: b\n  # inside\n  matches: false\n  " + PAGE + "\n"])
def test_results_are_replaced_and_nothing_else(before: str, after: str, behind: str) -> None:
    head = f"# top\n- name: 'a'\n  {PAGE}\n"
    rans = [Ran(results=[NEW])] + ([Ran(not_run="no")] if behind else [])
    assert recorded(head + before + behind, *rans) == head + after + behind


def test_no_results_any_more() -> None:
    text = f"- name: a\n  {PAGE}\n  results:\n    - type: text\n      content: old\n"
    assert recorded(text, Ran(results=[])) == f"- name: a\n  {PAGE}\n  results: []\n"


def test_a_case_in_braces() -> None:
    text = '- { name: a, context: { type: github, url: "https://github.com/a" } } # it\n'
    changed = recorded(text, Ran(results=[NEW]))
    assert changed.endswith("} } # it\n") or changed.endswith("} # it\n")
    assert [case.results for case in read_cases(changed.encode(), FILE).cases] == [[NEW]]
    again = recorded(changed, Ran(results=[OLD]))
    assert [case.results for case in read_cases(again.encode(), FILE).cases] == [[OLD]]


def test_what_fits_stays_as_it_is_written() -> None:
    text = f"- name: a\n  {PAGE}\n  results: [  {{content: old, type: 'text'}} ]\n"
    assert recorded(text, Ran(results=[OLD])) == text


def test_logs_and_fuel_are_recorded_where_they_are_asked_for() -> None:
    text = f"- name: a\n  {PAGE}\n  max_fuel: 10 # small\n  logs: []\n  results: []\n"
    changed = recorded(text, Ran(results=[], logs=(("warn", "slow"),), fuel=123_456))
    assert changed == f"- name: a\n  {PAGE}\n  max_fuel: 160000 # small\n  logs:\n    - warn: slow\n  results: []\n"
    logs = (("warn", "slow"),)
    assert recorded(changed, Ran(results=[], logs=logs, fuel=150_000)) == changed  # a little more is fine
    assert "max_fuel: 1300 " in recorded(changed, Ran(results=[], logs=logs, fuel=1_000))  # it needs much less


NOT_RECORDED = [
    ("results: []", Ran(reason="TypeError: x")),
    ("results: []", Ran(not_run="no")),
    ("results: []", Ran(results=[NEW], refused=("unexpected request",))),
    ("matches: false", Ran(results=[NEW])),
    ("error: x", Ran(results=[NEW])),
    ("error: x", Ran(reason="other")),
    ("results: []", None),
]


@pytest.mark.parametrize(("expects", "ran"), NOT_RECORDED)
def test_that_it_matches_or_fails_stays_the_authors_word(expects: str, ran: Ran | None) -> None:
    text = f"- name: a\n  {PAGE}\n  {expects}\n"
    assert recorded(text, ran) == text


SHARED = f"""
- name: a
  {PAGE}
  results: &all
    - &first
      type: text
      content: old
    - {{ <<: *first, status: none }}
- name: b
  {PAGE}
  results: *all
- name: c
  {PAGE}
  results:
    - {{ <<: *first, icon: x }}
"""


def test_anchors_stay_and_what_they_name_changes_with_them() -> None:
    both = [NEW, {**NEW, "status": "none"}]
    changed = recorded(SHARED, Ran(results=both), Ran(results=both), Ran(results=[{**NEW, "icon": "x"}]))
    assert "  results: &all\n    - &first\n      type: text\n" in changed
    assert "  results: *all\n" in changed
    assert "- { <<: *first, icon: x }" in changed
    assert "old" not in changed


def test_an_alias_that_does_not_fit_any_more_becomes_what_it_is() -> None:
    both = [OLD, {**OLD, "status": "none"}]
    changed = recorded(SHARED, Ran(results=both), Ran(results=[NEW]), Ran(results=[{**OLD, "icon": "x"}]))
    assert changed == SHARED.replace("  results: *all\n", f"  results:\n{LINES}")


def test_an_anchor_that_would_be_lost_leaves_the_file_alone() -> None:
    text = SHARED.encode()
    done = record(text, FILE, [Ran(results=[]), Ran(results=[]), Ran(results=[{**OLD, "icon": "x"}])])
    assert done.content == text
    assert done.problem is not None


def test_json_is_written_anew() -> None:
    text = '[{"name": "ä", "context": {"type": "github", "url": "https://github.com/a"}}]'
    done = record(text.encode(), "x.test.json", [Ran(results=[NEW])])
    assert done.names == ("ä",)
    assert [case.results for case in read_cases(done.content, "x.test.json").cases] == [[NEW]]
    assert '"name": "ä"' in done.content.decode()


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=20) | st.sampled_from(
    ["yes", "1e3", "0o17", "007", "2026-01-01", "null", "~", "- a", "a: b", "#x", "a #b", "*a", "&a", "!x", "<<", "..."]
)
ITEMS = st.dictionaries(st.sampled_from(["type", "content", "href", "tooltip"]), TEXTS, max_size=3)


@given(
    st.lists(st.dictionaries(st.sampled_from(["content", "items"]), TEXTS | st.lists(ITEMS), max_size=2), max_size=3)
)
def test_whatever_is_written_is_read_back(results: list[Any]) -> None:
    assert yaml_value("\n".join(block(results)), 1_000_000) == results
    head, behind = f"- name: a\n  {PAGE}\n", f"# kept\n- name: b\n  matches: false\n  {PAGE}\n"
    changed = recorded(head + behind, Ran(results=results), Ran(not_run="no"))
    assert changed.startswith(head)
    assert changed.endswith(behind)
    assert read_cases(changed.encode(), FILE).cases[0].results == results
