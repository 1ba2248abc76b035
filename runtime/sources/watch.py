"""Tells when something in an integrations folder changes."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection
from pathlib import Path

from watchfiles import Change, awatch

# Milliseconds: a burst of changes (a checkout, an editor that writes and renames) is one change, told when it is quiet
# for STEP, and after DEBOUNCE at the latest.
DEBOUNCE = 1_600
STEP = 50

# Kubernetes swaps the hidden link ..data to change mounted files, so hidden names are not left out in general.
_IGNORED = frozenset({".git", "node_modules", "__pycache__"})


async def changes(
    folder: Path,
    stop: asyncio.Event | None = None,
    began: asyncio.Event | None = None,
    inputs: Callable[[], Collection[str]] = tuple,
) -> AsyncIterator[None]:
    """Yields once for each burst of changes in the folder or below it, until `stop` is set or the caller ends.

    What changed is not said: the reader compares contents. Packages' files matter where they are among `inputs`, paths
    below the folder. `began` is set once no change can be missed any more. With
    WATCHFILES_FORCE_POLLING=true in the environment it polls, for file systems that report nothing (network mounts,
    some virtual machines).

    Raises:
        FileNotFoundError: if there is no such folder.
    """
    real = await asyncio.to_thread(folder.resolve)

    def matters(change: Change, path: str) -> bool:
        below = Path(path).parts[len(real.parts) :]
        return _IGNORED.isdisjoint(below) or "/".join(below) in inputs()

    if began is not None:
        # awatch begins to watch before it first waits, and this is called while it waits.
        asyncio.get_running_loop().call_soon(began.set)
    async for _ in awatch(real, watch_filter=matters, debounce=DEBOUNCE, step=STEP, stop_event=stop):
        yield
