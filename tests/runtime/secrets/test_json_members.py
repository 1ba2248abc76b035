"""Where the members of a JSON text are."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.secrets.filling.json_members import is_json, members, pointed, pointer_of

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=12,
)


@given(JSON, st.sampled_from([None, 2]), st.booleans())
def test_every_member_is_found_at_its_place(value: object, indent: int | None, escape: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=escape)
    assert is_json(text)
    found = {member.key: json.loads(text[member.begin : member.end]) for member in members(text)}
    match value:
        case dict():
            assert found == value
        case list():
            assert found == {str(number): item for number, item in enumerate(value)}
        case _:
            assert found == {}


@given(st.lists(st.text(max_size=5), min_size=1, max_size=5))
def test_a_pointer_leads_to_its_value(keys: list[str]) -> None:
    document: object = "here"
    for key in reversed(keys):
        document = {"": 0, key: document} if key else {key: document}
    text = json.dumps(document)
    member = pointed(text, pointer_of(keys))
    assert member is not None
    assert text[member.begin : member.end] == '"here"'


@pytest.mark.parametrize(
    ("text", "pointer", "found"),
    [
        ('{"a": {"b": ["x", "y"]}}', "/a/b/1", '"y"'),
        ('{"a~/b": 1}', "/a~0~1b", "1"),
        ('{"": 1}', "/", "1"),
        ('{"\\u0061": 1}', "/a", "1"),
        ("[1, 2]", "/2", None),
        ("[1, 2]", "/01", None),
        ("[1, 2]", "/-", None),
        ('{"a": 1}', "/a/b", None),
        ('{"a": 1, "\\u0061": 2}', "/a", None),
        ('{"a": {"b": 1}, "a": {"c": 2}}', "/a/b", None),
        ('{"b": 1, "b": 2, "a": 3}', "/a", "3"),
        (' { "a" : [ ] , "b" : { } } ', "/b", "{ }"),
        ("[]", "/0", None),
        ("{}", "/a", None),
    ],
)
def test_pointers(text: str, pointer: str, found: str | None) -> None:
    assert is_json(text)
    member = pointed(text, pointer)
    assert (None if member is None else text[member.begin : member.end]) == found


@pytest.mark.parametrize("text", ["", "{", '{"a":1}{"a":2}', '{"a":1,}', "[1 2]", "nul", "\ufeff{}", "[" * 100_000])
def test_what_is_no_json(text: str) -> None:
    assert not is_json(text)


def test_no_number_is_too_long() -> None:
    assert is_json(f'{{"a": {"9" * 10_000}}}')
