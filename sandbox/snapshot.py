"""A program's memory after loading, kept once and mapped copy-on-write into every run.

On Linux the bytes lie in a sealed memfd, and a run maps it privately over its own fresh memory: it pays for the pages
that it touches. Elsewhere the pages that are not zero are copied in.
"""

from __future__ import annotations

import ctypes
import fcntl
import mmap
import os
import sys
from typing import Protocol

from sandbox.store import Store

CHUNK = 4096


class Snapshot(Protocol):
    """A memory image; `size` in bytes."""

    size: int

    def restore(self, store: Store) -> None:
        """Makes the store's memory equal to the image. Errors: MemoryError, OSError."""

    def close(self) -> None:
        """Frees the image; runs that use it are not disturbed."""


if sys.platform == "linux":
    _libc = ctypes.CDLL(None, use_errno=True)
    _libc.mmap.restype = ctypes.c_void_p
    _libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_int64]
    _MAP_FIXED = 0x10
    _MAP_FAILED = ctypes.c_void_p(-1).value
    _SEALS = fcntl.F_SEAL_SEAL | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_WRITE


class MappedSnapshot:
    """Linux: a sealed memfd."""

    def __init__(self, memory: bytes) -> None:
        self.size = len(memory)
        self._file = os.memfd_create("skerry-snapshot", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        try:
            os.ftruncate(self._file, self.size)
            for offset, chunk in _filled_chunks(memory):
                os.pwrite(self._file, chunk, offset)
            fcntl.fcntl(self._file, fcntl.F_ADD_SEALS, _SEALS)
        except BaseException:
            self.close()
            raise

    def restore(self, store: Store) -> None:
        """Maps the image over the memory; the store's own unmapping takes it away again."""
        store.grow_to(self.size)
        address = store.memory_address
        mapped = _libc.mmap(
            address, self.size, mmap.PROT_READ | mmap.PROT_WRITE, mmap.MAP_PRIVATE | _MAP_FIXED, self._file, 0
        )
        if mapped == _MAP_FAILED or mapped != address:
            number = ctypes.get_errno()
            raise OSError(number, f"the snapshot cannot be mapped: {os.strerror(number)}")

    def close(self) -> None:
        """Gives the descriptor back; existing mappings stay."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


class CopiedSnapshot:
    """Anywhere: the chunks that are not zero."""

    def __init__(self, memory: bytes) -> None:
        self.size = len(memory)
        self._chunks = list(_filled_chunks(memory))

    def restore(self, store: Store) -> None:
        """Copies the image over the memory of a fresh instance."""
        store.grow_to(self.size)
        address = store.memory_address
        ctypes.memset(address, 0, self.size)
        for offset, chunk in self._chunks:
            ctypes.memmove(address + offset, chunk, len(chunk))

    def close(self) -> None:
        """Frees the copy."""
        self._chunks = []


def take(store: Store) -> Snapshot:
    """The image of the store's memory as it is now."""
    memory = store.read(0, store.memory_bytes)
    return MappedSnapshot(memory) if sys.platform == "linux" else CopiedSnapshot(memory)


def _filled_chunks(memory: bytes) -> list[tuple[int, bytes]]:
    zero = bytes(CHUNK)
    chunks = ((offset, memory[offset : offset + CHUNK]) for offset in range(0, len(memory), CHUNK))
    return [(offset, chunk) for offset, chunk in chunks if chunk != zero[: len(chunk)]]
