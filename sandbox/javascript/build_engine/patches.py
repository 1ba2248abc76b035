"""Applies unified diffs strictly: what a patch replaces must stand in the source exactly once."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from .errors import BuildError


class Hunk(NamedTuple):
    """One replacement in one file: whole lines, context included."""

    file: str  # below the build's folder: "quickjs/quickjs.c"
    old: str
    new: str


def apply_patch(patch: Path, work: Path) -> None:
    """Change the files below `work` as `patch` says. Line numbers do not count, so patches do not depend on each other.

    Raises BuildError when the source does not hold what a hunk replaces: the patch was made for another version.
    """
    for number, hunk in enumerate(read_hunks(patch.read_text(encoding="utf-8")), 1):
        target = work / hunk.file
        source = target.read_text(encoding="utf-8")
        if (found := source.count(hunk.old)) != 1:
            raise BuildError(
                f"patches/{patch.name}: what hunk {number} replaces stands {found} times in {hunk.file}, not once. "
                "The patch was made for another version of the source"
            )
        target.write_text(source.replace(hunk.old, hunk.new), encoding="utf-8")


def read_hunks(text: str) -> Iterator[Hunk]:
    """The hunks of a unified diff. What stands before its first `---` is the reason for the patch."""
    file, old, new, inside = "", list[str](), list[str](), False
    for line in [*text.splitlines(), "--- end"]:
        if line.startswith(("--- ", "@@ ")):
            if old:
                yield Hunk(file, "\n".join(old) + "\n", "\n".join(new) + "\n")
            file = line.removeprefix("--- a/") if line.startswith("--- ") else file
            old, new, inside = [], [], line.startswith("@@ ")
        elif file and not line.startswith("+++ ") and inside:
            if line[:1] != "+":
                old.append(line[1:])
            if line[:1] != "-":
                new.append(line[1:])
