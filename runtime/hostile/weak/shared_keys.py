"""Results are kept by the values that a page has at some paths, joined to one text, as ToolJump does it."""

from __future__ import annotations

from runtime.cache_key import key_paths
from runtime.catalog import Entry
from runtime.context import Context
from runtime.dispatch import Dispatch


class SharedKeys(Dispatch):
    """A dispatch whose keys hold neither the integration nor what it was granted, nor the types of values."""

    async def _key(self, entry: Entry, context: Context) -> bytes | None:
        metadata = entry.metadata
        paths = key_paths(metadata.cache_key, metadata.match_paths)
        return "|".join(str(path.find(context.data) or "") for path in paths).encode() or None
