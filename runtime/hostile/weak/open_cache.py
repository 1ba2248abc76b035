"""One cache for all integrations, without bounds."""

from __future__ import annotations

import msgspec

from runtime.execution import Executor
from runtime.guest_cache import GuestCache


class OpenCache(GuestCache):
    """Keeps everything, and gives it to everybody."""

    def __init__(self) -> None:
        super().__init__(lambda: 0.0)
        self._kept: dict[str, bytes] = {}

    def get(self, namespace: str, key: str) -> bytes | None:
        """Whoever asks."""
        return self._kept.get(key)

    def set(self, namespace: str, key: str, value: bytes, ttl: float | None = None) -> None:
        """Whatever it is."""
        self._kept[key] = value

    @property
    def size(self) -> int:
        """Bytes held."""
        return sum(len(key) + len(value) for key, value in self._kept.items())


def with_open_cache(executor: Executor) -> Executor:
    """The executor with such a cache."""
    return msgspec.structs.replace(executor, guest_cache=OpenCache())
