"""What runs of a program usually cost, from what they did."""

from __future__ import annotations

import threading

MOST_PROGRAMS = 20_000
"""More than a server has. Runs end after their program was released, so `forget` alone would let this grow."""


class Costs:
    """CPU by image, in ns: it jumps up at once and comes down by half with each cheaper run. For any thread."""

    def __init__(self, most: int = MOST_PROGRAMS) -> None:
        self._most = most
        self._expected: dict[str, int] = {}  # the one noted last is at the end
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._expected)

    def known(self, image: str) -> int | None:
        """What the next run is likely to use; None for a program that has not run."""
        return self._expected.get(image)

    def expected(self, image: str) -> int:
        """The same, hoping for the best of a program that has not run: 0."""
        return self._expected.get(image, 0)

    def note(self, image: str, cpu_ns: int) -> None:
        """A run has used this."""
        with self._lock:
            before = self._expected.pop(image, 0)
            self._expected[image] = max(cpu_ns, (before + cpu_ns) // 2)
            if len(self._expected) > self._most:
                del self._expected[next(iter(self._expected))]

    def forget(self, image: str) -> None:
        """The program is gone."""
        with self._lock:
            self._expected.pop(image, None)
