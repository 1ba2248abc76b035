"""Which pages of a private mapping were written: the kernel's own word for it (/proc/self/pagemap).

A page of a private file mapping that was written is an anonymous page of this process: present and not the file's, or
swapped out. See Documentation/admin-guide/mm/pagemap.rst in the Linux sources.
"""

from __future__ import annotations

import os
import re
import weakref
from collections.abc import Iterator

PAGE = os.sysconf("SC_PAGE_SIZE")
ENTRY_BYTES = 8
PRESENT, SWAPPED, OF_FILE = 0x80, 0x40, 0x20  # in the highest byte of an entry

_WRITTEN = bytes(bool(byte & SWAPPED or (byte & PRESENT and not byte & OF_FILE)) for byte in range(256))
_RUNS = re.compile(b"\x01+").finditer


class PageMap:
    """This process's page map."""

    def __init__(self) -> None:
        """Errors: OSError where the kernel has none."""
        self._file = os.open("/proc/self/pagemap", os.O_RDONLY | os.O_CLOEXEC)
        weakref.finalize(self, os.close, self._file)

    def written(self, address: int, size: int) -> Iterator[tuple[int, int]]:
        """The written parts of a private file mapping, as offset and length in bytes, whole pages."""
        count = size // PAGE
        entries = os.pread(self._file, count * ENTRY_BYTES, address // PAGE * ENTRY_BYTES)
        if len(entries) != count * ENTRY_BYTES:
            raise OSError("the page map ends early")
        highest = entries[ENTRY_BYTES - 1 :: ENTRY_BYTES]
        return ((run.start() * PAGE, (run.end() - run.start()) * PAGE) for run in _RUNS(highest.translate(_WRITTEN)))
