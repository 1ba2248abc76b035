"""What is wrong with a file of the catalog: where, what, and what to do about it."""

import difflib
from collections.abc import Callable, Iterable
from functools import partial
from typing import Literal

import msgspec

Severity = Literal["error", "warning", "note"]
Keys = tuple[str | int, ...]

PROBLEMS_PER_FILE = 50  # more do not help an author, and each may cost a walk over the whole source


class Problem(msgspec.Struct, frozen=True):
    """One thing to put right.

    An error keeps the file from being loaded; a warning does not; a note only says what something costs.
    """

    file: str
    line: int | None  # 1-based, found by looking for the key in the source: best effort
    key: str
    message: str
    remedy: str
    severity: Severity = "error"

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        subject = f"{self.key}: {self.message}" if self.key else self.message
        return f"{place}: {subject}; {self.remedy}" if self.remedy else f"{place}: {subject}"


class Review:
    """Collects the problems of one file. `find` says on which line keys stand, where more is known than the text."""

    def __init__(self, file: str, source: str, find: Callable[[Keys], int | None] | None = None) -> None:
        self.file = file
        self.source = source
        self._find = find or partial(line_of, source)
        self._problems: list[Problem] = []

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that was found, in the order of the file's keys."""
        return tuple(self._problems)

    @property
    def failed(self) -> bool:
        """Whether there is an error among them."""
        return any(problem.severity == "error" for problem in self._problems)

    def error(self, keys: Keys, message: str, remedy: str) -> None:
        """Notes something that keeps the file from being loaded."""
        self._add(keys, message, remedy, "error")

    def warning(self, keys: Keys, message: str, remedy: str) -> None:
        """Notes something that is probably not meant."""
        self._add(keys, message, remedy, "warning")

    def note(self, keys: Keys, message: str, remedy: str) -> None:
        """Notes something that is right and has a cost."""
        self._add(keys, message, remedy, "note")

    def _add(self, keys: Keys, message: str, remedy: str, severity: Severity) -> None:
        full = len(self._problems) >= PROBLEMS_PER_FILE
        if full and (severity != "error" or self.failed):
            return
        line = self._find(keys)
        self._problems.append(Problem(self.file, line, dotted(keys), message, remedy, severity))


def dotted(keys: Keys) -> str:
    """The keys as one would write them in JavaScript: `match.context["page.repository"].equals`."""
    text = ""
    for key in keys:
        if isinstance(key, int):
            text += f"[{key}]"
        elif key.isidentifier():
            text += f".{key}" if text else key
        else:
            text += f'["{key}"]'
    return text


def line_of(source: str, keys: Keys) -> int | None:
    """The 1-based line on which the last of the keys stands that can be found, each after the one before it.

    A key that is not in the source (it is missing, or computed) leaves the line of the key around it.
    """
    position, found = 0, -1
    for key in keys:
        at = _definition(source, key, position) if isinstance(key, str) else -1
        if at >= 0:
            found, position = at, at + len(str(key))
    return None if found < 0 else source.count("\n", 0, found) + 1


def _definition(source: str, key: str, start: int) -> int:
    """Where `key:`, `"key":` or `key =` stands at or after `start`; -1 if nowhere."""
    at = source.find(key, start) if key else -1
    while at >= 0:
        before, end = source[at - 1 : at], at + len(key)
        quoted = before in ("'", '"', "`") and source[end : end + 1] == before
        alone = quoted or not (before.isalnum() or before in ("_", "$", "-"))
        rest = source[end + quoted : end + quoted + 20].lstrip()
        if alone and (rest.startswith(":") or (rest.startswith("=") and not rest.startswith(("==", "=>")))):
            return at
        at = source.find(key, at + 1)
    return -1


def suggestion(word: str, known: Iterable[str]) -> str:
    """`did you mean startsWith?` for a near miss, else the list of what there is."""
    names = sorted(known)
    lowered = {name.lower(): name for name in names}
    near = difflib.get_close_matches(word.lower(), list(lowered), n=1, cutoff=0.6)
    return f"did you mean {lowered[near[0]]}?" if near else f"there is {', '.join(names)}"
