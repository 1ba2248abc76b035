"""Patterns that only a JavaScript engine can decide, and the final selection of a context's integrations.

All open questions of a context go to the engine in one call (runtime/patterns.js). Each pattern has a budget of steps
of its own: one that explodes uses that up and fails the integrations that wait for it, no others.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

import msgspec

from runtime.matching.index import Matched, Matcher
from runtime.matching.operators import Pattern

# Steps of backtracking. An address takes an ordinary pattern some hundred; one that explodes uses its 200,000 in about
# 3 ms and 40 million fuel. Ten of these fit into the default fuel of a turn.
STEPS_PER_PATTERN = 200_000
STEPS_TOGETHER = 2_000_000


class PatternEngine(Protocol):
    """A JavaScript engine that holds the patterns of one Matcher."""

    async def test(self, tests: Sequence[tuple[int, str]]) -> list[bool | None]:
        """Whether each pattern (by index) matches its string; None if its budget did not suffice."""


class Selected(msgspec.Struct, frozen=True):
    """An entry that is to be answered: run, or, if `failure` says why its rule could not be decided, as failed."""

    entry: int
    failure: str | None = None


async def select(matcher: Matcher, context: object, engine: PatternEngine) -> tuple[Selected, ...]:
    """The entries for a context in the order of answers. The engine is asked only if a rule depends on it."""
    matched = matcher.match(context)
    decided: list[tuple[int, str | None]] = [(place, None) for place in matched.certain]
    if matched.tests:
        decided += _decided(matcher, matched, await _verdicts(matched, engine))
        decided.sort()
    return tuple([Selected(matcher.entries[place], failure) for place, failure in decided])


async def _verdicts(matched: Matched, engine: PatternEngine) -> list[bool | None]:
    """The engine's answers to matched.tests; equal pairs of pattern and string are asked once."""
    pairs = list(dict.fromkeys(matched.tests))
    answers = dict(zip(pairs, await engine.test(pairs), strict=True))
    return [answers[test] for test in matched.tests]


def _decided(matcher: Matcher, matched: Matched, verdicts: Sequence[bool | None]) -> Iterator[tuple[int, str | None]]:
    """The places that match, and those whose pattern had no steps left with what to say about it."""
    for pending in matched.pending:
        answers = [verdicts[test] for test in pending.tests]
        if False in answers:
            continue
        exhausted = pending.tests[answers.index(None)] if None in answers else None
        yield pending.place, None if exhausted is None else _exhausted(matcher, matched, exhausted)


def _exhausted(matcher: Matcher, matched: Matched, test: int) -> str:
    number, subject = matched.tests[test]
    pattern, path = matcher.engine_patterns[number], matched.paths[test]
    return (
        f"the pattern {pattern} of match.context {path!r} used up its steps on a string of {len(subject)} characters; "
        "remove repetitions inside repetitions from it"
    )


def program_data(patterns: Sequence[Pattern]) -> bytes:
    """What patterns.js requires as `skerry:patterns` (JSON)."""
    return msgspec.json.encode(patterns)


def request(
    tests: Sequence[tuple[int, str]], budget: int = STEPS_PER_PATTERN, total: int = STEPS_TOGETHER
) -> dict[str, Any]:
    """The argument of `test` in patterns.js: each string once, however many patterns are asked about it.

    `budget` bounds the steps of one pattern, `total` those of all together (but each gets 10,000 at least: the engine
    counts in such portions, of about 2 million fuel).
    """
    subjects = {subject: None for _, subject in tests}
    places = {subject: place for place, subject in enumerate(subjects)}
    asked = [(pattern, places[subject]) for pattern, subject in tests]
    return {"subjects": list(subjects), "tests": asked, "budget": budget, "total": total}


_ANSWERS = msgspec.json.Decoder(list[bool | None])


def verdicts(answer: bytes, count: int) -> list[bool | None]:
    """Reads what `test` answered to `count` tests; raises ValueError if it is anything else."""
    try:
        decoded = _ANSWERS.decode(answer)
    except msgspec.DecodeError as error:
        raise ValueError(f"the answer to {count} patterns is no list of answers: {error}") from None
    if len(decoded) != count:
        raise ValueError(f"{len(decoded)} answers to {count} patterns")
    return decoded
