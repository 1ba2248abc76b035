"""Linear memory of all runs together."""

from __future__ import annotations

import threading

from sandbox.guest import OverLimit
from sandbox.limits import Limits


class MemoryTotal:
    """Counts it; a run that is over its even share is stopped when there is no more. For any thread."""

    def __init__(self, limits: Limits) -> None:
        self._allowed = limits.guest_memory_bytes
        self._share = limits.guest_memory_bytes // limits.runs_in_flight
        self._sizes: dict[object, int] = {}
        self._total = 0
        self._lock = threading.Lock()

    @property
    def used(self) -> int:
        """Bytes of all runs that are counted."""
        return self._total

    def count(self, run: object, size: int) -> None:
        """The run has this much now. Errors: OverLimit when this is more than there is and more than its share."""
        with self._lock:
            self._total += size - self._sizes.get(run, 0)
            self._sizes[run] = size
            if self._total > self._allowed and size > self._share:
                raise OverLimit("guest_memory_bytes", self._total, self._allowed)

    def forget(self, run: object) -> None:
        """The run's memory has been given back."""
        with self._lock:
            self._total -= self._sizes.pop(run, 0)
