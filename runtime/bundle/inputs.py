"""What a bundle was made of, checked: esbuild's own list of the files it read (its metafile)."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec

from runtime.bundle.errors import NotBundled
from runtime.sources.author_lines import PACKAGES

_EMPTY = "(disabled):"
"""How the metafile marks what a package.json replaces by nothing in browsers: a file, or a module like `fs`."""


class Metafile(msgspec.Struct, frozen=True):
    """The part of esbuild's metafile that is looked at (https://esbuild.github.io/api/#metafile)."""

    inputs: dict[str, Any]
    """By path, relative to the folder in which esbuild worked."""
    outputs: dict[str, Any]


def input_files(metafile: Metafile, worked_in: Path, root: Path) -> list[str]:
    """The paths below `root` of all files that were read, sorted. Both folders are real paths.

    Errors: NotBundled, if one lies outside of `root`, links followed, or is a hidden file of the author's (`.env`).
    """
    found: set[str] = set()
    for name in metafile.inputs:
        shown = name.removeprefix(_EMPTY)
        try:
            real = Path(os.path.realpath(worked_in / shown, strict=True))
        except (OSError, ValueError):
            if name.startswith(_EMPTY):
                continue
            raise NotBundled(f"it is made of {shown[:200]!r}, which is no file: import files only") from None
        if not real.is_relative_to(root) or not real.is_file():
            raise NotBundled(f"it is made of {shown[:200]!r}, which is outside of {root}: put it into the folder")
        path = real.relative_to(root).as_posix()
        if _is_hidden(path):
            raise NotBundled(f"it is made of {path!r}, and hidden files stay out of bundles: give it another name")
        found.add(path)
    return sorted(found)


def package_files(paths: Iterable[str], root: Path) -> list[str]:
    """The `package.json` that rules each of these files: it says which file an import means. Sorted."""
    return sorted({path for each in paths for path in _nearest_package(each, root)})


def _nearest_package(path: str, root: Path) -> Iterator[str]:
    for folder in PurePosixPath(path).parents:
        if (root / folder / "package.json").is_file():
            yield (folder / "package.json").as_posix()
            return


def _is_hidden(path: str) -> bool:
    """Whether a name in it begins with a dot. Below node_modules they are package managers' own folders."""
    own, *_ = f"{path}/".split(f"{PACKAGES}/", 1)
    return any(part.startswith(".") for part in own.split("/"))
