import json
import shutil
import subprocess
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

PROGRAM = Path(__file__).parents[3] / "runtime" / "patterns.js"
LOOKS = Pattern("^(?!x)a")
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


NODE = """
const [program, patterns, request] = JSON.parse(process.argv[1]);
const shares = [];
const test = (source, flags, text, share) => {
  shares.push(share);
  return source === 'slow' ? null : new RegExp(source, flags).test(text);
};
const modules = { 'skerry:native': { test }, 'skerry:patterns': patterns };
const exported = {};
new Function('exports', 'require', program)(exported, (name) => modules[name]);
console.log(JSON.stringify([exported.describe(), exported.test(request), shares]));
"""


def run_program(patterns: list[Pattern], request: dict[str, Any]) -> Any:
    node = shutil.which("node")
    if node is None:
        pytest.skip("needs Node")
    data = json.loads(engine_patterns.program_data(patterns))
    argument = json.dumps([PROGRAM.read_text(), data, request])
    done = subprocess.run([node, "-e", NODE, argument], capture_output=True, check=True, timeout=30)
    return json.loads(done.stdout)


def test_the_program_answers_each_test_and_names_what_is_no_pattern() -> None:
    patterns = [LOOKS, Pattern("(", ""), Pattern("slow"), Pattern("B", "gi")]
    tests = [(0, "ab"), (1, "ab"), (2, "ab"), (3, "ab"), (0, "xb")]
    described, answers, shares = run_program(patterns, engine_patterns.request(tests, budget=1000, total=4000))
    assert [index for index, _ in described["invalid"]] == [1]
    assert "Unterminated group" in described["invalid"][0][1]
    assert answers == [True, False, None, True, False]
    assert shares == [800] * 4


def test_no_pattern_gets_more_than_its_budget_or_less_than_a_step() -> None:
    assert run_program([LOOKS], engine_patterns.request([(0, "ab")], budget=50, total=4000))[2] == [50]
    assert run_program([LOOKS], engine_patterns.request([(0, "ab"), (0, "b")], budget=50, total=1))[2] == [1, 1]
