import json
from collections.abc import Mapping
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runtime.matching import paths
from runtime.matching.conditions import Condition, decode
from runtime.matching.index import Matcher
from runtime.matching.operators import EndsWith, Equals, Exists, In, Operator, Pattern, StartsWith, identity
from runtime.matching.published import MAX_BYTES, MAX_RULES, Matching, publish
from runtime.matching.rules import Entry
from runtime.problems import Review
from tests.runtime.matching.match_cases import COMMAND, FILE, ONE_RULE, SEVERAL, Case, cases, odd, text
from tests.runtime.matching.may_match import Rules, may_match


def rules_of(matching: Matching) -> Rules:
    rules: Rules = json.loads(msgspec.json.encode(matching))["rules"]
    return rules


def when(path: str, *operators: Operator) -> Condition:
    return Condition(paths.parse(path), operators)


def is_(value: object) -> Equals:
    found = identity(value)
    assert found is not None
    return Equals(found)


def in_(*values: object) -> In:
    return In(frozenset(is_(value).identity for value in values))


_TEXT = st.text("ab/é😀", max_size=4)
_VALUES = _TEXT | st.integers(0, 2) | st.sampled_from([0.5, 1e300, -0.0, 1.0]) | st.booleans() | st.none()
_URLS = st.sampled_from(
    ["https://a.example/x", "https://a.example", "http://b.example:8/?q", "HTTPS://A.example/", "x"]
)
_OPERATORS: Mapping[str, st.SearchStrategy[Operator]] = {
    "exists": st.builds(Exists, st.booleans()),
    "equals": st.builds(is_, _VALUES | _URLS),
    "in": st.lists(_VALUES, max_size=3).map(lambda values: in_(*values)),
    "startsWith": st.builds(StartsWith, _TEXT | _URLS),
    "endsWith": st.builds(EndsWith, _TEXT),
}
_PATTERNS = st.builds(Pattern, st.sampled_from(["a", "^a", "b$", r"(a)\1", "a(?!b)"]))
_PATHS = st.sampled_from(["url", "a", "b", "c.a", "c[0]", '["c"].a', "c[0].a", "__proto__", "toString"])
_MEMBERS = st.dictionaries(st.sampled_from(["a", "0", "__proto__"]), _VALUES, max_size=2)
_CONTEXTS = st.fixed_dictionaries(
    {"type": st.sampled_from(["aws", "github", "generic"]), "url": _URLS},
    optional={"a": _VALUES, "b": _VALUES, "c": st.lists(_VALUES | _MEMBERS, max_size=2) | _MEMBERS},
)


def entries_with(**more: st.SearchStrategy[Operator]) -> st.SearchStrategy[list[Entry]]:
    operators = st.fixed_dictionaries({}, optional={**_OPERATORS, **more}).filter(bool)
    conditions = st.dictionaries(_PATHS, operators, max_size=3).map(
        lambda rules: tuple(when(path, *found.values()) for path, found in rules.items())
    )
    return st.lists(st.builds(Entry, st.sampled_from(["*", "aws", "generic"]), conditions), max_size=8)


_BOUNDS = st.sampled_from([(1000, 65536), (4, 65536), (1000, 300), (1000, 120), (3, 200)])


@settings(max_examples=200, deadline=None, derandomize=True)
@given(entries_with(pattern=_PATTERNS), _CONTEXTS, _BOUNDS)
def test_what_matches_may_match_however_coarse_the_rules_are(
    entries: list[Entry], context: Any, bounds: tuple[int, int]
) -> None:
    matched = Matcher(entries).match(context)
    published = publish(entries, max_rules=bounds[0], max_bytes=bounds[1])
    assert len(published.rules) <= bounds[0]
    assert len(msgspec.json.encode(published.rules)) <= bounds[1]
    if matched.certain or matched.pending:
        assert may_match(context, rules_of(published))


@settings(max_examples=200, deadline=None, derandomize=True)
@given(entries_with(), _CONTEXTS)
def test_complete_rules_without_patterns_say_exactly_what_matches(entries: list[Entry], context: Any) -> None:
    published = publish(entries)
    assert published.complete
    assert may_match(context, rules_of(published)) == bool(Matcher(entries).match(context).certain)


@pytest.mark.parametrize(
    ("operators", "told"),
    [
        ([Exists(False)], {"exists": False}),
        ([is_("x"), Exists(True)], {"exists": True, "equals": "x"}),
        ([is_(None)], {"equals": None}),
        ([is_(True)], {"equals": True}),
        ([is_(1.0)], {"equals": 1}),
        ([is_(1e300)], {"equals": 1e300}),
        ([in_(2, "é", None, False)], {"in": [False, None, 2, "é"]}),
        ([in_()], {"in": []}),
        ([StartsWith("a"), EndsWith("z")], {"startsWith": "a", "endsWith": "z"}),
        ([Pattern("secret-of-the-author")], {"pattern": True}),
        ([Pattern(r"(a)\1")], {"pattern": True}),
    ],
)
def test_operators_are_told_as_json(operators: list[Operator], told: object) -> None:
    published = publish([Entry("aws", (when("a[0].b", *operators),))])
    assert json.loads(msgspec.json.encode(published)) == {
        "complete": True,
        "rules": [{"type": "aws", "context": {"a[0].b": told}}],
    }


