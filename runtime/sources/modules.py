"""Collects the files that a JavaScript integration may require: those its source names, and those that they name.

Nothing else is given to the sandbox, and it resolves by the same endings among what it was given. A specifier that
leaves the folder is refused here; one that names nothing is left to the error that `require` throws, as the line may
never run.
"""

import posixpath
from collections.abc import Callable, Iterator

from runtime.problems import Problem
from runtime.sources.builtins import is_builtin
from runtime.sources.files import FileRefused, Root
from runtime.sources.javascript import specifiers

MAX_MODULES = 1_000

# As Node does for `require` (https://nodejs.org/api/modules.html#all-together), and the sandbox's loader.
_ENDINGS = ("", ".js", ".cjs", ".mjs", ".json", "/index.js", "/index.json")
_SOURCES = (".js", ".cjs", ".mjs")
_ALLOWED = (*_SOURCES, ".json")

Scan = Callable[[bytes], tuple[str, ...]]
"""The literal specifiers in a source."""


class TooMuch(FileRefused):
    """An integration that is too large with all that it requires."""


def scan(source: bytes) -> tuple[str, ...]:
    """What the source requires or imports by a string literal."""
    return tuple(specifiers(source.decode("utf-8", "replace")))


class Collection:
    """The modules of one integration, and what is wrong with them."""

    def __init__(self, root: Root, scan: Scan, max_bytes: int) -> None:
        """`max_bytes` bounds all sources of the integration together."""
        self.modules: dict[str, bytes] = {}
        self.problems: list[Problem] = []
        self.packages: list[tuple[str, str]] = []
        """Which file requires which package: they need a bundle."""
        self._root = root
        self._scan = scan
        self._left = max_bytes
        self._max_bytes = max_bytes

    def collect(self, main: str) -> None:
        """Take the main file and all that it needs.

        Raises:
            FileRefused: if the main file cannot be read, or there is too much in all.
        """
        self._take(main)
        waiting = [main]
        while waiting:
            path = waiting.pop()
            for specifier in self._scan(self.modules[path]):
                waiting += self._follow(path, specifier)

    def _follow(self, importer: str, specifier: str) -> Iterator[str]:
        """Take what a specifier names; gives its path if it is new and may name others."""
        if specifier.startswith(("/", "file:")):
            self._refuse(importer, specifier, "is an absolute path", "use a path that begins with ./ or ../")
            return
        if not (specifier in (".", "..") or specifier.startswith(("./", "../"))) or "\0" in specifier:
            if not is_builtin(specifier):
                self.packages.append((importer, specifier))
            return
        target = posixpath.normpath(posixpath.join(posixpath.dirname(importer), specifier))
        if target == ".." or target.startswith("../"):
            self._refuse(importer, specifier, "lies outside the integrations folder", "put the file into the folder")
            return
        path = self._find(target)
        if path is None or path in self.modules:
            return
        try:
            self._take(path)
        except TooMuch:
            raise
        except FileRefused as refused:
            self._refuse(importer, specifier, f"cannot be used: {refused.reason}", refused.remedy)
            return
        if path.endswith(_SOURCES):
            yield path

    def _find(self, target: str) -> str | None:
        candidates = (posixpath.normpath(target + ending) for ending in _ENDINGS)
        return next((path for path in candidates if path.endswith(_ALLOWED) and self._root.is_file(path)), None)

    def _take(self, path: str) -> None:
        if len(self.modules) == MAX_MODULES:
            raise TooMuch(f"it requires more than {MAX_MODULES:,} files", "bundle them into one")
        content = self._root.read(path, self._max_bytes)
        self._left -= len(content)
        if self._left < 0:
            problem = f"with all that it requires it has more than {self._max_bytes:,} bytes (source_bytes)"
            raise TooMuch(problem, "make it smaller, or raise source_bytes in [limits] of skerry.toml")
        self.modules[path] = content

    def _refuse(self, importer: str, specifier: str, why: str, remedy: str) -> None:
        line = line_of(self.modules[importer], specifier)
        self.problems.append(Problem(importer, line, "", f'"{specifier[:200]}" {why}', remedy))


def line_of(source: bytes, specifier: str) -> int | None:
    """The 1-based line on which a specifier stands."""
    text = source.decode("utf-8", "replace")
    at = next((at for quote in "\"'" if (at := text.find(f"{quote}{specifier}{quote}")) >= 0), -1)
    return None if at < 0 else text.count("\n", 0, at) + 1
