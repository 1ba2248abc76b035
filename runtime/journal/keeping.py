"""Which runs leave a journal behind. A run that is given a secret's value leaves none."""

from __future__ import annotations

import asyncio
import importlib.metadata
import secrets
import time
from collections.abc import Callable
from types import TracebackType
from typing import Literal, Protocol

from structlog.typing import FilteringBoundLogger

from runtime.journal.writer import JournalWriter, Kept
from sandbox.journal import Header
from sandbox.limits import Limits
from sandbox.program import Origin
from sandbox.recording import Recording

Keep = Literal["off", "failures", "all"]
MOST_TOLD = 1000
_VERSION = importlib.metadata.version("skerry")


class RunJournal:
    """The journal of one run, around it: entered before, left with its end. `recording` is None if there is none.

    What goes wrong in the block is a failure; what went wrong without an exception is told with `failed`.
    """

    def __init__(
        self, run: str, recording: Recording | None = None, done: Callable[[RunJournal], None] = lambda journal: None
    ) -> None:
        self.run = run
        """The run's id, recorded or not."""
        self.recording = recording
        self.failed = False
        self.refused = ""
        self._done = done

    def __enter__(self) -> RunJournal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.failed = self.failed or (kind is not None and not issubclass(kind, asyncio.CancelledError))
        self._done(self)

    def refuse(self, reason: str) -> None:
        """This run is not recorded."""
        if self.recording is not None:
            self.recording = None
            self.refused = reason


class Journals(Protocol):
    """Where journals of runs come from."""

    def begin(self, path: str, export: str, origin: Origin, limits: Limits) -> RunJournal:
        """The journal of a run of the file `path`."""


class NoJournals:
    """Nothing is recorded."""

    def begin(self, path: str, export: str, origin: Origin, limits: Limits) -> RunJournal:
        """One that records nothing, but knows its run's id."""
        return RunJournal(new_run())


class OneJournal:
    """Records for whoever asks: the last journal that was begun is in `last`."""

    def __init__(self) -> None:
        self.last: RunJournal | None = None

    def begin(self, path: str, export: str, origin: Origin, limits: Limits) -> RunJournal:
        """A journal that is kept in memory."""
        self.last = _recorded(path, export, origin, limits)
        return self.last


class KeptJournals:
    """Records every run, and hands over to the writer what is to be kept."""

    def __init__(self, keep: Keep, writer: JournalWriter, log: FilteringBoundLogger) -> None:
        self._keep = keep
        self._writer = writer
        self._log = log
        self._told: set[str] = set()

    def begin(self, path: str, export: str, origin: Origin, limits: Limits) -> RunJournal:
        """A journal that is written when its run has ended."""
        return _recorded(path, export, origin, limits, lambda journal: self._done(path, journal))

    def _done(self, path: str, journal: RunJournal) -> None:
        recording = journal.recording
        if journal.refused:
            self._tell_once(path, journal.refused)
        if recording is None or recording.end is None or not (journal.failed or self._keep == "all"):
            return
        if recording.too_large:
            self._tell_once(path, "what passed between it and the server is too much")
            return
        self._writer.put(Kept(recording, journal.failed))

    def _tell_once(self, path: str, reason: str) -> None:
        if path not in self._told and len(self._told) < MOST_TOLD:
            self._told.add(path)
            self._log.warning("a run is not journalled", path=path, reason=reason)


def new_run() -> str:
    """An id for a run: it sorts by time, and can be a file's name."""
    return f"{time.strftime('%Y%m%dT%H%M%S', time.gmtime())}-{secrets.token_hex(6)}"


def _recorded(
    path: str, export: str, origin: Origin, limits: Limits, done: Callable[[RunJournal], None] = lambda journal: None
) -> RunJournal:
    run = new_run()
    return RunJournal(run, Recording(Header(run, path, export, origin, limits, _VERSION)), done)
