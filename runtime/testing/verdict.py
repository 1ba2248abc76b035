"""What a run gave, compared with what its case expects. Pure."""

from __future__ import annotations

from typing import Any

import msgspec

from runtime.testing.case import Case


class Ran(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a case's run."""

    not_run: str | None = None
    """Why it was not run at all: its rules or its shouldRun say that the page is not for it."""
    results: list[Any] | None = None
    """The valid ones; None if there was no run or it failed."""
    reason: str | None = None
    """Why it failed, or which of its results are invalid."""
    logs: tuple[tuple[str, str], ...] = ()
    fuel: int = 0
    ms: float = 0
    refused: tuple[str, ...] = ()
    """A sentence for each request that was unexpected, or that the integration does not declare."""
    unasked: tuple[str, ...] = ()


class Failure(msgspec.Struct, frozen=True):
    """One thing that is not as expected. If both values are set, their difference says more."""

    message: str
    expected: Any = msgspec.UNSET
    actual: Any = msgspec.UNSET


def judge(case: Case, ran: Ran) -> tuple[Failure, ...]:
    """Everything that is not as the case expects; nothing if it passes."""
    refused = [Failure(sentence) for sentence in ran.refused]
    if ran.not_run is not None or not case.matches:
        return (*refused, *_whether_it_runs(case, ran))
    found = [*refused, *_ending(case, ran), *_results(case, ran), *_logs(case, ran), *_fuel(case, ran)]
    if not found:  # a run that went wrong has better things to say than what it did not get to
        found = [Failure(f"nobody asked for {text}: remove it, or say optional: true") for text in ran.unasked]
    return tuple(found)


def _whether_it_runs(case: Case, ran: Ran) -> list[Failure]:
    if case.matches:
        return [Failure(f"it does not run: {ran.not_run}")]
    if ran.not_run is None:
        return [Failure("it runs, and the case says matches: false")]
    return []


def _ending(case: Case, ran: Ran) -> list[Failure]:
    if ran.reason is None:
        return [] if case.error is None else [Failure(f'it does not fail, and the case expects "{case.error}"')]
    if case.error is None:
        return [Failure(f"it fails: {ran.reason}")]
    if case.error not in ran.reason:
        return [Failure("it fails for another reason", case.error, ran.reason)]
    return []


def _results(case: Case, ran: Ran) -> list[Failure]:
    if not case.expects_something:
        return [] if ran.results is None else [Failure("it has no results yet: record them with skerry test --update")]
    if case.results is None or ran.results is None or case.results == ran.results:
        return []
    return [Failure("its results are others", case.results, ran.results)]


def _logs(case: Case, ran: Ran) -> list[Failure]:
    if case.logs is None or case.logs == ran.logs:
        return []
    return [Failure("its log is another", log_lines(case.logs), log_lines(ran.logs))]


def _fuel(case: Case, ran: Ran) -> list[Failure]:
    if case.max_fuel is None or ran.fuel <= case.max_fuel:
        return []
    return [Failure(f"it uses {ran.fuel:,} fuel, and max_fuel is {case.max_fuel:,}")]


def log_lines(logs: tuple[tuple[str, str], ...]) -> list[dict[str, str]]:
    """As a test file writes them."""
    return [{level: message} for level, message in logs]
