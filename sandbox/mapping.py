"""The few system calls on memory mappings that Python does not have: mmap, mremap, munmap. Linux."""

from __future__ import annotations

import ctypes
import mmap
import os

MAP_FIXED = 0x10
MREMAP_MAYMOVE, MREMAP_FIXED, MREMAP_DONTUNMAP = 1, 2, 4
READ_WRITE = mmap.PROT_READ | mmap.PROT_WRITE

_FAILED = ctypes.c_void_p(-1).value
_libc = ctypes.CDLL(None, use_errno=True)
_libc.mmap.restype = ctypes.c_void_p
_libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_int64]
_libc.mremap.restype = ctypes.c_void_p
_libc.mremap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_size_t, ctypes.c_int, ctypes.c_void_p]
_libc.munmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t]


def map_private(file: int, size: int, at: int | None = None) -> int:
    """Maps a file copy-on-write, over what is at `at` if that is given; the address. Errors: OSError."""
    flags = mmap.MAP_PRIVATE | (0 if at is None else MAP_FIXED)
    return _checked(_libc.mmap(at, size, READ_WRITE, flags, file, 0), "mmap")


def map_read_only(file: int, size: int) -> int:
    """Maps a file as it is; the address. Errors: OSError."""
    return _checked(_libc.mmap(None, size, mmap.PROT_READ, mmap.MAP_SHARED, file, 0), "mmap")


def move_pages(source: int, target: int, size: int) -> None:
    """Moves a mapping's pages over another mapping of that size.

    The source stays mapped, with no page of its own: no address is ever free in between for another thread to take.
    Errors: OSError (EINVAL before Linux 5.13).
    """
    flags = MREMAP_MAYMOVE | MREMAP_FIXED | MREMAP_DONTUNMAP
    _checked(_libc.mremap(source, size, size, flags, target), "mremap")


def unmap(address: int, size: int) -> None:
    """Errors: OSError."""
    if _libc.munmap(address, size) != 0:
        _fail("munmap")


def _checked(address: int | None, call: str) -> int:
    if address is None or address == _FAILED:
        _fail(call)
        raise AssertionError  # unreachable
    return address


def _fail(call: str) -> None:
    number = ctypes.get_errno()
    raise OSError(number, f"{call} of a snapshot: {os.strerror(number)}")
