import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.cache_key import Identity, cache_key, encode_value, key_paths
from runtime.context import Context, decode_context


class Member:
    """A path of one step."""

    def __init__(self, text: str) -> None:
        self.text = text

    def find(self, document: object) -> object:
        assert isinstance(document, dict)
        return document.get(self.text, msgspec.UNSET)


IDENTITY = Identity(program="p", data="d", engine="e", grant="g", secrets={"TOKEN": "1"})
A, B = Member("a"), Member("b")


def context(type_: str = "aws", **more: Any) -> Context:
    return decode_context(json.dumps({"type": type_, "url": "https://x/", **more}).encode(), ("aws", "github"))


def test_the_paths_are_those_of_cache_key_else_those_of_match_context() -> None:
    assert key_paths([A], [B]) == [A]
    assert key_paths(None, [B]) == [B]
    assert key_paths([], [B]) == []


def test_without_paths_there_is_no_key() -> None:
    assert cache_key(IDENTITY, context(a=1), []) is None


def test_equal_inputs_have_one_key_whatever_the_order() -> None:
    one = cache_key(IDENTITY, context(a={"x": 1, "y": 2}, b=1, other="ignored"), [A, B])
    assert one == cache_key(IDENTITY, context(b=1.0, a={"y": 2, "x": 1}), [B, A])
    assert one is not None
    assert len(one) == 32


@pytest.mark.parametrize(
    "other",
    [
        msgspec.structs.replace(IDENTITY, program="q"),
        msgspec.structs.replace(IDENTITY, data="q"),
        msgspec.structs.replace(IDENTITY, engine="q"),
        msgspec.structs.replace(IDENTITY, grant="q"),
        msgspec.structs.replace(IDENTITY, secrets={"TOKEN": "2"}),
        msgspec.structs.replace(IDENTITY, secrets={"OTHER": "1"}),
        msgspec.structs.replace(IDENTITY, secrets={}),
        msgspec.structs.replace(IDENTITY, program="pd", data=""),
    ],
)
def test_every_part_of_the_identity_counts(other: Identity) -> None:
    assert cache_key(IDENTITY, context(a=1), [A]) != cache_key(other, context(a=1), [A])


def test_the_context_type_counts() -> None:
    assert cache_key(IDENTITY, context("aws", a=1), [A]) != cache_key(IDENTITY, context("github", a=1), [A])


def test_which_path_a_value_is_at_counts() -> None:
    assert cache_key(IDENTITY, context(a=1), [A, B]) != cache_key(IDENTITY, context(b=1), [A, B])
    assert cache_key(IDENTITY, context(a=1), [A]) != cache_key(IDENTITY, context(b=1), [B])


DIFFERENT: list[object] = [
    msgspec.UNSET, None, "", 0, False, True, 1, "0", "1", "null", [], {}, [None], [[]], [""], {"": None}, {"": ""},
    "ab", ["ab"], ["a", "b"], ["a", ["b"]], {"a": "b"}, {"ab": ""}, 1e308, float("inf"), float("-inf"), 0.1, -1,
    2**53 - 1, "\0", "\0\0", ["\0", ""], ["", "\0"],
]  # fmt: skip


def test_what_javascript_tells_apart_has_different_keys() -> None:
    encoded = [encode_value(value) for value in DIFFERENT]
    assert len(set(encoded)) == len(DIFFERENT)


@pytest.mark.parametrize(("one", "other"), [(1, 1.0), (0, -0.0), ({"a": 1, "b": 2}, {"b": 2, "a": 1})])
def test_what_javascript_takes_for_equal_has_one_key(one: object, other: object) -> None:
    assert encode_value(one) == encode_value(other)


values = st.recursive(
    st.just(msgspec.UNSET)
    | st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False)
    | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner, max_size=3),
    max_leaves=8,
)


def typed(value: Any) -> Any:
    """The value so that Python's == tells apart what the key must (True is 1 there)."""
    if isinstance(value, list):
        return ["list", *map(typed, value)]
    if isinstance(value, dict):
        return {key: typed(item) for key, item in value.items()}
    if isinstance(value, bool) or value is None or value is msgspec.UNSET:
        return repr(value), None
    return value


@given(values, values)
def test_keys_are_equal_exactly_when_the_values_are(one: Any, other: Any) -> None:
    assert (encode_value(one) == encode_value(other)) is (typed(one) == typed(other))


@given(st.lists(st.text(max_size=3), max_size=4), st.lists(st.text(max_size=3), max_size=4))
def test_no_two_lists_run_together(one: list[str], other: list[str]) -> None:
    assert (encode_value(one) == encode_value(other)) is (one == other)


def test_what_is_no_json_is_a_bug_not_a_key() -> None:
    with pytest.raises(TypeError, match="bytes is no JSON value"):
        encode_value(b"x")
