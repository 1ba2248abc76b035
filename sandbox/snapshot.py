"""A program's memory after loading, kept once and mapped copy-on-write into every run.

On Linux the bytes lie in a sealed memfd, and a run maps it privately over its own fresh memory: it pays for the pages
it touches. What costs most of that are the page faults, so the mapping of a run that ended well is *parked* for the
next run of the same image: every page that was written, by the kernel's own account, is copied again from the image,
and the mapping moves into the next instance's memory with its pages in place. A mapping never serves two images.

Elsewhere the pages that are not zero are copied in.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import sys
import threading
import weakref
from collections import OrderedDict
from functools import cached_property
from typing import Protocol

from sandbox.store import Store

if sys.platform == "linux":
    from sandbox import mapping
    from sandbox.pagemap import PAGE, PageMap

    SEALS = fcntl.F_SEAL_SEAL | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_WRITE

CHUNK = 4096
MAX_PARKED = 64
"""Mappings that wait for their next run, over all images; each keeps some hundred kilobytes."""
MAX_WRITTEN_BYTES = 2 * 1024 * 1024
"""A run that wrote more than this leaves nothing to the next: reading it again would cost more than page faults."""


class Lease(Protocol):
    """A snapshot's place in one store."""

    def end(self, *, keep: bool) -> None:
        """To be called once, before the store is closed; `keep` if the run ended by itself."""


class Snapshot(Protocol):
    """A memory image; `size` in bytes. It is freed when nothing refers to it any more, runs included."""

    size: int

    def restore(self, store: Store) -> Lease:
        """Makes the store's memory equal to the image. Errors: MemoryError, OSError."""

    def close(self) -> None:
        """Frees what is kept for its next run; runs that use the image are not disturbed."""


class Parking:
    """Mappings between two runs. The one that was parked first goes first when there are too many."""

    def __init__(self, pages: PageMap | None, most: int = MAX_PARKED) -> None:
        """Without a page map nothing is parked."""
        self.pages = pages
        self._most = most
        self._lock = threading.Lock()
        self._parked: OrderedDict[int, MappedSnapshot] = OrderedDict()  # by address

    def take(self, snapshot: MappedSnapshot) -> int | None:
        """The address of a mapping of this image, which is the caller's from now on."""
        with self._lock:
            for address in reversed(self._parked):
                if self._parked[address] is snapshot:
                    del self._parked[address]
                    return address
        return None

    def put(self, snapshot: MappedSnapshot, address: int) -> None:
        """Parks a mapping that equals its image."""
        with self._lock:
            surplus: tuple[int, MappedSnapshot] | None = (address, snapshot)
            if not snapshot.closed:
                self._parked[address] = snapshot
                surplus = self._parked.popitem(last=False) if len(self._parked) > self._most else None
        if surplus is not None:
            mapping.unmap(surplus[0], surplus[1].size)

    def close(self, snapshot: MappedSnapshot) -> None:
        """Parks nothing of this image any more, and unmaps what is parked."""
        with self._lock:
            snapshot.closed = True
        while (address := self.take(snapshot)) is not None:
            mapping.unmap(address, snapshot.size)


class MappedSnapshot:
    """Linux: a sealed memfd. The descriptor lives as long as the object: a run may be using it in another thread."""

    def __init__(self, memory: bytes, parking: Parking) -> None:
        self.size = len(memory)
        self.parking = parking
        self.closed = False
        self.file = _new_file()
        weakref.finalize(self, os.close, self.file)
        os.ftruncate(self.file, self.size)
        for offset, chunk in _filled_chunks(memory):
            os.pwrite(self.file, chunk, offset)
        fcntl.fcntl(self.file, fcntl.F_ADD_SEALS, SEALS)

    def restore(self, store: Store) -> MappedLease:
        """Maps the image over the memory of a fresh instance."""
        store.grow_to(self.size)
        address = store.memory_address
        parked = self.parking.take(self)
        if parked is None:
            mapping.map_private(self.file, self.size, address)
        else:
            mapping.move_pages(parked, address, self.size)
        return MappedLease(self, address, parked)

    def close(self) -> None:
        """Unmaps what is parked; runs that use the image are not disturbed."""
        self.parking.close(self)

    @cached_property
    def original(self) -> int:
        """Where the image itself can be read in this process."""
        address = mapping.map_read_only(self.file, self.size)
        weakref.finalize(self, mapping.unmap, address, self.size)
        return address


