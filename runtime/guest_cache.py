"""The guests' `cache`: the one thing of theirs that survives a run.

Each integration has a namespace of its own, named by its file's path (never by what the file calls itself), and can
fill only its own share. Nothing is written to disk.
"""

from collections import OrderedDict
from collections.abc import Callable
from typing import Final

import msgspec

MAX_KEY: Final = 512  # bytes of UTF-8
MAX_VALUE: Final = 64 * 1024  # bytes of JSON
MAX_KEYS: Final = 1_000  # per namespace
MAX_NAMESPACE: Final = 4 * 1024 * 1024  # bytes per namespace
MAX_TOTAL: Final = 256 * 1024 * 1024  # bytes of all namespaces: 64 full ones
MAX_TTL: Final = 30 * 24 * 3600  # seconds
ENTRY_COST: Final = 450
"""Bytes that an entry takes besides key and value, in the two tables here (measured on CPython 3.11)."""


class GuestCacheError(Exception):
    """What a guest asked of its cache cannot be done. Its fault; the message is for the integration's author."""


class _Entry(msgspec.Struct, frozen=True, gc=False):
    value: bytes
    expires: float
    size: int


class GuestCache:
    """Values by namespace and key. What was used least recently goes first when space is short.

    A namespace can displace others' entries only with what it holds itself, at most `MAX_NAMESPACE` bytes.
    """

    def __init__(self, clock: Callable[[], float], max_bytes: int = MAX_TOTAL) -> None:
        """`clock` gives seconds and never goes back (`time.monotonic`)."""
        self._clock = clock
        self._max_bytes = max_bytes
        self._entries: OrderedDict[tuple[str, str], _Entry] = OrderedDict()
        self._keys: dict[str, OrderedDict[str, None]] = {}
        self._sizes: dict[str, int] = {}
        self._total = 0

    @property
    def size(self) -> int:
        """Bytes held now, keys and bookkeeping included."""
        return self._total

    def get(self, namespace: str, key: str) -> bytes | None:
        """The JSON stored under `key`, or None when there is none or its time is over."""
        entry = self._entries.get((namespace, key))
        if entry is None:
            return None
        if entry.expires <= self._clock():
            self._remove(namespace, key)
            return None
        self._entries.move_to_end((namespace, key))
        self._keys[namespace].move_to_end(key)
        return entry.value

    def set(self, namespace: str, key: str, value: bytes, ttl: float | None = None) -> None:
        """Store `value` (JSON) for `ttl` seconds; without one, with 0 or with more than 30 days it is 30 days.

        Raises GuestCacheError for a key or value over its limit, and for a `ttl` that is no time.
        """
        key_bytes = len(key.encode("utf-8", "surrogatepass"))
        if key_bytes > MAX_KEY:
            raise GuestCacheError(f"cache key has {key_bytes} bytes, at most {MAX_KEY} are allowed: use a shorter key")
        if len(value) > MAX_VALUE:
            raise GuestCacheError(
                f'cache value of "{key[:80]}" has {len(value)} bytes as JSON, at most {MAX_VALUE} are allowed: '
                "store less, or under several keys"
            )
        seconds = _lifetime(ttl)
        self._remove(namespace, key)
        size = key_bytes + len(value) + ENTRY_COST
        keys = self._keys.setdefault(namespace, OrderedDict())
        while keys and (len(keys) >= MAX_KEYS or self._sizes[namespace] + size > MAX_NAMESPACE):
            self._remove(namespace, next(iter(keys)))
        while self._entries and self._total + size > self._max_bytes:
            self._remove(*next(iter(self._entries)))
        self._add(namespace, key, _Entry(value, self._clock() + seconds, size))

    def clear(self, namespace: str) -> None:
        """Forget everything of a namespace."""
        for key in tuple(self._keys.get(namespace, ())):
            self._remove(namespace, key)

    def _add(self, namespace: str, key: str, entry: _Entry) -> None:
        self._entries[namespace, key] = entry
        self._keys.setdefault(namespace, OrderedDict())[key] = None
        self._sizes[namespace] = self._sizes.get(namespace, 0) + entry.size
        self._total += entry.size

    def _remove(self, namespace: str, key: str) -> None:
        entry = self._entries.pop((namespace, key), None)
        if entry is None:
            return
        self._total -= entry.size
        self._sizes[namespace] -= entry.size
        del self._keys[namespace][key]
        if not self._keys[namespace]:
            del self._keys[namespace], self._sizes[namespace]


def _lifetime(ttl: float | None) -> float:
    if ttl is None or ttl == 0:
        return MAX_TTL
    if not ttl > 0:  # also NaN
        raise GuestCacheError(f"cache ttl is {ttl}, but it must be seconds above 0: leave it out for 30 days")
    return min(ttl, MAX_TTL)
