"""Node programs in `peers/`."""

from __future__ import annotations

import shutil
from contextlib import AbstractAsyncContextManager

from benchmarks.child import PEERS, Child, PeerMissing, open_child


def node_command() -> str:
    """Where Node is. Errors: PeerMissing."""
    found = shutil.which("node")
    if found is None:
        raise PeerMissing("the peers need Node 20 or newer: put `node` on the PATH")
    return found


def node_peer(program: str, *arguments: str) -> AbstractAsyncContextManager[Child]:
    """A program of `peers/`, running as long as the block. Errors: PeerMissing."""
    return open_child((node_command(), str(PEERS / program), *arguments), NODE_ENV="production")
