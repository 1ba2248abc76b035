"""Where a bundle's code came from: puts the author's file and line in place of the bundle's, in whatever a run says."""

from __future__ import annotations

import posixpath
import re

from runtime.sources.source_map import SourceMap

PACKAGES = "node_modules"


class AuthorLines:
    """Of one bundle. Works over text: stack traces come in errors, in log lines and in messages alike."""

    def __init__(self, bundle: str, found: SourceMap) -> None:
        """`bundle` is its path below the integrations folder; the map's sources are relative to the bundle's folder."""
        folder = posixpath.dirname(bundle)
        self._map = found
        self._names = {source: f"./{posixpath.normpath(posixpath.join(folder, source))}" for source in found.sources}
        self._place = re.compile(rf"{re.escape(f'./{bundle}')}:([0-9]{{1,9}})(?::([0-9]{{1,9}}))?")

    def restore(self, text: str) -> str:
        """The text with each place of the bundle that came from a file given as the place in that file."""
        return self._place.sub(self._restored, text)

    def package_lines(self) -> list[tuple[int, int]]:
        """The ranges of the bundle's lines (1-based, both ends in) that came from packages."""
        return self._map.lines(_is_package)

    def _restored(self, match: re.Match[str]) -> str:
        place = self._map.find(int(match[1]), int(match[2] or 1))
        if place is None:
            return match[0]
        line = f"{self._names[place.source]}:{place.line}"
        # Of packages the map keeps lines only.
        return line if match[2] is None or _is_package(place.source) else f"{line}:{place.column}"


def _is_package(source: str) -> bool:
    return PACKAGES in source.split("/")
