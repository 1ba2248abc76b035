"""Adapter files: ``NAME.adapter.yml``, in an integrations folder or among those that ship."""

from collections.abc import Iterable
from functools import cache, partial
from importlib.resources import files

import msgspec

from runtime.adapters.declarations import is_name, read_declaration
from runtime.adapters.model import ENDING, Declaration
from runtime.problems import Problem, Review
from runtime.sources.files import FileRefused, Root
from runtime.sources.yaml_places import line_of, places_of
from runtime.sources.yaml_values import YamlError, yaml_value

MAX_BYTES = 64 * 1024


class Read(msgspec.Struct, frozen=True):
    """What one file says; None if anything is wrong with it, which the problems tell."""

    declaration: Declaration | None = None
    name: str = ""
    """The name that it gives itself, whatever else is wrong."""
    problems: tuple[Problem, ...] = ()


class AdapterSets(msgspec.Struct, frozen=True):
    """The adapters of one reading, by the paths of their files."""

    good: dict[str, Declaration] = {}
    """Those that can be used; of a file that broke, its last good version."""
    broken: dict[str, str] = {}
    """Files that have no good version, and the names that they give themselves."""


class AdapterReader:
    """Reads adapter files again and again, and keeps the last good version of each for when it breaks."""

    def __init__(self) -> None:
        self._good: dict[str, Declaration] = {}

    def read(self, root: Root, paths: Iterable[str], problems: list[Problem]) -> AdapterSets:
        """The adapters at these paths as they are now; what is wrong is added to `problems`."""
        good: dict[str, Declaration] = {}
        broken: dict[str, str] = {}
        for path in paths:
            read = _read(root, path)
            problems += read.problems
            last = self._good.get(path)
            if read.declaration is not None:
                good[path] = read.declaration
            elif last is not None:
                good[path] = last
                stays = f'the last good version of "{last.name}" stays in use'
                problems.append(Problem(path, None, "", stays, "correct the file", "note"))
            else:
                broken[path] = read.name
        self._good = good
        return AdapterSets(good, broken)


def _read(root: Root, path: str) -> Read:
    try:
        return decode(root.read(path, MAX_BYTES), path)
    except FileRefused as refused:
        return Read(problems=(Problem(path, None, "", refused.reason, refused.remedy),))


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
    declaration = read_declaration(value, review)
    name = value.get("name") if isinstance(value, dict) else None
    return Read(declaration, name if isinstance(name, str) and is_name(name) else "", review.problems)


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
