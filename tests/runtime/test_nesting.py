import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.nesting import too_deep


def depth(value: Any) -> int:
    """The straightforward way to count."""
    if isinstance(value, dict):
        return 1 + max(map(depth, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(depth, value), default=0)
    return 0


@pytest.mark.parametrize(
    ("body", "limit", "key"),
    [
        (b"1", 0, None),
        (b"[]", 1, None),
        (b"[]", 0, b""),
        (b'{"a": [[]], "b": [[[]]]}', 3, b'"b"'),
        (b'{"a": [[]], "b": [[[]]]}', 4, None),
        (b'{"a": "[[[", "b": {"c": ["]]]"]}}', 2, b'"b"'),
        (b'{"a": "\\"[[[", "\\\\": [[]]}', 2, b'"\\\\"'),
        (b"}}}]]][", 1, None),
    ],
)
def test_the_key_of_the_outermost_object_is_found(body: bytes, limit: int, key: bytes | None) -> None:
    assert too_deep(body, limit) == key


values = st.recursive(
    st.none() | st.text(alphabet='[]{}":,\\a', max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(alphabet='[]{}":\\', max_size=4), inner, max_size=3)
    ),
    max_leaves=15,
)


@given(values, st.integers(0, 6), st.booleans())
def test_json_is_too_deep_exactly_when_counting_says_so(value: Any, limit: int, spaced: bool) -> None:
    body = json.dumps(value, indent=1 if spaced else None).encode()
    assert (too_deep(body, limit) is not None) is (depth(value) > limit)


@given(st.binary(max_size=300), st.integers(0, 5))
def test_any_bytes_can_be_scanned(body: bytes, limit: int) -> None:
    found = too_deep(body, limit)
    assert found is None or found in body
