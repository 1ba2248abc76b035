"""Makes a source map small: it is committed, and read by the server whenever the folder changes. Pure.

The author's own code keeps every segment; of packages each line keeps its first, which names file and line. That leaves
a tenth where packages are large.
"""

from __future__ import annotations

from collections.abc import Iterator

from runtime.sources.author_lines import PACKAGES
from runtime.sources.source_map import NO_SOURCE, Segment, Text, encode, segments


def thin(text: Text, names: list[str]) -> Text:
    """The map with these names in place of its sources. Errors: SourceMapError."""
    package = [PACKAGES in name.split("/") for name in names]
    return encode(names, _kept(segments(text), package))


def _kept(found: Iterator[Segment], package: list[bool]) -> Iterator[Segment]:
    last: tuple[int, int] | None = None
    for segment in found:
        here = (segment.bundle_line, segment.source)
        if segment.source == NO_SOURCE or not package[segment.source] or here != last:
            yield segment
        last = here
