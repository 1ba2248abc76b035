"""When an attack counts as contained, and when as one that got through."""

from __future__ import annotations

from typing import Any

import pytest

from runtime.hostile.case import Case, Harm
from runtime.hostile.observation import Observation
from runtime.hostile.oracles import CRASH, breach, harm_done, surprise
from runtime.hostile.plants import KINDS, Plants
from runtime.hostile.trial import Trial
from sandbox.limits import Limits

PLANTS = Plants(**{name: f"canary-{name}" for name in KINDS}, folder="/nowhere")


def case(harm: Harm, **declared: Any) -> Case:
    fields = {"guard": "a guard", "control": "node", **declared}
    return Case(path="limits/it.integration.js", title="It attacks.", harm=harm, **fields)


def seen(answer: str = "", **told: Any) -> Observation:
    return Observation(answer=answer, **told)


HARMS: dict[str, tuple[Case, Observation]] = {
    "a planted text in the answer": (case("loot"), seen("it is canary-file")),
    "a planted text in the log": (case("loot"), seen(logs="canary-variable")),
    "a planted text from right to left": (case("loot"), seen("nekot-yranac")),
    "a planted text at a host": (case("loot"), seen(public="canary-token")),
    "a request": (case("request"), seen(arrived="GET /closed")),
    "the text that it is after": (case("loot", loot="forged"), seen("forged")),
    "a file": (case("witness"), seen(witness=True)),
    "a hang": (case("hang"), seen(hung="it went on")),
    "memory": (case("memory"), seen(used={"memory_bytes": Limits().memory_bytes + 1})),
    "a death": (case("death"), seen(died="SIGSEGV")),
    "a neighbour": (case("neighbour"), seen(beside=False)),
    "more of a limit": (case("over", control="limit calls"), seen(used={"calls": Limits().calls + 1})),
    "a crash": (case("crash"), seen(f"it: {CRASH}")),
}


@pytest.mark.parametrize("name", HARMS)
def test_what_an_attack_is_after_is_seen(name: str) -> None:
    attack, observation = HARMS[name]
    assert harm_done(attack, PLANTS, Limits(), observation)
    assert breach(attack, PLANTS, Limits(), observation)
    assert not breach(attack, PLANTS, Limits(), seen("nothing"))


ALWAYS = {
    "a planted text": seen("canary-pool"),
    "a request": seen(arrived="GET /closed"),
    "a file": seen(witness=True),
    "a hang": seen(hung="it went on"),
    "a death": seen(died="SIGSEGV"),
    "a neighbour": seen(beside=False),
}


@pytest.mark.parametrize("name", ALWAYS)
def test_some_things_must_not_happen_whatever_it_is_after(name: str) -> None:
    attack = case("loot", loot="forged")
    assert not harm_done(attack, PLANTS, Limits(), ALWAYS[name])
    assert breach(attack, PLANTS, Limits(), ALWAYS[name])


def test_a_limit_of_time_is_passed_only_by_much() -> None:
    attack = case("over", control="limit wall_ms")
    wall = Limits().wall_ms
    assert not harm_done(attack, PLANTS, Limits(), seen(used={"wall_ms": wall * 1.1}))
    assert harm_done(attack, PLANTS, Limits(), seen(used={"wall_ms": wall * 2.1}))


def test_an_attack_that_fails_for_another_reason_is_no_success() -> None:
    attack = case("hang", says="limit turn_fuel")
    assert surprise(attack, seen("it: out of fuel (limit turn_fuel)")) == ""
    assert "limit turn_fuel" in surprise(attack, seen("it: SyntaxError"))


VERDICTS = {
    ("contained", "got through"): True,
    ("contained", "skipped"): True,
    ("contained", "held"): False,
    ("got through", "got through"): False,
    ("unclear", "got through"): False,
}


@pytest.mark.parametrize("verdicts", VERDICTS)
def test_a_trial_is_well_when_the_guard_held_and_was_needed(verdicts: Any) -> None:
    verdict, control = verdicts
    trial = Trial(name="a/b", title="", guard="", control="", verdict=verdict, control_verdict=control)
    assert trial.ok is VERDICTS[verdicts]
