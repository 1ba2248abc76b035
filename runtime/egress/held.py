"""Response bodies in this process's memory, bounded over all runs at once.

A body is held from its first byte until its run has taken it over, or is at its end: one run alone may have hundreds of
answers waiting.
"""

from collections import Counter
from typing import Self

from runtime.egress.errors import FetchFailed

SHARE = 2  # one integration holds at most a half, so that a greedy one leaves room for the others


class HeldBytes:
    """How much is held, in all and by the runs of each file."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._of_file: Counter[str] = Counter()
        self.total = 0

    def hold(self, path: str) -> "Hold":
        """What one answer for the integration at this path will hold; nothing yet."""
        return Hold(self, path)

    def _take(self, path: str, size: int) -> None:
        own = self._of_file[path] + size
        if self.total + size > self._limit:
            raise _full(f"all runs together would hold {self.total + size} bytes of responses", self._limit)
        if own > self._limit // SHARE:
            raise _full(f"its runs together would hold {own} bytes of responses", self._limit // SHARE)
        self._of_file[path] = own
        self.total += size

    def _give_back(self, path: str, size: int) -> None:
        self.total -= size
        self._of_file[path] -= size
        if not self._of_file[path]:
            del self._of_file[path]


class Hold:
    """The bytes of one answer."""

    def __init__(self, held: HeldBytes, path: str) -> None:
        self._held = held
        self._path = path
        self._size = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        """An answer that did not come to an end is not kept."""
        if error is not None:
            self.release()

    def grow(self, size: int) -> None:
        """So many bytes more.

        Raises:
            FetchFailed: says what is held, what is allowed, and where to change it.
        """
        self._held._take(self._path, size)
        self._size += size

    def release(self) -> None:
        """They are gone; a second time nothing happens."""
        size, self._size = self._size, 0
        self._held._give_back(self._path, size)


def _full(what: str, limit: int) -> FetchFailed:
    return FetchFailed(
        f"fetch failed: {what}, allowed are {limit}: ask for less, or raise held_bytes in [egress] of skerry.toml"
    )
