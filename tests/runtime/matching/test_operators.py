import msgspec
import pytest

from runtime.matching.operators import EndsWith, Equals, Exists, Identity, In, StartsWith, identity

MISSING = msgspec.UNSET


def same(value: object) -> Identity:
    found = identity(value)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("declared", "value", "equal"),
    [
        ("a", "a", True),
        ("a", "A", False),
        ("é", "e\u0301", False),  # code units are compared, not what they look like
        ("1", 1, False),
        (1, 1.0, True),
        (0, -0.0, True),
        (1, True, False),
        (0, False, False),
        (True, True, True),
        (True, False, False),
        (None, None, True),
        (None, MISSING, False),
        (None, 0, False),
        ("", None, False),
        (2**53, 2**53 + 1, True),  # one double
        (10**400, 10**500, True),  # both Infinity
        (10**400, -(10**400), False),
        ("a", ["a"], False),
        ("a", {"a": 1}, False),
    ],
)
def test_equality_is_javascripts(declared: object, value: object, equal: bool) -> None:
    assert Equals(same(declared)).holds(value) is equal
    assert In(frozenset({same(declared), ("string", "other")})).holds(value) is equal


@pytest.mark.parametrize(("value", "there"), [(MISSING, False), (None, True), ("", True), (0, True), ([], True)])
def test_null_exists_and_missing_does_not(value: object, there: bool) -> None:
    assert Exists(True).holds(value) is there
    assert Exists(False).holds(value) is not there


@pytest.mark.parametrize(
    ("value", "starts", "ends"),
    [("abc", True, False), ("xab", False, True), ("ab", True, True), ("AB", False, False), (12, False, False)]
    + [(value, False, False) for value in (MISSING, None, True, ["ab"], {"ab": 1})],
)
def test_beginnings_and_ends_are_of_strings_only(value: object, starts: bool, ends: bool) -> None:
    assert StartsWith("ab").holds(value) is starts
    assert EndsWith("ab").holds(value) is ends


def test_the_empty_text_begins_and_ends_every_string_and_nothing_else() -> None:
    assert StartsWith("").holds("")
    assert EndsWith("").holds("x")
    assert not StartsWith("").holds(None)
