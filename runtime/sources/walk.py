"""Walks an integrations folder: what there is in it, in a stable order, and what is left out and why."""

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec

from runtime.adapters.model import ENDING as ADAPTER
from runtime.problems import Problem
from runtime.sources.data_files import data_id
from runtime.sources.unit import Kind

MAX_ENTRIES = 200_000  # files and folders; more is not an integrations folder but someone's disk
MAX_DEPTH = 32  # folders below each other

_KINDS: dict[str, Kind] = {
    ".integration.js": "javascript",
    ".integration.mjs": "javascript",
    ".integration.ts": "javascript",
    ".integration.wasm": "wasm",
}


class SourceError(Exception):
    """The folder itself cannot be used; the text names it and the remedy."""


class Walked(msgspec.Struct):
    """What was found. Paths are relative to the folder, with "/"; lists are sorted by path."""

    integrations: list[tuple[str, Kind]] = []
    data: list[str] = []
    adapters: list[str] = []
    problems: list[Problem] = []


def walk(folder: Path) -> Walked:
    """All integrations, data files and adapters of a folder and its sub-folders, except hidden ones and node_modules.

    Linked folders are not walked: those inside are met under their own path, others do not belong here.

    Raises:
        SourceError: if there is no such folder, or it holds too much.
    """
    found = Walked()
    try:
        os.scandir(folder).close()
    except OSError as error:
        raise SourceError(
            f"the integrations folder {folder} cannot be read ({error.strerror}): create it, name another with "
            "[integrations] path in skerry.toml or --integrations, or make a project with: skerry init DIR"
        ) from None
    for path in _files(folder, found):
        kind = next((kind for ending, kind in _KINDS.items() if path.endswith(ending)), None)
        adapter = path.endswith(ADAPTER)
        if kind is None and not adapter and data_id(path.rpartition("/")[2]) is None:
            continue
        if not _is_plain(path):
            shown = path.encode("utf-8", "backslashreplace").decode()
            problem = "its name has a backslash, a control character, or is not UTF-8"
            found.problems.append(Problem(shown, None, "", problem, "rename it"))
        elif kind is not None:
            found.integrations.append((path, kind))
        else:
            (found.adapters if adapter else found.data).append(path)
    found.integrations.sort()
    found.data.sort()
    found.adapters.sort()
    return found


def _files(folder: Path, found: Walked) -> Iterator[str]:
    """The paths of everything that is no folder."""
    waiting = [""]
    entries = 0
    while waiting:
        below = waiting.pop()
        for entry in _entries(folder, below, found):
            entries += 1
            if entries > MAX_ENTRIES:
                raise SourceError(f"{folder} holds more than {MAX_ENTRIES:,} files: name the integrations folder alone")
            path = f"{below}{entry.name}"
            if not entry.is_dir():
                yield path
            elif entry.is_symlink():
                _judge_link(folder, path, found)
            elif path.count("/") >= MAX_DEPTH:
                problem = f"it lies more than {MAX_DEPTH} folders deep and is not read"
                found.problems.append(Problem(path, None, "", problem, "move it up"))
            else:
                waiting.append(f"{path}/")


def _entries(folder: Path, below: str, found: Walked) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder / below) as entries:
            return [entry for entry in entries if not entry.name.startswith(".") and entry.name != "node_modules"]
    except OSError as error:
        problem = f"the folder cannot be read ({error.strerror})"
        found.problems.append(Problem(below, None, "", problem, "make it readable for the server"))
        return []


def _judge_link(folder: Path, path: str, found: Walked) -> None:
    if not Path(os.path.realpath(folder / path)).is_relative_to(os.path.realpath(folder)):
        problem = "it is a link to a folder outside, and is not read"
        found.problems.append(Problem(path, None, "", problem, "put the files themselves into the folder"))


def _is_plain(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return "\\" not in path and not any(ord(character) < 32 or ord(character) == 127 for character in path)
