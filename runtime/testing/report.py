"""What became of all cases, for people and for programs."""

from __future__ import annotations

import msgspec

from runtime.problems import Problem
from runtime.testing.difference import difference
from runtime.testing.verdict import Failure, Ran


class Shown(msgspec.Struct, frozen=True):
    """One failure in words; `difference` are the lines of a unified diff, if two values differ."""

    message: str
    difference: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """All of it."""
        return (self.message, *self.difference)


class CaseReport(msgspec.Struct, frozen=True):
    """One case; it passed if nothing failed. `line` is where it stands in its file."""

    name: str
    line: int
    failures: tuple[Shown, ...]
    fuel: int
    ms: float


class FileReport(msgspec.Struct, frozen=True):
    """The cases of one test file; `integration` is the path of what they test."""

    path: str
    integration: str
    tested: tuple[CaseReport, ...]
    updated: tuple[str, ...] = ()
    """Names of cases in which something was recorded."""


class Report(msgspec.Struct, frozen=True):
    """What `skerry test --json` prints."""

    ok: bool
    passed: int
    failed: int
    files: tuple[FileReport, ...]
    untested: tuple[str, ...]
    problems: tuple[Problem, ...]


def tested(name: str, line: int, ran: Ran, failures: tuple[Failure, ...]) -> CaseReport:
    """One case with its failures in words."""
    return CaseReport(name, line, tuple(_shown(failure) for failure in failures), ran.fuel, round(ran.ms, 2))


def _shown(failure: Failure) -> Shown:
    if failure.expected is msgspec.UNSET:
        return Shown(failure.message)
    return Shown(failure.message, tuple(difference(failure.expected, failure.actual)))
