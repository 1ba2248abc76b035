"""Which runs leave a journal, and that a disk costs journals only."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, cast

import pytest
import structlog
from structlog.typing import FilteringBoundLogger

from runtime.journal import writer
from runtime.journal.folder import JournalFolder
from runtime.journal.keeping import Keep, KeptJournals, NoJournals, RunJournal
from runtime.journal.writer import JournalWriter
from sandbox.hearing import Hearing
from sandbox.journal_file import decode
from sandbox.limits import Limits
from sandbox.program import Origin

Log = list[dict[str, Any]]


def logger(entries: Log) -> FilteringBoundLogger:
    def keep(_: object, level: str, entry: Any) -> Any:
        entries.append({"level": level, **entry})
        raise structlog.DropEvent

    wrapper = structlog.make_filtering_bound_logger(0)
    return cast(FilteringBoundLogger, structlog.wrap_logger(None, processors=[keep], wrapper_class=wrapper))


class BrokenFolder(JournalFolder):
    """A disk that is full, and hangs until it is let go."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, max_bytes=1, max_age_seconds=1)
        self.go_on = threading.Event()
        self.go_on.set()

    def prune(self) -> None:
        """Nothing to do."""

    def write(self, run: str, data: bytes) -> None:
        """Fails."""
        self.go_on.wait()
        raise OSError(28, "No space left on device")


@contextmanager
def journals(keep: Keep, folder: JournalFolder) -> Iterator[tuple[KeptJournals, Log]]:
    entries: Log = []
    writing = JournalWriter(folder, logger(entries), clock=lambda: 0.0)
    try:
        yield KeptJournals(keep, writing, logger(entries)), entries
    finally:
        writing.close()


def begin(kept: KeptJournals | NoJournals) -> RunJournal:
    return kept.begin("team/a.integration.js", "run", Origin(), Limits())


def run(journal: RunJournal, error: BaseException | None, *, refuse: bool = False, is_large: bool = False) -> None:
    """A run that was cancelled before its first turn, so that its journal is as short as can be."""
    with suppress(RuntimeError, asyncio.CancelledError), journal:
        if refuse:
            journal.refuse("it is given the value of TOKEN")
        if journal.recording is not None:
            journal.recording.too_large = is_large
            journal.recording.close(asyncio.CancelledError(), Hearing(Limits()), 0)
        if error is not None:
            raise error


KEPT: dict[str, tuple[Keep, BaseException | None, bool]] = {
    "all: a run that worked": ("all", None, True),
    "all: one that failed": ("all", RuntimeError("x"), True),
    "all: one that was left": ("all", asyncio.CancelledError(), True),
    "failures: a run that worked": ("failures", None, False),
    "failures: one that failed": ("failures", RuntimeError("x"), True),
    "failures: one that was left": ("failures", asyncio.CancelledError(), False),
}


@pytest.mark.parametrize(("keep", "error", "written"), KEPT.values(), ids=KEPT)
def test_what_is_kept(tmp_path: Path, keep: Keep, error: BaseException | None, written: bool) -> None:
    folder = JournalFolder(tmp_path / "j", max_bytes=10**6, max_age_seconds=3600)
    with journals(keep, folder) as (kept, log):
        journal = begin(kept)
        run(journal, error)
    files = list((tmp_path / "j").glob("*.journal"))
    assert [file.stem for file in files] == ([journal.run] if written else [])
    told = [(entry["event"], entry["run"], entry["failed"]) for entry in log]
    assert told == ([("journal kept", journal.run, isinstance(error, RuntimeError))] if written else [])
    for file in files:
        assert decode(file.read_bytes()).header.path == "team/a.integration.js"


def test_a_failure_without_an_exception_is_one(tmp_path: Path) -> None:
    folder = JournalFolder(tmp_path / "j", max_bytes=10**6, max_age_seconds=3600)
    with journals("failures", folder) as (kept, _):
        journal = begin(kept)
        journal.failed = True
        run(journal, None)
    assert len(list((tmp_path / "j").glob("*.journal"))) == 1


@pytest.mark.parametrize(
    ("refuse", "large", "reason"),
    [
        (True, False, "it is given the value of TOKEN"),
        (False, True, "what passed between it and the server is too much"),
    ],
)
def test_a_run_that_must_not_be_kept_is_told_once(tmp_path: Path, refuse: bool, large: bool, reason: str) -> None:
    folder = JournalFolder(tmp_path / "j", max_bytes=10**6, max_age_seconds=3600)
    with journals("all", folder) as (kept, log):
        for _ in range(3):
            run(begin(kept), None, refuse=refuse, is_large=large)
    assert list((tmp_path / "j").glob("*.journal")) == []
    assert [(entry["event"], entry["reason"]) for entry in log] == [("a run is not journalled", reason)]


def test_a_full_disk_is_told_once_a_minute_and_fails_no_run(tmp_path: Path) -> None:
    with journals("all", BrokenFolder(tmp_path)) as (kept, log):
        for _ in range(5):
            run(begin(kept), None)
    assert [(entry["event"], entry["reason"]) for entry in log] == [
        ("journals are not kept", "No space left on device")
    ]


def test_a_slow_disk_costs_journals_not_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "MAX_WAITING_BYTES", 100)
    folder = BrokenFolder(tmp_path)
    folder.go_on.clear()
    with journals("all", folder) as (kept, log):
        for _ in range(5):
            journal = begin(kept)
            assert journal.recording is not None
            journal.recording.sent(bytes(60))
            run(journal, None)
        folder.go_on.set()
    assert log[0]["reason"] == "they come faster than the disk takes them"


def test_off_records_nothing_but_every_run_has_an_id() -> None:
    one, other = (begin(NoJournals()) for _ in range(2))
    assert one.recording is None
    assert one.run != other.run


def test_a_run_keeps_its_id_when_it_must_not_be_recorded(tmp_path: Path) -> None:
    with journals("all", JournalFolder(tmp_path / "j", max_bytes=10**6, max_age_seconds=3600)) as (kept, _):
        journal = begin(kept)
        run_id = journal.run
        run(journal, None, refuse=True)
    assert journal.recording is None
    assert journal.run == run_id
