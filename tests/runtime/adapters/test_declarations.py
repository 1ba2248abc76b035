"""What may stand in an adapter file. The table is shared with the extension, which checks by the same rules."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runtime.adapters.declarations import read_declaration
from runtime.adapters.model import Declaration, DeclaredPage, Value
from runtime.problems import Problem, Review

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parents[2] / "adapter_cases.json").read_text())


def read(adapter: object) -> tuple[Declaration | None, tuple[Problem, ...]]:
    review = Review("x.adapter.yml", "")
    return read_declaration(adapter, review), review.problems


@pytest.mark.parametrize("case", CASES, ids=[case["what"] for case in CASES])
def test_a_definition_is_taken_or_the_problem_named(case: dict[str, Any]) -> None:
    declaration, problems = read(case["adapter"])
    if case["error"] is None:
        assert problems == ()
        assert declaration is not None
    else:
        assert declaration is None
        assert case["error"].lower() in "\n".join(map(str, problems)).lower()
        assert all(problem.remedy and problem.severity == "error" for problem in problems)


def test_each_case_is_there_once_and_there_are_good_and_bad_ones() -> None:
    assert {count for case, count in Counter(case["what"] for case in CASES).items()} == {1}
    good = sum(case["error"] is None for case in CASES)
    assert good >= 30
    assert len(CASES) - good >= 60


def test_a_declaration_is_what_the_file_says() -> None:
    page = {"path": "/browse/:issue", "values": {"page.project": {"group": "issue", "split": "-", "part": 0}}}
    content = {"name": "tracker", "description": "Issues", "values": {"page.tool": {"text": "x"}}, "pages": [page]}
    assert read(content)[0] == Declaration(
        name="tracker",
        description="Issues",
        values={"page.tool": Value(text="x")},
        pages=(DeclaredPage(path="/browse/:issue", values={"page.project": Value(group="issue", split="-", part=0)}),),
    )


def test_all_mistakes_are_told_at_once_each_with_its_key() -> None:
    page = {"path": "browse", "search": "(", "values": {"type": {"text": "x"}, "page.x": {"select": "input"}}}
    _, problems = read({"name": "github", "descripton": "x", "pages": [page]})
    assert [problem.key for problem in problems] == [
        "descripton",
        "description",
        "name",
        "pages[0].path",
        "pages[0].search",
        "pages[0].values.type",
        'pages[0].values["page.x"].select',
    ]
    assert problems[0].remedy == "did you mean description?"


def test_what_every_object_of_javascript_has_is_no_path() -> None:
    for path in ("constructor.name", "page.prototype"):
        assert read({"name": "ab", "description": "x", "values": {path: {"text": "x"}}, "pages": [{"path": "/"}]})[1]


def test_characters_are_counted_as_javascript_does() -> None:
    def text(length: int) -> dict[str, Any]:
        page = {"path": "/", "values": {"page.x": {"text": "\U0001f600" * length}}}
        return {"name": "ab", "description": "x", "pages": [page]}

    assert read(text(256))[0] is not None
    assert read(text(257))[0] is None


_KEYS = st.sampled_from(
    [*Declaration.__struct_fields__, *DeclaredPage.__struct_fields__, *Value.__struct_fields__, "a.b"]
)
_SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.text("/:*?+#%ab()[]>~,.\"' ", max_size=30)
)
_ANY = st.recursive(
    _SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=5), max_leaves=30
)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(_ANY, st.lists(st.dictionaries(_KEYS, _ANY, max_size=5), max_size=3), st.dictionaries(_KEYS, _ANY, max_size=3))
def test_whatever_a_file_holds_is_decoded_or_explained(anything: object, pages: object, values: object) -> None:
    for content in (anything, {"name": "ab", "description": "x", "pages": pages, "values": values}):
        declaration, problems = read(content)
        assert (declaration is None) == bool(problems)
