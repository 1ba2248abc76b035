"""Runs a suite: every case of every file, and records what they gave if that is wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from runtime.problems import Problem
from runtime.testing.bench import Bench
from runtime.testing.case import Case
from runtime.testing.reading import read_cases
from runtime.testing.recording import record
from runtime.testing.report import FileReport, Report, tested
from runtime.testing.suite import CaseFile, Suite
from runtime.testing.verdict import Ran, judge
from runtime.testing.world import MakeWorld

Chosen = Callable[[CaseFile, Case], bool]
"""Whether a case is to be run."""


def named(word: str) -> Chosen:
    """Cases whose name, or whose integration's path, has the word in it; upper and lower case are alike."""

    def chosen(file: CaseFile, case: Case) -> bool:
        return word.lower() in f"{file.unit.path} {case.name}".lower()

    return chosen


async def run_suite(
    suite: Suite,
    bench: Bench,
    chosen: Chosen,
    make_world: MakeWorld,
    *,
    folder: Path,
    update: bool = False,
    done: Callable[[FileReport], None],
) -> Report:
    """Run the chosen cases, file by file; `done` is called after each. With `update`, test files are rewritten.

    Errors: OSError, if a test file cannot be written.
    """
    files = [file for file in suite.files if any(chosen(file, case) for case in file.cases)]
    loaded = await bench.load((file.unit for file in files), suite.adapters)
    problems = list(suite.problems)
    reports: list[FileReport] = []
    for file in files:
        rans = [
            await bench.run(case, file.unit, loaded, make_world) if chosen(file, case) else None for case in file.cases
        ]
        updated: tuple[str, ...] = ()
        cases: Sequence[Case] = file.cases
        if update:
            cases, updated = _record(folder, file, rans, problems)
        reports.append(_report(file, cases, rans, updated))
        done(reports[-1])
    failed = sum(bool(one.failures) for report in reports for one in report.tested)
    passed = sum(len(report.tested) for report in reports) - failed
    ok = failed == 0 and passed > 0 and not any(problem.severity == "error" for problem in problems)
    return Report(ok, passed, failed, tuple(reports), suite.untested, tuple(problems))


def _report(file: CaseFile, cases: Sequence[Case], rans: Sequence[Ran | None], updated: tuple[str, ...]) -> FileReport:
    def outcomes() -> Iterator[tuple[Case, Ran]]:
        for case, ran in zip(cases, rans, strict=True):
            if ran is not None:
                yield case, ran

    all_tested = tuple(tested(case.name, case.line, ran, judge(case, ran)) for case, ran in outcomes())
    return FileReport(file.path, file.unit.path, all_tested, updated)


def _record(
    folder: Path, file: CaseFile, rans: Sequence[Ran | None], problems: list[Problem]
) -> tuple[Sequence[Case], tuple[str, ...]]:
    """Rewrite a test file; its cases as they are then, and the names of those that changed."""
    recorded = record(file.content, file.path, rans)
    if recorded.problem is not None:
        problems.append(Problem(file.path, None, "", "its results cannot be recorded", recorded.problem, "warning"))
    if recorded.content == file.content:
        return file.cases, ()
    (folder / file.path).write_bytes(recorded.content)
    return read_cases(recorded.content, file.path, file.types).cases, recorded.names
