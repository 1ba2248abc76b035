"""Keeps what was built or fetched, by the hash of everything that went into it, where only this user can write."""

import hashlib
import os
import stat
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

# An entry that nothing has read for this long is from an older Skerry: it goes when something new is written.
KEEP_SECONDS = 30 * 24 * 3600
_DIGEST_BYTES = 32


class Cache:
    """Bytes by key in one folder. Every entry carries its own SHA-256 and is dropped when it does not hold."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, key: str) -> bytes | None:
        """The bytes kept under `key`, or None if there are none or they were damaged."""
        path = self.folder / key
        try:
            stored = path.read_bytes()
        except FileNotFoundError:
            return None
        data = stored[_DIGEST_BYTES:]
        if hashlib.sha256(data).digest() != stored[:_DIGEST_BYTES]:
            path.unlink(missing_ok=True)
            return None
        os.utime(path)
        return data

    def write(self, key: str, data: bytes) -> None:
        """Keep `data` under `key`; a reader sees all of it or nothing."""
        handle, temporary = tempfile.mkstemp(dir=self.folder)
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(data).digest() + data)
        Path(temporary).replace(self.folder / key)
        self._forget_old()

    def _forget_old(self) -> None:
        oldest = time.time() - KEEP_SECONDS
        for entry in self.folder.iterdir():
            if entry.is_file() and entry.stat().st_mtime < oldest:
                entry.unlink(missing_ok=True)


def user_cache_folder(environ: Mapping[str, str]) -> Path:
    """Where this user's cache is: XDG_CACHE_HOME (if absolute) or ~/.cache, then `skerry/engine`."""
    configured = Path(environ.get("XDG_CACHE_HOME", ""))
    home = configured if configured.is_absolute() else Path.home() / ".cache"
    return home / "skerry" / "engine"


def private_folder(folder: Path) -> Path | None:
    """Make `folder` with mode 0700; None (said on stderr) if it is not ours alone, as others could plant code there."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.lstat()
    except OSError as error:
        print(f"skerry: building without a cache: {error}", file=sys.stderr)
        return None
    # Windows has no owner and mode bits to check: the profile folder is private there.
    if os.name == "posix" and not _is_ours_alone(found):
        print(f"skerry: building without a cache: {folder} is not a folder of mode 0700 of this user", file=sys.stderr)
        return None
    return folder


def _is_ours_alone(found: os.stat_result) -> bool:
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not stat.S_IMODE(found.st_mode) & 0o077
