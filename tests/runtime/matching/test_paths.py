from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runtime.matching.paths import PATH_LENGTH, PathTree, parse

DOCUMENT: Any = {
    "page": {"repository": "acme/site", "owner": None, "tags": [{"name": "x"}, ["y"]]},
    "a.b": 1,
    "0": "zero",
    "": "empty",
}


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("page", ("page",)),
        ("page.repository", ("page", "repository")),
        ("a[0].b", ("a", "0", "b")),
        ("[0]", ("0",)),
        ("a[0][12]", ("a", "0", "12")),
        ('a["b.c"].d', ("a", "b.c", "d")),
        ("a['b c']", ("a", "b c")),
        ("a.0.b", ("a", "0", "b")),
        ("aws-region.é", ("aws-region", "é")),
        ("__proto__.x", ("__proto__", "x")),
    ],
)
def test_paths_are_read(text: str, steps: tuple[str, ...]) -> None:
    assert parse(text).steps == steps
    assert parse(text).text == text


@pytest.mark.parametrize(
    "text",
    ["", ".", "a.", ".a", "a..b", "a[", "a[]", "a[x]", "a[-1]", "a]b", "a b", 'a["', "a\n", "x" * (PATH_LENGTH + 1)],
)
def test_what_is_no_path_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="path"):
        parse(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("page.repository", "acme/site"),
        ("page.owner", None),
        ("page.owner.name", msgspec.UNSET),
        ("page.missing", msgspec.UNSET),
        ("page.tags[0].name", "x"),
        ("page.tags.0.name", "x"),
        ("page.tags[1][0]", "y"),
        ("page.tags[2]", msgspec.UNSET),
        ("page.tags[01]", msgspec.UNSET),
        ("page.tags.length", msgspec.UNSET),
        ("page.repository.length", msgspec.UNSET),
        ("page.repository[0]", msgspec.UNSET),
        ("page.constructor", msgspec.UNSET),
        ("a.b", msgspec.UNSET),
        ('["a.b"]', 1),
        ("[0]", "zero"),
    ],
)
def test_only_what_the_document_itself_holds_is_found(text: str, value: object) -> None:
    path = parse(text)
    assert path.find(DOCUMENT) == value
    assert PathTree([path.steps]).find(DOCUMENT) == ({} if value is msgspec.UNSET else {0: value})


_STEP = st.sampled_from(["a", "b", "0", "1", "01"])
_STEPS = st.lists(_STEP, min_size=1, max_size=4).map(tuple)
_JSON = st.recursive(
    st.none() | st.integers(0, 3) | st.text("ab", max_size=2),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_STEP, inner, max_size=4),
    max_leaves=20,
)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(_STEPS, unique=True, max_size=8), _JSON)
def test_many_paths_at_once_find_what_each_finds(paths: list[tuple[str, ...]], document: object) -> None:
    each = {number: found_alone(steps, document) for number, steps in enumerate(paths)}
    assert PathTree(paths).find(document) == {key: value for key, value in each.items() if value is not msgspec.UNSET}


def found_alone(steps: tuple[str, ...], document: object) -> object:
    return parse("".join(f'["{step}"]' for step in steps)).find(document)
