"""Paths into a context, as integrations write them: `page.repository`, `a[0].b`, `tags["cost-centre"]`.

Only what JSON itself holds is found: members of objects and elements of arrays. There is no `length` and nothing
inherited. A missing value is `msgspec.UNSET`, which is not null.
"""

import re
from collections.abc import Iterable

import msgspec

PATH_LENGTH = 200  # characters
_PARTS = re.compile(
    r"""(?P<dot>^|\.)(?P<name>[^.\[\]'"`\s\x00-\x1f]+)
      | \[(?P<index>\d{1,9})\]
      | \["(?P<double>[^"\\]+)"\]
      | \['(?P<single>[^'\\]+)'\]""",
    re.VERBOSE,
)


class ContextPath(msgspec.Struct, frozen=True):
    """A path as it was written, and its steps."""

    text: str
    steps: tuple[str, ...]

    def find(self, document: object) -> object:
        """The value at this path of decoded JSON, or `msgspec.UNSET`."""
        value = document
        for step in self.steps:
            value = _child(value, step)
            if value is msgspec.UNSET:
                return value
        return value


def parse(text: str) -> ContextPath:
    """Reads a path; raises ValueError with what is wrong with it."""
    if not text or len(text) > PATH_LENGTH:
        raise ValueError(f"a path has 1 to {PATH_LENGTH} characters")
    if text.startswith("."):
        raise ValueError("a path does not begin with a dot")
    steps, position = [], 0
    while position < len(text):
        part = _PARTS.match(text, position)
        if part is None:
            raise ValueError(f"cannot read the path from {text[position : position + 20]!r} on")
        steps.append(next(value for key, value in part.groupdict().items() if key != "dot" and value is not None))
        position = part.end()
    return ContextPath(text, tuple(steps))


def _child(value: object, step: str) -> object:
    if isinstance(value, dict):
        return value.get(step, msgspec.UNSET)
    if isinstance(value, list):
        return _element(value, step)
    return msgspec.UNSET


def _element(items: list[object], step: str) -> object:
    # JavaScript finds an element by its index as it would print it: "1", never "01" or "+1".
    if not (step.isascii() and step.isdigit()) or len(step) > 9 or (step[0] == "0" and step != "0"):
        return msgspec.UNSET
    index = int(step)
    return items[index] if index < len(items) else msgspec.UNSET


class PathTree:
    """Many paths looked up at once: shared beginnings are walked once, and what the document lacks costs nothing."""

    def __init__(self, paths: Iterable[tuple[str, ...]]) -> None:
        """The paths are numbered in the order in which they come."""
        self._root = _Branch()
        for number, steps in enumerate(paths):
            branch = self._root
            for step in steps:
                branch = branch.children.setdefault(step, _Branch())
            branch.number = number

    def find(self, document: object) -> dict[int, object]:
        """The values of the paths that the document holds, by the path's number."""
        found: dict[int, object] = {}
        open_branches = [(self._root, document)]
        while open_branches:
            branch, value = open_branches.pop()
            if branch.number is not None:
                found[branch.number] = value
            if isinstance(value, dict):
                shared = branch.children.keys() & value.keys()
                open_branches += [(branch.children[step], value[step]) for step in shared]
            elif isinstance(value, list):
                elements = ((child, _element(value, step)) for step, child in branch.children.items())
                open_branches += [pair for pair in elements if pair[1] is not msgspec.UNSET]
        return found


class _Branch:
    __slots__ = ("children", "number")

    def __init__(self) -> None:
        self.children: dict[str, _Branch] = {}
        self.number: int | None = None
