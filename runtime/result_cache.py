"""Results that are still good: in memory, bounded by bytes, each for its own time."""

from collections import OrderedDict
from collections.abc import Callable
from typing import Final

import msgspec

MAX_BYTES: Final = 64 * 1024 * 1024
"""Default bound: some 30,000 results of nine links each."""
ENTRY_COST: Final = 240
"""Bytes that an entry takes besides its items' bytes: key, tables, tuple (measured on CPython 3.11)."""
ITEM_COST: Final = 104
"""Bytes that an item takes besides its bytes (a Raw and its bytes object; measured on CPython 3.11)."""


class _Entry(msgspec.Struct, frozen=True, gc=False):
    items: tuple[msgspec.Raw, ...]
    expires: float
    size: int


class ResultCache:
    """Items by key (`cache_key`). What was used least recently goes first when space is short."""

    def __init__(self, clock: Callable[[], float], max_bytes: int = MAX_BYTES) -> None:
        """`clock` gives seconds and never goes back (`time.monotonic`)."""
        self._clock = clock
        self._max_bytes = max_bytes
        self._entries: OrderedDict[bytes, _Entry] = OrderedDict()
        self._size = 0

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def size(self) -> int:
        """Bytes held now, bookkeeping included."""
        return self._size

    def get(self, key: bytes) -> tuple[msgspec.Raw, ...] | None:
        """The items under `key`; None when there are none or their time is over. No items at all are `()`."""
        entry = self._entries.get(key)
        if entry is None:
            return None
        if entry.expires <= self._clock():
            self.drop(key)
            return None
        self._entries.move_to_end(key)
        return entry.items

    def put(self, key: bytes, items: tuple[msgspec.Raw, ...], ttl: float) -> None:
        """Keep `items` for `ttl` seconds; 0 or less keeps nothing. What fills more than the whole cache is not kept."""
        self.drop(key)
        size = ENTRY_COST + sum(ITEM_COST + len(bytes(item)) for item in items)
        if not ttl > 0 or size > self._max_bytes:
            return
        while self._size + size > self._max_bytes:
            self.drop(next(iter(self._entries)))
        self._entries[key] = _Entry(items, self._clock() + ttl, size)
        self._size += size

    def drop(self, key: bytes) -> None:
        """Forget what is under `key`, if there is anything."""
        entry = self._entries.pop(key, None)
        if entry is not None:
            self._size -= entry.size

    def clear(self) -> None:
        """Forget everything."""
        self._entries.clear()
        self._size = 0
