"""Adapter files: ``NAME.adapter.yml``, in an integrations folder or among those that ship."""

from collections.abc import Iterable
from functools import cache, partial
from importlib.resources import files

import msgspec

from runtime.adapters.declarations import read_declaration
from runtime.adapters.model import ENDING, Declaration
from runtime.problems import Problem, Review
from runtime.sources.files import FileRefused, Root
from runtime.sources.yaml_places import line_of, places_of
from runtime.sources.yaml_values import YamlError, yaml_value

MAX_BYTES = 64 * 1024


class Read(msgspec.Struct, frozen=True):
    """What one file says; None if anything is wrong with it, which the problems tell."""

    declaration: Declaration | None = None
    problems: tuple[Problem, ...] = ()


class AdapterSets(msgspec.Struct, frozen=True):
    """The adapters of one reading, by the paths of their files."""

    good: dict[str, Declaration] = {}
    """Those that can be used; of a file that broke, its last good version."""
    broken: frozenset[str] = frozenset()
    """Files that have no good version."""


class AdapterReader:
    """Reads adapter files again and again, and keeps the last good version of each for when it breaks."""

    def __init__(self) -> None:
        self._good: dict[str, Declaration] = {}

    def read(self, root: Root, paths: Iterable[str], problems: list[Problem]) -> AdapterSets:
        """The adapters at these paths as they are now; what is wrong is added to `problems`."""
        found = {path: self._read(root, path, problems) for path in paths}
        self._good = {path: declaration for path, declaration in found.items() if declaration is not None}
        return AdapterSets(self._good, frozenset(found.keys() - self._good.keys()))

    def _read(self, root: Root, path: str, problems: list[Problem]) -> Declaration | None:
        try:
            read = decode(root.read(path, MAX_BYTES), path)
        except FileRefused as refused:
            read = Read(problems=(Problem(path, None, "", refused.reason, refused.remedy),))
        problems += read.problems
        last = self._good.get(path)
        if read.declaration is None and last is not None:
            stays = f'the last good version of "{last.name}" stays in use'
            problems.append(Problem(path, None, "", stays, "correct the file", "note"))
        return read.declaration or last


def decode(content: bytes, path: str) -> Read:
    """What the content of a file says."""
    try:
        text = content.decode("utf-8-sig")
        value = yaml_value(text, MAX_BYTES)
    except UnicodeDecodeError as error:
        return Read(problems=(Problem(path, None, "", f"not UTF-8 (byte {error.start + 1})", "save it as UTF-8"),))
    except YamlError as error:
        return Read(problems=(Problem(path, error.line, "", str(error), "correct the file"),))
    review = Review(path, text, find=partial(line_of, places_of(text)))
    return Read(read_declaration(value, review), review.problems)


@cache
def shipped() -> dict[str, Declaration]:
    """The adapters that ship, by the names of their files."""
    found: dict[str, Declaration] = {}
    folder = files("integrations").joinpath("adapters")
    for name in sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(ENDING)):
        declaration = decode(folder.joinpath(name).read_bytes(), name).declaration
        if declaration is not None:
            found[name] = declaration
    return found
