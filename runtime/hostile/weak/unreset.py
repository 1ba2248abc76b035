"""A parked mapping goes to the next run as the last one left it: nothing is seen as written."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from sandbox.pagemap import PageMap
from sandbox.snapshot import Parking
from sandbox.thread_runner import ThreadRunner


class NothingWritten(PageMap):
    """A page map that knows of no page that was written."""

    def written(self, address: int, size: int) -> Iterator[tuple[int, int]]:
        """None."""
        return iter(())


def unreset_runner(*args: object, **options: object) -> ThreadRunner:
    """A runner whose parked mappings are not reset."""
    return partial(ThreadRunner, parking=Parking(NothingWritten()))(*args, **options)  # type: ignore[arg-type]
