"""Applies unified diffs strictly: the sources are pinned by hash, so every line must be exactly where a patch says."""

import re
from collections.abc import Iterator
from pathlib import Path

from .errors import BuildError

_HUNK = re.compile(r"@@ -(\d+)(?:,\d+)? \+\d+(?:,\d+)? @@.*")


def apply_patch(patch: Path, work: Path) -> None:
    """Change the files below `work` that `patch` names (`--- a/FILE`); text before the first `---` is its reason.

    Raises BuildError when a line differs from what the patch expects: it was made for another version of the source.
    """
    for name, hunks in _files(patch.read_text(encoding="utf-8").splitlines()):
        target = work / name
        old = target.read_text(encoding="utf-8").splitlines()
        new = _patched(old, hunks, f"{patch.name}: {name}")
        target.write_text("\n".join(new) + "\n", encoding="utf-8")


def _files(lines: list[str]) -> Iterator[tuple[str, list[tuple[int, list[str]]]]]:
    name, hunks = "", list[tuple[int, list[str]]]()
    for line in lines:
        if line.startswith("--- "):
            if hunks:
                yield name, hunks
            name, hunks = line.removeprefix("--- a/"), []
        elif match := _HUNK.fullmatch(line):
            hunks.append((int(match[1]), []))
        elif hunks:
            hunks[-1][1].append(line)
    yield name, hunks


def _patched(old: list[str], hunks: list[tuple[int, list[str]]], where: str) -> list[str]:
    new: list[str] = []
    done = 0  # lines of `old` that are dealt with
    for start, body in hunks:
        new += old[done : start - 1]
        done = start - 1
        for line in body:
            kind, text = line[:1] or " ", line[1:]
            if kind == "+":
                new.append(text)
                continue
            if done >= len(old) or old[done] != text:
                raise BuildError(f"{where}: line {done + 1} is not {text!r}. The patch is for another version")
            if kind == " ":
                new.append(text)
            done += 1
    return new + old[done:]
