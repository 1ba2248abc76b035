"""The counters behind the rate limits, in memory: fixed windows, as many as fit, none kept after its end."""

from collections import OrderedDict
from collections.abc import Callable
from typing import Final

import msgspec
from limits.aio.storage import Storage

MAX_WINDOWS: Final = 100_000
"""Counters at once (some 30 MB). Past that the oldest go: an attacker with that many addresses gains a fresh start."""


class _Window(msgspec.Struct, gc=False):
    count: int
    ends: float


class WindowStorage(Storage):
    """A storage for `limits`. Unlike its own in memory, every call takes the same time however many keys there are,
    there is no task in the background, and the clock is given.
    """

    STORAGE_SCHEME = None

    def __init__(self, now: Callable[[], float], max_windows: int = MAX_WINDOWS) -> None:
        """`now` gives seconds since the epoch."""
        super().__init__()
        self._now = now
        self._max_windows = max_windows
        self._windows: OrderedDict[str, _Window] = OrderedDict()  # the oldest first

    @property
    def base_exceptions(self) -> type[Exception]:
        """No exception of its own."""
        return ValueError

    def __len__(self) -> int:
        return len(self._windows)

    async def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Count `amount` more in the window of `key`, which is `expiry` seconds long if it begins now."""
        window = self._current(key)
        if window is None:
            self._make_room()
            window = self._windows[key] = _Window(0, self._now() + expiry)
        window.count += amount
        return window.count

    async def get(self, key: str) -> int:
        """How many are counted now."""
        window = self._current(key)
        return 0 if window is None else window.count

    async def get_expiry(self, key: str) -> float:
        """When the window ends, in seconds since the epoch; now where there is none."""
        window = self._current(key)
        return self._now() if window is None else window.ends

    async def check(self) -> bool:
        """Memory is always there."""
        return True

    async def reset(self) -> int:
        """Forget all windows."""
        count = len(self._windows)
        self._windows.clear()
        return count

    async def clear(self, key: str) -> None:
        """Forget one window."""
        self._windows.pop(key, None)

    def _current(self, key: str) -> _Window | None:
        window = self._windows.get(key)
        if window is not None and window.ends <= self._now():
            del self._windows[key]
            return None
        return window

    def _make_room(self) -> None:
        while self._windows:
            oldest = next(iter(self._windows))
            if len(self._windows) < self._max_windows and self._windows[oldest].ends > self._now():
                return
            del self._windows[oldest]
