"""Opens files of one folder, and only of that folder, whatever its files and links say.

A path is resolved first; then the file is opened from the folder's own descriptor, part by part, without following
links: what was inside when it was resolved cannot be swapped for a link to the outside before it is read.
"""

import os
import stat
from pathlib import Path

# Absent on Windows, where a resolved path is opened as it is.
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)  # opening a FIFO waits for a writer otherwise
_BINARY = getattr(os, "O_BINARY", 0)
_READ = os.O_RDONLY | _NO_FOLLOW | _NO_WAIT | _BINARY


class FileRefused(Exception):
    """A file that may not be read; the text says why and what to do, and follows the file's name."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy


class Root:
    """A folder. Paths are relative to it and use "/"."""

    def __init__(self, folder: Path) -> None:
        self.folder = Path(os.path.realpath(folder))

    def is_file(self, path: str) -> bool:
        """Whether there is something at the path that is no folder; also a link that leads to nothing good."""
        target = self.folder / path
        return os.path.lexists(target) and not target.is_dir()

    def read(self, path: str, max_bytes: int) -> bytes:
        """The file's content.

        Raises:
            FileRefused: if it lies outside the folder, is no regular file, is larger than `max_bytes`, cannot be read.
        """
        inside = self._resolve(path)
        try:
            descriptor = self._open(inside)
        except OSError as error:
            raise FileRefused(f"it cannot be read ({error.strerror})", "make it readable for the server") from None
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise FileRefused("it is no regular file", "replace it by a regular file")
            with open(descriptor, "rb", closefd=False) as opened:
                content = opened.read(max_bytes + 1)
        finally:
            os.close(descriptor)
        if len(content) > max_bytes:
            raise FileRefused(f"it has more than {max_bytes:,} bytes", "make it smaller")
        return content

    def _resolve(self, path: str) -> str:
        """The path without links, relative to the folder."""
        try:
            real = os.path.realpath(self.folder / path, strict=True)
        except OSError as error:
            raise FileRefused(f"it cannot be found ({error.strerror})", "correct or remove the link") from None
        if not Path(real).is_relative_to(self.folder):
            raise FileRefused("it is a link that leaves the folder", "put the file itself into the folder")
        return os.path.relpath(real, self.folder)

    def _open(self, inside: str) -> int:
        if os.open not in os.supports_dir_fd:
            return os.open(self.folder / inside, _READ)
        *folders, name = Path(inside).parts
        at = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            for folder in folders:
                below = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | _NO_FOLLOW, dir_fd=at)
                os.close(at)
                at = below
            return os.open(name, _READ, dir_fd=at)
        finally:
            os.close(at)
