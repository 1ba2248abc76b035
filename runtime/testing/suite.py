"""The test files of a folder, each beside its integration."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from runtime.problems import Problem
from runtime.sources import AdapterSets, Contents, Unit
from runtime.sources.files import FileRefused, Root
from runtime.testing.case import Case
from runtime.testing.reading import MAX_FILE, Read, read_cases

ENDINGS = (".test.yml", ".test.yaml", ".test.json")

_INTEGRATION = re.compile(r"(?P<stem>.+)\.integration\.[a-z]+")


class CaseFile(msgspec.Struct, frozen=True):
    """One test file and the integration beside it."""

    path: str
    """Below the folder, with "/"."""
    unit: Unit
    content: bytes
    read: Read
    types: Sequence[str]
    """What the `type` of a case's context may be."""

    @property
    def cases(self) -> tuple[Case, ...]:
        """What it holds; nothing if anything is wrong with it."""
        return self.read.cases


class Suite(msgspec.Struct, frozen=True):
    """All test files of a folder, or of a part of it."""

    files: tuple[CaseFile, ...]
    untested: tuple[str, ...]
    """Paths of integrations without a test file."""
    problems: tuple[Problem, ...]
    """What is wrong with test files; with an error, a file has no cases."""
    adapters: AdapterSets = AdapterSets()
    """Those of the folder: a case's page may be one that they read."""


def find(contents: Contents, folder: Path, below: str = "") -> Suite:
    """The tests of these integrations, of those whose path begins with `below`. Reads from the disk."""
    root = Root(folder)
    found: dict[str, list[str]] = {}
    for path in _test_files(folder):
        found.setdefault(_stem(path), []).append(path)
    files: list[CaseFile] = []
    untested: list[str] = []
    problems: list[Problem] = []
    units = {stem_of(unit.path): unit for unit in contents.units}
    for stem, unit in units.items():
        paths = found.pop(stem, [])
        if not unit.path.startswith(below):
            continue
        if not paths:
            untested.append(unit.path)
            continue
        files += _read(root, paths[0], unit, contents.context_types, problems)
        for path in paths[1:]:
            problems.append(Problem(path, None, "", f"{paths[0]} is there too", "put all cases into one of them"))
    broken = {stem_of(path) for path in contents.unreadable}
    for stem, paths in found.items():
        if stem not in broken and stem not in units and paths[0].startswith(below):
            message = "there is no integration beside it"
            problems.append(Problem(paths[0], None, "", message, f"call it like the file: {stem}.integration.js"))
    return Suite(tuple(files), tuple(untested), tuple(problems), contents.adapters)


def stem_of(path: str) -> str:
    """`team/x` of `team/x.integration.js`."""
    match = _INTEGRATION.fullmatch(path)
    return match["stem"] if match else path


def _stem(path: str) -> str:
    return path.rpartition(".test.")[0]


def _read(root: Root, path: str, unit: Unit, types: Sequence[str], problems: list[Problem]) -> Iterator[CaseFile]:
    try:
        content = root.read(path, MAX_FILE)
    except FileRefused as refused:
        problems.append(Problem(path, None, "", refused.reason, refused.remedy))
        return
    read = read_cases(content, path, types)
    problems += read.problems
    yield CaseFile(path, unit, content, read, types)


def _test_files(folder: Path) -> list[str]:
    """Below the folder, in the order of their paths; where integrations are looked for, and nowhere else.

    The folder was walked before, so its size is bounded.
    """
    found: list[str] = []
    for above, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".") and name != "node_modules"]
        inside = Path(above).relative_to(folder)
        found += [(inside / name).as_posix() for name in names if name.endswith(ENDINGS) and not name.startswith(".")]
    return sorted(found)
