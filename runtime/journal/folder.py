"""The folder of journals. They hold production data: only the server's user can read them, and the oldest go first."""

from __future__ import annotations

import os
import re
import secrets
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

SUFFIX = ".journal"
FOLDER_MODE = 0o700
FILE_MODE = 0o600
OLD_TEMPORARY_SECONDS = 3600
ROOM = 0.9
"""Share of max_bytes that is left when the oldest had to go, so that they need not go one by one."""
_FLAGS = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_NEW_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_OURS = re.compile(r"[A-Za-z0-9_-]{1,64}\.journal")
_TEMPORARY = re.compile(r"\.[A-Za-z0-9_-]{1,64}\.journal\.[0-9a-f]{16}")


class _File(msgspec.Struct, frozen=True):
    name: str
    size: int
    modified: float


class JournalFolder:
    """Files `RUN.journal`. Other files in the folder are left alone."""

    def __init__(
        self, path: Path, *, max_bytes: int, max_age_seconds: float, now: Callable[[], float] = time.time
    ) -> None:
        self.path = path
        self._max_bytes = max_bytes
        self._max_age = max_age_seconds
        self._now = now
        self._total: int | None = None  # bytes; None until the folder was looked through

    def write(self, run: str, data: bytes) -> None:
        """Keeps one journal. Errors: OSError, which says what is wrong with the folder."""
        if len(data) > self._max_bytes:
            raise OSError(f"it has {len(data):,} bytes, more than all journals may have (max_bytes in [journal])")
        with self._opened() as folder:
            if self._total is None or self._total + len(data) > self._max_bytes:
                self._prune(folder, int(self._max_bytes * ROOM) - len(data))
            _write(f"{run}{SUFFIX}", data, folder)
            self._total = (self._total or 0) + len(data)

    def prune(self) -> None:
        """Removes what is too old or too much. Errors: OSError."""
        with self._opened() as folder:
            self._prune(folder, self._max_bytes)

    def _prune(self, folder: int, room: int) -> None:
        files = sorted(_files(folder, _OURS), key=lambda file: (file.modified, file.name))
        total = sum(file.size for file in files)
        oldest = self._now() - self._max_age
        for file in files:
            if total > max(0, room) or file.modified < oldest:
                os.unlink(file.name, dir_fd=folder)
                total -= file.size
        for file in _files(folder, _TEMPORARY):  # of a server that was killed
            if file.modified < self._now() - OLD_TEMPORARY_SECONDS:
                os.unlink(file.name, dir_fd=folder)
        self._total = total

    @contextmanager
    def _opened(self) -> Iterator[int]:
        if not self.path.exists():
            self.path.mkdir(mode=FOLDER_MODE, parents=True)
            (self.path / ".gitignore").write_text("*\n")
        folder = os.open(self.path, _FLAGS)
        try:
            status = os.fstat(folder)
            if status.st_uid != os.geteuid() or status.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
                raise PermissionError(f"{self.path} belongs to or is open to somebody else: chown it and chmod 700")
            yield folder
        finally:
            os.close(folder)


def _files(folder: int, pattern: re.Pattern[str]) -> Iterator[_File]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if pattern.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                status = entry.stat(follow_symlinks=False)
                yield _File(entry.name, status.st_size, status.st_mtime)


def write_private(file: Path, data: bytes) -> None:
    """Writes or replaces a file that only its owner can read, whole or not at all. Errors: OSError."""
    folder = os.open(file.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        _write(file.name, data, folder)
    finally:
        os.close(folder)


def _write(name: str, data: bytes, folder: int) -> None:
    temporary = f".{name}.{secrets.token_hex(8)}"
    descriptor = os.open(temporary, _NEW_FLAGS, FILE_MODE, dir_fd=folder)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        os.rename(temporary, name, src_dir_fd=folder, dst_dir_fd=folder)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary, dir_fd=folder)
        raise
