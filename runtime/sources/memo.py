"""Remembers what was made of contents that did not change from one reading of the folder to the next."""

import hashlib
from collections.abc import Callable
from typing import Generic, TypeVar

Made = TypeVar("Made")


class Memo(Generic[Made]):
    """A function of bytes, done once for equal bytes. Keeps what the last two rounds used."""

    def __init__(self, make: Callable[[bytes], Made]) -> None:
        """Errors of `make` pass through and are not kept."""
        self._make = make
        self._now: dict[bytes, Made] = {}
        self._before: dict[bytes, Made] = {}

    def __call__(self, content: bytes) -> Made:
        key = hashlib.sha256(content).digest()
        if key not in self._now:
            self._now[key] = self._before[key] if key in self._before else self._make(content)
        return self._now[key]

    def next_round(self) -> None:
        """Forget what the round before this one did not use."""
        self._before, self._now = self._now, {}
