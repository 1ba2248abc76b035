"""Reads skerry.toml and the ``.env`` file beside it."""

import os
import re
import tomllib
from pathlib import Path
from typing import Any

from runtime.settings.environment import PREFIX
from runtime.settings.lines import Lines
from runtime.settings.notes import Notes
from runtime.settings.sift import Report

MAX_FILE_BYTES = 1_000_000
OTHERS = 0o006  # read or write for users who are neither the owner nor in the group

# What a .env file may set; everything else in it is for others (PATH, LD_PRELOAD, proxies).
_DOTENV_PREFIXES = (PREFIX, "INTEGRATION_")
_ASSIGNMENT = re.compile(r"(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*)")


def read_toml(file: Path, notes: Notes) -> tuple[dict[str, Any], Lines]:
    """The file's table and the lines of its keys; an empty table if it cannot be read, with the reason noted."""
    text = _read(file, notes, "name a file that exists, or make a project with: skerry init DIR")
    try:
        return tomllib.loads(text), Lines(text)
    except (ValueError, RecursionError) as error:  # TOMLDecodeError; a number of thousands of digits; nesting
        notes.add(str(file), None, "", f"it is not valid TOML: {error}", "put paths and globs of tables in quotes")
        return {}, Lines("")


def read_dotenv(file: Path, notes: Notes) -> dict[str, str]:
    """The variables of a .env file; none if there is no such file."""
    if not file.exists():
        return {}
    text = _read(file, notes, "make it readable for the server, or remove it")
    if open_to_others(file):
        remedy = f"chmod 600 {file}"
        notes.add(str(file), None, "", "every user of this machine can read or change it", remedy, "warning")
    return parse_dotenv(text, lambda keys, message, remedy: notes.add(str(file), int(keys[0]), "", message, remedy))


def open_to_others(file: Path) -> bool:
    """Whether users that are neither the file's owner nor in its group may read or write it (POSIX only)."""
    return os.name == "posix" and bool(file.stat().st_mode & OTHERS)


def parse_dotenv(text: str, report_line: Report) -> dict[str, str]:
    """The SKERRY_* and INTEGRATION_* variables of a .env file.

    One ``NAME=VALUE`` a line; blank lines and lines that begin with ``#`` are skipped. A value in single or double
    quotes is what stands between them; nothing is expanded or unescaped. Keys of a report are the line's number.
    """
    found: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        assignment = _ASSIGNMENT.fullmatch(stripped)
        if assignment is None:
            report_line((number,), "the line is no NAME=VALUE", "begin comments with #")
            continue
        name, value = assignment.groups()
        if name.startswith(_DOTENV_PREFIXES):
            quoted = len(value) > 1 and value[0] in "\"'" and value[-1] == value[0]
            found[name] = value[1:-1] if quoted else value
    return found


def _read(file: Path, notes: Notes, remedy: str) -> str:
    try:
        with file.open("rb") as opened:
            content = opened.read(MAX_FILE_BYTES + 1)
        if len(content) <= MAX_FILE_BYTES:
            return content.decode("utf-8-sig")
        notes.add(str(file), None, "", f"it has more than {MAX_FILE_BYTES:,} bytes", "make it shorter")
    except OSError as error:
        notes.add(str(file), None, "", f"it cannot be read ({error.strerror})", remedy)
    except UnicodeDecodeError:
        notes.add(str(file), None, "", "it is not UTF-8", "save it as UTF-8")
    return ""
