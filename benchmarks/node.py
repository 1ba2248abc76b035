"""Node programs in `peers/` as child processes that speak lines of JSON."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.lineup import Block

PEERS = Path(__file__).with_name("peers")
MAX_LINE = 16 * 1024 * 1024


class PeerError(Exception):
    """A peer cannot be started, or stopped in the middle."""


def node_command() -> str:
    """Where Node is. Errors: PeerError."""
    found = shutil.which("node")
    if found is None:
        raise PeerError("the peers need Node 20 or newer: put `node` on the PATH")
    return found


class NodePeer:
    """A running peer: one line of JSON in, one out."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.pid = process.pid

    async def ask(self, message: Any) -> Any:
        """The peer's answer to a message. Errors: PeerError."""
        assert self._process.stdin is not None
        self._process.stdin.write(msgspec.json.encode(message) + b"\n")
        await self._process.stdin.drain()
        return await self.told()

    async def told(self) -> Any:
        """The next line that it says. Errors: PeerError."""
        assert self._process.stdout is not None
        line = await self._process.stdout.readline()
        if not line:
            raise PeerError(f"the Node peer stopped with exit code {await self._process.wait()}; see its output above")
        return msgspec.json.decode(line)

    async def work(self, operations: int) -> Block:
        """Has it do and time so many operations."""
        return msgspec.convert(await self.ask({"operations": operations}), Block)


@asynccontextmanager
async def node_peer(program: str, *arguments: str) -> AsyncIterator[NodePeer]:
    """A program of `peers/`, running as long as the block."""
    process = await asyncio.create_subprocess_exec(
        node_command(),
        str(PEERS / program),
        *arguments,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=MAX_LINE,
        env={"PATH": os.environ.get("PATH", ""), "NODE_ENV": "production"},
    )
    try:
        yield NodePeer(process)
    finally:
        if process.stdin is not None:
            process.stdin.close()
        if process.returncode is None:
            process.terminate()
        await process.wait()
