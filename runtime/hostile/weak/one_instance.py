"""Every run of a program goes on in the instance of the run before."""

from __future__ import annotations

from typing import Any

from sandbox.instances import Ready
from sandbox.snapshot import Snapshot
from sandbox.store import Store
from sandbox.thread_runner import ThreadRunner


class KeptStore(Store):
    """A store that outlives its runs: it is freed with the process."""

    def close(self) -> None:
        """Not after a run."""


class RestoredOnce:
    """A snapshot that fills a store once, and then leaves it as it is. Also its own lease."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.size = snapshot.size
        self._snapshot = snapshot
        self._filled: set[Store] = set()

    def restore(self, store: Store) -> RestoredOnce:
        """The image, the first time."""
        if store not in self._filled:
            self._filled.add(store)
            self._snapshot.restore(store)
        return self

    def end(self, *, keep: bool) -> None:
        """Nothing is given back."""

    def close(self) -> None:
        """The memory stays in use."""


class OneInstance(ThreadRunner):
    """A runner that keeps one instance for each program."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._stores: dict[str, Store] = {}

    def _new_store(self, ready: Ready) -> Store:
        if ready.image.id not in self._stores:
            self._stores[ready.image.id] = KeptStore(self._engine, ready.pre, self._limits.memory_bytes)
        return self._stores[ready.image.id]

    async def _prepare(self, *args: Any) -> Ready:
        ready = await super()._prepare(*args)
        if ready.snapshot is not None:
            ready.snapshot = RestoredOnce(ready.snapshot)
        return ready
