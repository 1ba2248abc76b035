"""Native code kept between starts, in a folder that nobody else can write.

Whoever can change these files runs code in the server. So the folder and each file are opened without following links,
and owner and mode are checked on the open descriptor; where that does not hold there is no cache.
"""

from __future__ import annotations

import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

FOLDER_MODE = 0o700
FILE_MODE = 0o600
_FOLDER_FLAGS = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_FILE_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC


def default_folder() -> Path | None:
    """$XDG_CACHE_HOME/skerry/code, or ~/.cache/skerry/code; None for a user without a home."""
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if named.is_absolute():
        return named / "skerry" / "code"
    try:
        return Path.home() / ".cache" / "skerry" / "code"
    except RuntimeError:
        return None


def _is_private(descriptor: int, kind: int) -> bool:
    status = os.fstat(descriptor)
    return (
        stat.S_IFMT(status.st_mode) == kind
        and status.st_uid == os.geteuid()
        and not status.st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    )


class CodeCache:
    """Blobs by name (a digest). Without a usable folder it holds nothing; `reason` says why."""

    def __init__(self, folder: Path | None) -> None:
        self.reason = ""
        self._folder = -1
        if folder is None:
            self.reason = "there is no home directory: set XDG_CACHE_HOME"
            return
        try:
            folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
            self._folder = os.open(folder, _FOLDER_FLAGS)
        except OSError as error:
            self.reason = f"{folder} cannot be opened: {error.strerror}"
            return
        if not _is_private(self._folder, stat.S_IFDIR):
            self.close()
            self.reason = f"{folder} belongs to or is open to somebody else: chown it to yourself and chmod 700"

    def get(self, name: str) -> bytes | None:
        """The blob, or None."""
        if self._folder < 0:
            return None
        try:
            descriptor = os.open(name, _FILE_FLAGS, dir_fd=self._folder)
        except OSError:
            return None
        with os.fdopen(descriptor, "rb") as file:
            return file.read() if _is_private(descriptor, stat.S_IFREG) else None

    def put(self, name: str, blob: bytes) -> None:
        """Keeps a blob; does nothing when it cannot."""
        if self._folder < 0:
            return
        temporary = f".{name}.{secrets.token_hex(8)}"
        try:
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
            descriptor = os.open(temporary, flags, FILE_MODE, dir_fd=self._folder)
            with os.fdopen(descriptor, "wb") as file:
                file.write(blob)
            os.rename(temporary, name, src_dir_fd=self._folder, dst_dir_fd=self._folder)
        except OSError as error:
            self.reason = f"native code cannot be kept: {error.strerror}"
            with suppress(OSError):
                os.unlink(temporary, dir_fd=self._folder)

    def close(self) -> None:
        """Gives the folder back."""
        if self._folder >= 0:
            os.close(self._folder)
            self._folder = -1
