import re
import time
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from runtime.matching import paths
from runtime.matching.conditions import Condition
from runtime.matching.index import Matcher
from runtime.matching.operators import EndsWith, Equals, Exists, In, Operator, Pattern, StartsWith, identity
from runtime.matching.rules import Entry


def when(path: str, *operators: Operator) -> Condition:
    return Condition(paths.parse(path), operators)


def is_(value: str) -> Equals:
    return Equals(("string", value))


def certain(matcher: Matcher, context: object) -> list[int]:
    return [matcher.entries[place] for place in matcher.match(context).certain]


def test_the_order_is_by_priority_and_then_by_file() -> None:
    matcher = Matcher([Entry("*", (), priority) for priority in (100, 1, 1000, 100, 1.5)])
    assert certain(matcher, {"type": "aws"}) == [2, 0, 3, 4, 1]


def test_the_context_type_is_a_condition_like_others() -> None:
    matcher = Matcher([Entry("github", ()), Entry("*", ()), Entry("aws", ())])
    assert certain(matcher, {"type": "github"}) == [0, 1]
    assert certain(matcher, {}) == [1]
    assert certain(matcher, []) == [1]


def test_all_operators_of_all_paths_must_hold() -> None:
    matcher = Matcher([Entry("*", (when("a", StartsWith("x"), EndsWith("y")), when("b", Exists(False))))])
    assert certain(matcher, {"a": "x-y"}) == [0]
    assert certain(matcher, {"a": "x-y", "b": None}) == []
    assert certain(matcher, {"a": "x"}) == []


def test_patterns_are_asked_of_strings_only() -> None:
    matcher = Matcher([Entry("*", (when("a", Pattern(".")),)), Entry("*", (when("a", Pattern(".(?!x)")),))])
    for value in (5, True, None, ["x"], {"x": "x"}):
        assert certain(matcher, {"a": value}) == []
        assert matcher.match({"a": value}).tests == ()


def test_the_engine_is_asked_only_when_everything_else_holds() -> None:
    ahead, back = Pattern("a(?!x)"), Pattern(r"(b)\1")
    matcher = Matcher(
        [
            Entry("github", (when("a", ahead), when("b", is_("yes")))),
            Entry("*", (when("a", ahead, back),), priority=500),
            Entry("*", (when("a", Pattern("b")),)),
        ]
    )
    assert matcher.engine_patterns == (ahead, back)
    assert matcher.match({"type": "github", "a": "c", "b": "yes"}).tests == ()  # RE2 sees that no a is there
    matched = matcher.match({"type": "github", "a": "abb", "b": "yes"})
    assert matched.certain == (2,)
    assert matched.tests == ((0, "abb"), (1, "abb"))
    assert matched.paths == ("a", "a")
    assert [(matcher.entries[one.place], one.tests) for one in matched.pending] == [(1, (0, 1)), (0, (0,))]
    assert [matcher.entries[one.place] for one in matcher.match({"type": "github", "a": "abb"}).pending] == [1]


def plainly_holds(operator: Operator, value: object) -> bool:
    """The meaning, without an index; the patterns below mean the same to Python."""
    if isinstance(operator, Pattern):
        return isinstance(value, str) and re.search(operator.source, value, re.I if operator.flags else 0) is not None
    return operator.holds(value)


_TEXT = st.text("abA-", max_size=4)
_VALUES = _TEXT | st.integers(0, 2) | st.booleans() | st.none()
_PATTERN_PARTS = st.lists(st.sampled_from(["a", "b", "-", "ab", "(?:a|b-)", ".", "a?", "(?:ab)+"]), max_size=4)
_PATTERN_TEXTS = st.builds(
    "{}{}{}".format, st.sampled_from(["", "^"]), _PATTERN_PARTS.map("".join), st.just("$") | st.just("")
)
_OPERATORS: st.SearchStrategy[Operator] = st.one_of(
    st.builds(Exists, st.booleans()),
    st.builds(lambda value: Equals(identity(value) or ("null", None)), _VALUES),
    st.builds(
        lambda values: In(frozenset(identity(value) or ("null", None) for value in values)),
        st.lists(_VALUES, max_size=3),
    ),
    st.builds(StartsWith, _TEXT),
    st.builds(EndsWith, _TEXT),
    st.builds(Pattern, _PATTERN_TEXTS, st.sampled_from(["", "i"])),
)
_PATHS = st.sampled_from(["a", "b", "c.a", "c[0]"])
_CONDITIONS = st.dictionaries(_PATHS, st.lists(_OPERATORS, min_size=1, max_size=2), max_size=3)
_DOCUMENTS = st.fixed_dictionaries(
    {"type": st.sampled_from(["aws", "github"])},
    optional={"a": _VALUES, "b": _VALUES, "c": st.lists(_VALUES, max_size=2) | st.fixed_dictionaries({"a": _VALUES})},
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.sampled_from(["*", "aws"]), _CONDITIONS), max_size=12), _DOCUMENTS)
def test_the_index_finds_what_trying_each_finds(rules: list[tuple[str, Any]], document: Any) -> None:
    entries = [Entry(kind, tuple(when(path, *found) for path, found in rule.items())) for kind, rule in rules]
    expected = [
        number
        for number, entry in enumerate(entries)
        if entry.context_type in ("*", document["type"])
        and all(plainly_holds(one, rule.path.find(document)) for rule in entry.conditions for one in rule.operators)
    ]
    assert certain(Matcher(entries), document) == expected
    assert Matcher(entries).match(document).pending == ()


def as_teams_write_them(number: int) -> tuple[Condition, ...]:
    rules: list[tuple[Condition, ...]] = [
        (when("page.repository", is_(f"org-{number % 50}/repo-{number}")),),
        (when("url", StartsWith(f"https://github.com/org-{number}/")),),
        (when("page.repository", Pattern(rf"^org-\d+\/repo-{number}$")),),
        (when("url", Pattern(rf"^https:\/\/[^/]+\/team-{number}\/", "i")),),
        (when("page.branch", In(frozenset({("string", f"b{number}"), ("string", f"c{number}")}))),),
        (when("page.repository", Exists(True), EndsWith(f"-{number}")),),
        (when("page.branch", is_("main")), when("page.repository", Exists(True))),
    ]
    for_the_engine = (when("url", Pattern(rf"repo-(?!{number}\/)\d+")),)
    return for_the_engine if number % 20 == 0 else rules[number % len(rules)]


def catalog(size: int) -> list[Entry]:
    """Each integration has a rule of its own; one in twenty needs the engine, for this page."""
    types = ["github", "aws", "*", "generic"]
    return [Entry(types[number % 4], as_teams_write_them(number), 1 + number % 1000) for number in range(size)]


def test_ten_thousand_integrations_are_matched_in_milliseconds() -> None:
    matcher = Matcher(catalog(10_000))
    page = {"repository": "org-1/repo-1201", "branch": "main"}
    context = {"type": "github", "url": "https://github.com/org-1/repo-1201/pull/12/files", "page": page}
    took = []
    for _ in range(7):
        begun = time.perf_counter()
        matched = matcher.match(context)
        took.append(time.perf_counter() - begun)
    assert len(matcher.engine_patterns) == 500
    assert matched.certain
    assert min(took) < 0.02  # 2 ms where this was written; a machine that runs tests has other things to do, too


def test_missing_is_not_null() -> None:
    matcher = Matcher([Entry("*", (when("a", Equals(("null", None))),)), Entry("*", (when("a", Exists(False)),))])
    assert certain(matcher, {"a": None}) == [0]
    assert certain(matcher, {}) == [1]
