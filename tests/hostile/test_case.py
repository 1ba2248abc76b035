"""What the comment at the top of a guest declares."""

from __future__ import annotations

import pytest

from runtime.hostile.case import Case, CaseError, parse_case
from runtime.hostile.controls import LIFT, parts_of
from runtime.settings import Settings
from sandbox.limits import Limits

PATH = "limits/many-turns.integration.js"
DECLARED = """\
// A run goes from turn
// to turn without end.
// guard: the limit turns
// harm: over
// control: limit calls
// says: limit turns
// limits: {"calls": 60}
// page: {"title": "x: y"}
module.exports = { /* title: not this */ };
// harm: loot
"""


def test_a_comment_declares_a_case() -> None:
    case = parse_case(PATH, DECLARED)
    assert case == Case(
        path=PATH,
        title="A run goes from turn to turn without end.",
        guard="the limit turns",
        harm="over",
        control="limit calls",
        says="limit turns",
        limits={"calls": 60},
        page={"title": "x: y"},
    )
    assert (case.group, case.name, case.attack, case.limit) == ("limits", "limits/many-turns", "many-turns", "calls")


@pytest.mark.parametrize("prefix", ["//", ";;", "#"])
def test_the_comment_is_that_of_the_file_s_language(prefix: str) -> None:
    assert parse_case(PATH, DECLARED.replace("//", prefix)).harm == "over"


WRONG = {
    "no title": (DECLARED.replace("// A run goes from turn\n// to turn without end.\n", ""), "title"),
    "no sentence": (DECLARED.replace("end.", "end"), "title"),
    "an unknown harm": (DECLARED.replace("over", "mischief"), "mischief"),
    "an unknown key": (DECLARED.replace("says:", "said:"), "said"),
    "no control": (DECLARED.replace("// control: limit calls\n", ""), "control"),
    "a page that is no JSON": (DECLARED.replace('{"title": "x: y"}', "{title}"), "malformed"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_named_with_the_file(name: str) -> None:
    text, says = WRONG[name]
    with pytest.raises(CaseError, match=f"{PATH}.*{says}"):
        parse_case(PATH, text)


def test_a_lifted_limit_is_the_case_s_own_times_four() -> None:
    case = parse_case(PATH, DECLARED)
    assert parts_of(case, Settings(limits=Limits(calls=60))).limits == {"calls": LIFT * 60}
