"""What the C library does with memory that was freed: a server that runs for weeks gives it back."""

from __future__ import annotations

import ctypes
import sys

# Parameters of mallopt(3).
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD, M_ARENA_MAX = -1, -3, -8

ARENAS = 2
MMAP_BYTES = 1024 * 1024
TRIM_BYTES = 1024 * 1024


def give_memory_back() -> None:
    """Makes glibc return large blocks to the system when they are freed. Call it before there are threads.

    By itself it learns from the first frame of several megabytes that is freed to keep the next ones, in an arena for
    each thread: 4 to 13 MiB more after a soak, and a size that swings by as much (measured, glibc 2.36). No other C
    library is touched.
    """
    if not sys.platform.startswith("linux"):
        return
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)  # musl has none
    if mallopt is not None:
        mallopt(M_ARENA_MAX, ARENAS)
        mallopt(M_MMAP_THRESHOLD, MMAP_BYTES)
        mallopt(M_TRIM_THRESHOLD, TRIM_BYTES)
