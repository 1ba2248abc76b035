"""Bundles the integrations of a folder: those that require packages, and those in TypeScript."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import msgspec

from runtime.bundle.command import options
from runtime.bundle.errors import NotBundled
from runtime.bundle.make import make
from runtime.bundle.pin import Esbuild
from runtime.sources.bundles import MAX_COMMENTS, Bundle, BundleReader, bundle_path, decode_bundle, is_bundle
from runtime.sources.files import FileRefused, Root
from runtime.sources.folder import TYPESCRIPT
from runtime.sources.modules import Collection, scan
from runtime.sources.walk import walk


class Bundled(msgspec.Struct, frozen=True):
    """What became of one integration; paths are below the folder.

    "current": its bundle needs nothing; "removed": it needs none any more. `problem` says why it "failed".
    """

    path: str
    outcome: Literal["made", "current", "removed", "failed"]
    bundle: str = ""
    bytes: int = 0
    inputs: int = 0
    warnings: str = ""
    problem: str = ""


def bundle_folder(
    esbuild: Callable[[], Esbuild], folder: Path, max_source_bytes: int, wanted: Callable[[str], bool]
) -> Iterator[Bundled]:
    """Bundle the integrations of the folder whose path is wanted, one after another. The others have no part in it.

    `esbuild` is asked for when the first bundle has to be made. Errors: SourceError, PinError, ConfineError.
    """
    root = Root(folder)
    mains = [path for path, kind in walk(folder).integrations if kind == "javascript" and wanted(path)]
    work = _Work(root, max_source_bytes)
    needing: list[str] = []
    for path in mains:
        try:
            if work.needs_bundle(path):
                needing.append(path)
            elif (left := work.left_over(path)) is not None:
                (root.folder / left).unlink()
                yield Bundled(path, "removed", left)
        except FileRefused as refused:
            yield Bundled(path, "failed", problem=f"{refused.reason}; {refused.remedy}")
    taken = Counter(bundle_path(path) for path in needing)
    for path in needing:
        target = bundle_path(path) or ""
        if taken[target] > 1:
            yield Bundled(path, "failed", problem=f"another file here would be {target} as well: rename one of them")
        else:
            yield work.bundle(esbuild, path, target)


class _Work:
    def __init__(self, root: Root, max_source_bytes: int) -> None:
        self._root = root
        self._max_bytes = max_source_bytes
        self._reader = BundleReader(max_source_bytes)

    def needs_bundle(self, path: str) -> bool:
        if path.endswith(TYPESCRIPT):
            return True
        collection = Collection(self._root, scan, self._max_bytes)
        collection.collect(path)
        return bool(collection.packages)

    def left_over(self, path: str) -> str | None:
        """The bundle of an integration that needs none any more."""
        bundle = self._existing(path)
        return bundle_path(path) if bundle is not None else None

    def bundle(self, esbuild: Callable[[], Esbuild], path: str, target: str) -> Bundled:
        pinned = esbuild()
        if self._is_current(path, pinned):
            return Bundled(path, "current", target)
        try:
            made = make(pinned, self._root, path)
        except NotBundled as error:
            return Bundled(path, "failed", problem=str(error))
        _replace(self._root.folder / target, made.content)
        return Bundled(path, "made", target, len(made.content), made.inputs, made.warnings)

    def _existing(self, path: str) -> Bundle | None:
        target = bundle_path(path)
        if target is None or not self._root.is_file(target):
            return None
        try:
            content = self._root.read(target, self._max_bytes + MAX_COMMENTS)
            return decode_bundle(content, target) if is_bundle(content) else None
        except FileRefused:
            return None

    def _is_current(self, path: str, esbuild: Esbuild) -> bool:
        """Whether what would be made is there: of the same files, by the same esbuild with the same options."""
        try:
            found = self._reader.read(self._root, path)
        except FileRefused:
            return False
        if found is None:
            return False
        manifest = found[1].manifest
        same_options = manifest.options[: len(options())] == options()
        return manifest.esbuild_sha256 == esbuild.sha256 and same_options


def _replace(path: Path, content: bytes) -> None:
    """Write a file in one step: a server that watches sees the old content or the new."""
    descriptor, name = tempfile.mkstemp(prefix=".bundle-", dir=path.parent)
    written = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(content)
        written.chmod(0o666 & ~_umask())
        written.replace(path)
    except BaseException:
        written.unlink(missing_ok=True)
        raise


def _umask() -> int:
    umask = os.umask(0)
    os.umask(umask)
    return umask
