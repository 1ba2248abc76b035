"""Digests of a folder's files, taken anew only of those that changed."""

from __future__ import annotations

import hashlib
from collections.abc import Collection

from runtime.sources.files import FileRefused, Root

MAX_BYTES = 50_000_000

Stamp = tuple[int, ...]


class FileDigests:
    """Remembers digests together with what the file system says of the file."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Stamp, str]] = {}

    def of(self, root: Root, path: str) -> str | None:
        """SHA-256 in hex of the file at this path below the folder; None if it is not there or may not be read."""
        stamp = _stamp(root, path)
        if stamp is None:
            return None
        known = self._known.get(path)
        if known is not None and known[0] == stamp:
            return known[1]
        try:
            digest = hashlib.sha256(root.read(path, MAX_BYTES)).hexdigest()
        except FileRefused:
            return None
        self._known[path] = (stamp, digest)
        return digest

    def keep(self, paths: Collection[str]) -> None:
        """Forget all others."""
        self._known = {path: known for path, known in self._known.items() if path in paths}


def _stamp(root: Root, path: str) -> Stamp | None:
    try:
        status = (root.folder / path).stat()
    except OSError:
        return None
    return (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
