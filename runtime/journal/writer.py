"""Writes journals in a thread of its own. A disk that is full, slow or gone costs journals, never a run."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable

import msgspec
from structlog.typing import FilteringBoundLogger

from runtime.journal.folder import JournalFolder
from sandbox.recording import Recording

MAX_WAITING_BYTES = 64 * 1024 * 1024
"""Frames of journals that wait to be written; what comes on top is lost."""
PRUNE_SECONDS = 60.0
COMPLAIN_SECONDS = 60.0
CLOSE_SECONDS = 10.0


class Kept(msgspec.Struct, frozen=True):
    """A journal to write."""

    recording: Recording
    failed: bool


class JournalWriter:
    """A queue and its thread, from the first journal on."""

    def __init__(
        self, folder: JournalFolder, log: FilteringBoundLogger, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._folder = folder
        self._log = log
        self._clock = clock
        self._waiting: queue.SimpleQueue[Kept | None] = queue.SimpleQueue()
        self._bytes = 0
        self._lost = 0
        self._complained = -COMPLAIN_SECONDS
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._work, name="skerry-journal", daemon=True)
        self._thread.start()

    def put(self, kept: Kept) -> None:
        """Takes a journal; returns at once."""
        with self._lock:
            full = self._bytes + kept.recording.size > MAX_WAITING_BYTES
            if not full:
                self._bytes += kept.recording.size
        if full:
            self._complain("they come faster than the disk takes them")
        else:
            self._waiting.put(kept)

    def close(self) -> None:
        """Writes what waits, and stops; gives up on a disk that hangs."""
        self._waiting.put(None)
        self._thread.join(CLOSE_SECONDS)

    def _work(self) -> None:
        self._try(self._folder.prune)
        pruned = self._clock()
        while True:
            try:
                kept = self._waiting.get(timeout=PRUNE_SECONDS)
            except queue.Empty:
                kept = None
            else:
                if kept is None:
                    return
                self._write(kept)
            if self._clock() - pruned >= PRUNE_SECONDS:
                self._try(self._folder.prune)
                pruned = self._clock()

    def _write(self, kept: Kept) -> None:
        recording = kept.recording
        written = self._try(lambda: self._folder.write(recording.header.run, recording.encode()))
        with self._lock:
            self._bytes -= recording.size
        if written:
            end = recording.end.kind if recording.end else ""
            tell = self._log.warning if kept.failed else self._log.info
            tell("journal kept", run=recording.header.run, path=recording.header.path, failed=kept.failed, end=end)

    def _try(self, work: Callable[[], None]) -> bool:
        try:
            work()
        except OSError as error:
            self._complain(error.strerror or str(error))
        except Exception as error:
            self._complain(type(error).__qualname__)
        else:
            return True
        return False

    def _complain(self, reason: str) -> None:
        """Once a minute at most, with how many were lost since."""
        with self._lock:
            self._lost += 1
            if self._clock() - self._complained < COMPLAIN_SECONDS:
                return
            self._complained = self._clock()
            lost, self._lost = self._lost, 0
        self._log.error("journals are not kept", reason=reason, folder=str(self._folder.path), times=lost)
