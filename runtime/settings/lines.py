"""On which line of a TOML file a key stands. tomllib does not say."""

import tomllib
from collections import Counter
from typing import Any

from runtime.problems import Keys

# What the last line of a statement of several lines must hold; so a list of a thousand lines is not parsed each time.
_CLOSING = ("]", "}", '"""', "'''")


def toml_key(keys: Keys) -> str:
    """The keys as one would write them in TOML: ``grants."team/y.integration.js".net[0]``."""
    text = ""
    for key in keys:
        if isinstance(key, int):
            text += f"[{key}]"
            continue
        bare = key.replace("-", "").replace("_", "").isalnum() and key.isascii()
        text += ("." if text else "") + (key if bare else '"' + key.replace("\\", "\\\\").replace('"', '\\"') + '"')
    return text


class Lines:
    """The lines of one valid TOML text.

    The text is cut into statements: a statement is the fewest lines that tomllib takes by themselves. So this knows
    nothing of TOML's grammar, and a key in a string or a comment is never taken for one.
    """

    def __init__(self, text: str) -> None:
        """Costs nothing until a line is asked for."""
        self._unread = text.splitlines()
        self._found: dict[Keys, int] = {}
        self._tables: Counter[Keys] = Counter()
        self._table: Keys = ()

    def of(self, keys: Keys) -> int | None:
        """The 1-based line of the key, or of the nearest key around it that stands in the file."""
        unread, self._unread = self._unread, []
        self._read(unread)
        while keys and keys not in self._found:
            keys = keys[:-1]
        return self._found.get(keys)

    def _read(self, lines: list[str]) -> None:
        statement, first = "", 1
        for number, line in enumerate(lines, 1):
            statement, first = (f"{statement}\n{line}", first) if statement else (line, number)
            if first < number and not any(closing in line for closing in _CLOSING):
                continue
            try:
                parsed = tomllib.loads(statement)
            except tomllib.TOMLDecodeError:
                continue
            self._take(parsed, first, is_header=statement.lstrip().startswith("["))
            statement = ""

    def _take(self, parsed: dict[str, Any], line: int, *, is_header: bool) -> None:
        if not is_header:
            self._note(parsed, self._table, line)
            return
        path: Keys = ()
        value: Any = parsed
        while value:
            if isinstance(value, dict):
                key, value = next(iter(value.items()))
                path = (*path, key)
                if isinstance(value, dict) and self._tables[path]:  # a table below the last of a list of tables
                    path = (*path, self._tables[path] - 1)
            else:  # [[path]]: the next of a list of tables
                self._tables[path] += 1
                path, value = (*path, self._tables[path] - 1), None
        self._table = path
        for length in range(1, len(path) + 1):
            self._found.setdefault(path[:length], line)

    def _note(self, value: Any, path: Keys, line: int) -> None:
        if path:
            self._found.setdefault(path, line)
        children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        for key, child in children:
            self._note(child, (*path, key), line)
