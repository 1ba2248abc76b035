import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from runtime.matching import engine_patterns, paths
from runtime.matching.conditions import Condition
from runtime.matching.engine_patterns import Selected, select
from runtime.matching.index import Matcher
from runtime.matching.operators import Exists, Operator, Pattern
from runtime.matching.rules import Entry
from tests.runtime.matching.conftest import Evaluate

PROGRAM = Path(__file__).parents[3] / "runtime" / "patterns.js"
LOOKS = Pattern("a(?!x)")
EXPLODES = Pattern(r"^(a+)+\1$")


class Scripted:
    """An engine with known answers by pattern."""

    def __init__(self, matcher: Matcher, answers: dict[Pattern, bool | None]) -> None:
        self.answers = [answers[pattern] for pattern in matcher.engine_patterns]
        self.asked: list[list[tuple[int, str]]] = []

    async def test(self, tests: Sequence[tuple[int, str]]) -> list[bool | None]:
        self.asked.append(list(tests))
        return [self.answers[pattern] for pattern, _ in tests]


def entry(*operators: Operator, priority: float = 100, path: str = "a") -> Entry:
    return Entry("*", (Condition(paths.parse(path), operators),), priority)


async def test_the_engine_decides_and_the_order_stays() -> None:
    matcher = Matcher([entry(Exists(True)), entry(LOOKS, priority=200), entry(EXPLODES), entry(Exists(True))])
    engine = Scripted(matcher, {LOOKS: True, EXPLODES: False})
    assert await select(matcher, {"a": "aa"}, engine) == (Selected(1), Selected(0), Selected(3))
    assert engine.asked == [[(0, "aa"), (1, "aa")]]


async def test_without_a_question_the_engine_is_left_alone() -> None:
    matcher = Matcher([entry(Exists(True)), entry(LOOKS)])
    engine = Scripted(matcher, {LOOKS: True})
    assert await select(matcher, {"a": "b"}, engine) == (Selected(0),)
    assert engine.asked == []


async def test_a_pattern_without_steps_left_fails_its_own_integrations() -> None:
    matcher = Matcher([entry(EXPLODES), entry(LOOKS), entry(EXPLODES, LOOKS, priority=1)])
    first, second, third = await select(matcher, {"a": "aa"}, Scripted(matcher, {LOOKS: True, EXPLODES: None}))
    assert second == Selected(1)
    for failed in (first, third):
        assert failed.failure is not None
        assert "/^(a+)+\\1$/ of match.context 'a' used up its steps" in failed.failure


async def test_a_no_counts_more_than_a_pattern_without_steps_left() -> None:
    matcher = Matcher([entry(EXPLODES, LOOKS)])
    assert await select(matcher, {"a": "aa"}, Scripted(matcher, {LOOKS: False, EXPLODES: None})) == ()


async def test_a_pattern_is_asked_once_about_one_string() -> None:
    matcher = Matcher([entry(LOOKS), entry(LOOKS, path="b"), entry(LOOKS, Exists(True))])
    engine = Scripted(matcher, {LOOKS: True})
    assert len(await select(matcher, {"a": "aa", "b": "aa"}, engine)) == 3
    assert engine.asked == [[(0, "aa")]]


def test_a_request_holds_each_string_once() -> None:
    request = engine_patterns.request([(0, "x"), (1, "x"), (0, "y")], budget=5, total=9)
    assert request == {"subjects": ["x", "y"], "tests": [(0, 0), (1, 0), (0, 1)], "budget": 5, "total": 9}


@pytest.mark.parametrize("answer", [b"[true]", b"[true,1]", b"{}", b"null", b"[true", b'[true,"x"]'])
def test_an_answer_of_another_shape_is_refused(answer: bytes) -> None:
    with pytest.raises(ValueError, match="answer"):
        engine_patterns.verdicts(answer, 2)


def test_an_answer_is_read() -> None:
    assert engine_patterns.verdicts(b"[true,null,false]", 3) == [True, None, False]


def test_the_program_s_patterns_are_json() -> None:
    assert json.loads(engine_patterns.program_data([LOOKS])) == [{"source": "a(?!x)", "flags": ""}]


async def run_program(evaluate: Evaluate, patterns: list[Pattern], request: dict[str, Any]) -> Any:
    """Runs patterns.js in the engine; gives what it describes and answers."""
    data = engine_patterns.program_data(patterns).decode()
    source = f"""
        const find = (name) => name === "skerry:patterns" ? {data} : require(name);
        const patterns = {{}};
        new Function("exports", "require", {json.dumps(PROGRAM.read_text())})(patterns, find);
        exports.run = (request) => [patterns.describe(), patterns.test(request)];
    """
    return await evaluate(source, request)


async def test_the_program_answers_each_test_and_names_what_is_no_pattern(evaluate: Evaluate) -> None:
    patterns = [LOOKS, Pattern("(", ""), Pattern("B", "gi"), Pattern(r"^(.)\1", "s")]
    tests = [(0, "ab"), (1, "ab"), (2, "ab"), (3, "ab"), (0, "ax"), (3, "\n\n"), (2, "😀")]
    request = engine_patterns.request(tests, budget=100_000, total=1_000_000)
    described, answers = await run_program(evaluate, patterns, request)
    assert [index for index, _ in described["invalid"]] == [1]
    assert answers == [True, False, True, False, False, True, False]


async def test_a_pattern_that_explodes_costs_its_own_share_only(evaluate: Evaluate) -> None:
    tests = [(0, "a" * 40 + "b"), (1, "ab"), (0, "aa")]
    request = engine_patterns.request(tests, budget=50_000, total=4_000_000)
    assert (await run_program(evaluate, [EXPLODES, LOOKS], request))[1] == [None, True, True]
    request = engine_patterns.request(tests, budget=4_000_000, total=3)
    assert (await run_program(evaluate, [EXPLODES, LOOKS], request))[1] == [None, True, True]
