"""What runs of a program usually cost, from what they did."""

from __future__ import annotations


class Costs:
    """CPU by image, in ns: it jumps up at once and comes down by half with each cheaper run."""

    def __init__(self) -> None:
        self._expected: dict[str, int] = {}

    def expected(self, image: str) -> int:
        """What the next run is likely to use; 0 for a program that has not run."""
        return self._expected.get(image, 0)

    def note(self, image: str, cpu_ns: int) -> None:
        """A run has used this."""
        self._expected[image] = max(cpu_ns, (self.expected(image) + cpu_ns) // 2)

    def forget(self, image: str) -> None:
        """The program is gone."""
        self._expected.pop(image, None)