def test_a_number_that_json_has_not_is_told_as_there() -> None:
    """In JSON it would be null, and the page's infinity would not be equal to that."""
    for operator in (is_(10**400), in_("x", 10**400)):
        published = publish([Entry("*", (when("a", operator),))])
        assert not published.complete
        assert rules_of(published) == [{"type": "*", "context": {"a": {"exists": True}}}]


def test_equal_rules_are_told_once_and_in_an_order_of_their_own() -> None:
    there, url = when("a", Exists(True)), when("url", StartsWith("https://a.example/"))
    entries = [
        Entry("generic", (url, there)),
        Entry("aws", (there,), 5),
        Entry("generic", (there, url)),
        Entry("aws", (there,)),
    ]
    published = publish(entries)
    assert rules_of(published) == [
        {"type": "generic", "context": {"a": {"exists": True}, "url": {"startsWith": "https://a.example/"}}},
        {"type": "aws", "context": {"a": {"exists": True}}},
    ]
    assert msgspec.json.encode(publish(reversed(entries))) == msgspec.json.encode(published)


def test_a_rule_for_all_types_makes_those_that_are_equal_but_for_the_type_needless() -> None:
    there, url = when("a", Exists(True)), when("url", StartsWith("https://a.example/"))
    rules = rules_of(publish([Entry("aws", (there,)), Entry("*", (there,)), Entry("aws", (there, url))]))
    assert [rule["type"] for rule in rules] == ["aws", "*"]


def test_a_rule_for_all_pages_makes_the_others_needless() -> None:
    there = (when("a", Exists(True)),)
    assert [rule["type"] for rule in rules_of(publish([Entry("aws", ()), Entry("aws", there), Entry("*", there)]))] == [
        "*",
        "aws",
    ]
    assert rules_of(publish([Entry("aws", ()), Entry("*", ()), Entry("*", there)])) == [{"type": "*", "context": {}}]


def test_without_integrations_nothing_can_match() -> None:
    assert publish([]) == Matching(complete=True, rules=())


def test_one_that_is_too_large_does_not_make_the_others_coarse() -> None:
    many = when("page.repository", in_(*(f"acme/repository-{number:05}" for number in range(4000))))
    few = [Entry("github", (when("page.repository", is_(f"acme/{number}")),)) for number in range(100)]
    published = publish([Entry("aws", (many,)), *few])
    rules = rules_of(published)
    assert not published.complete
    assert {"type": "aws", "context": {"page.repository": {"exists": True}}} in rules
    assert sum("equals" in rule["context"]["page.repository"] for rule in rules) == 100


def site(number: int, *more: Condition) -> Entry:
    return Entry("generic", (when("url", StartsWith(f"https://tool-{number}.example/path/{number}?q")), *more))


def test_beyond_the_bounds_an_address_keeps_its_origin_and_then_only_that() -> None:
    entries = [site(number, when(f"page.place-{number}", is_("x" * 500))) for number in range(200)]
    wide = rules_of(publish(entries, max_bytes=25_000))
    sevenths = {"page.place-7": {"exists": True}, "url": {"startsWith": "https://tool-7.example/"}}
    assert {"type": "generic", "context": sevenths} in wide
    wider = rules_of(publish(entries, max_bytes=18_000))
    assert {"type": "generic", "context": {"url": {"startsWith": "https://tool-7.example/"}}} in wider
    assert len(wide) == len(wider) == 200
    assert rules_of(publish(entries, max_rules=1)) == [{"type": "generic", "context": {}}]


def test_thousands_of_integrations_stay_within_the_bounds() -> None:
    entries = [site(number % 3000, when("page.name", is_(f"{number}"))) for number in range(6000)]
    published = publish(entries)
    assert len(published.rules) <= MAX_RULES
    assert len(msgspec.json.encode(published.rules)) <= MAX_BYTES
    assert may_match(
        {"type": "generic", "url": "https://tool-5.example/path/5?q", "page": {"name": "5"}}, rules_of(published)
    )


def test_the_table_that_the_extension_reads_is_current() -> None:
    assert FILE.read_text() == text(), f"run `{COMMAND}`"


@pytest.mark.parametrize("case", cases()[: len(ONE_RULE) + len(SEVERAL)], ids=lambda case: case["what"])
def test_the_answers_of_the_table_are_those_of_the_words(case: Case) -> None:
    assert may_match(case["context"], case["rules"]) is case["may"]


@pytest.mark.parametrize(("what", "rule", "may"), ONE_RULE, ids=lambda value: value if isinstance(value, str) else "")
def test_the_answers_of_the_table_are_those_of_the_server(what: str, rule: Any, may: bool) -> None:
    """Where the rule is one that an integration can have and no pattern is in it."""
    review = Review("table", "")
    conditions = decode(rule, review, ())
    if review.failed or "pattern" in str(rule):
        return
    matched = Matcher([Entry("*", conditions)]).match(odd(rule))
    assert bool(matched.certain) is may