class MappedLease:
    """An image mapped at `address`; `parked` is where its mapping came from and leaves a placeholder."""

    def __init__(self, snapshot: MappedSnapshot, address: int, parked: int | None) -> None:
        self._snapshot = snapshot
        self._address = address
        self._parked = parked

    def end(self, *, keep: bool) -> None:
        """Parks the mapping if the run left it in order."""
        snapshot, parking = self._snapshot, self._snapshot.parking
        reset = keep and parking.pages is not None and self._reset(parking.pages)
        if reset:
            if self._parked is None:
                self._parked = mapping.map_private(snapshot.file, snapshot.size)
            mapping.move_pages(self._address, self._parked, snapshot.size)
        if self._parked is not None:
            parking.put(snapshot, self._parked)  # if not reset: the placeholder, a mapping without a page of its own

    def _reset(self, pages: PageMap) -> bool:
        """Makes the memory equal to the image again; False if that is not worth it."""
        written = list(pages.written(self._address, self._snapshot.size))
        if sum(length for _, length in written) > MAX_WRITTEN_BYTES:
            return False
        for offset, length in written:
            ctypes.memmove(self._address + offset, self._snapshot.original + offset, length)
        return True


class CopiedSnapshot:
    """Anywhere: the chunks that are not zero. Also its own lease, as there is nothing to give back."""

    def __init__(self, memory: bytes) -> None:
        self.size = len(memory)
        self._chunks = list(_filled_chunks(memory))

    def restore(self, store: Store) -> CopiedSnapshot:
        """Copies the image over the memory of a fresh instance."""
        store.grow_to(self.size)
        address = store.memory_address
        ctypes.memset(address, 0, self.size)
        for offset, chunk in self._chunks:
            ctypes.memmove(address + offset, chunk, len(chunk))
        return self

    def end(self, *, keep: bool) -> None:
        """Nothing to do: the memory is the store's."""

    def close(self) -> None:
        """Frees the copy."""
        self._chunks = []


def open_parking() -> Parking:
    """Parking for a process; one that takes nothing where the kernel cannot tell or move pages (before Linux 5.13)."""
    if sys.platform != "linux":
        return Parking(None)
    try:
        pages = PageMap()
        return Parking(pages if _tells_and_moves(pages) else None)
    except OSError:
        return Parking(None)


def _tells_and_moves(pages: PageMap) -> bool:
    """Tries with three pages: one written, one read, one not touched."""
    memory = bytes(range(1, 256)) * 64
    size = 3 * PAGE
    snapshot = MappedSnapshot(memory[:PAGE] * 3, Parking(None))
    addresses = [mapping.map_private(snapshot.file, size) for _ in range(2)]
    try:
        ctypes.memset(addresses[0], 0, 1)
        ctypes.string_at(addresses[0] + PAGE, 1)
        mapping.move_pages(addresses[0], addresses[1], size)
        moved = ctypes.string_at(addresses[1], 2) == b"\0\2" and ctypes.string_at(addresses[0], 2) == b"\1\2"
        return moved and list(pages.written(addresses[1], size)) == [(0, PAGE)]
    finally:
        for address in addresses:
            mapping.unmap(address, size)
        snapshot.close()


def take(store: Store, parking: Parking) -> Snapshot:
    """The image of the store's memory as it is now."""
    memory = store.read(0, store.memory_bytes)
    return MappedSnapshot(memory, parking) if sys.platform == "linux" else CopiedSnapshot(memory)


def _new_file() -> int:
    try:
        return os.memfd_create("skerry-snapshot", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    except OSError as error:
        if error.errno not in (errno.EMFILE, errno.ENFILE):
            raise
        raise OSError(
            error.errno, f"{error.strerror}: each program keeps one file open; raise the limit (`ulimit -n`)"
        ) from None


def _filled_chunks(memory: bytes) -> list[tuple[int, bytes]]:
    zero = bytes(CHUNK)
    chunks = ((offset, memory[offset : offset + CHUNK]) for offset in range(0, len(memory), CHUNK))
    return [(offset, chunk) for offset, chunk in chunks if chunk != zero[: len(chunk)]]
