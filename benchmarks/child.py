"""Peers as child processes that speak lines of JSON: Node's in `node`, Python's here."""

from __future__ import annotations

import asyncio
import importlib.metadata
import os
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.lineup import Block

PEERS = Path(__file__).with_name("peers")
MAX_LINE = 16 * 1024 * 1024


class PeerError(Exception):
    """A peer cannot be started, or stopped in the middle."""


class PeerMissing(PeerError):
    """A peer is not installed; the message says how to get it. The others go on."""


class Child:
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
            raise PeerError(f"a peer stopped with exit code {await self._process.wait()}; see its output above")
        return msgspec.json.decode(line)

    async def work(self, operations: int) -> Block:
        """Has it do and time so many operations."""
        return msgspec.convert(await self.ask({"operations": operations}), Block)


@asynccontextmanager
async def open_child(command: Sequence[str], **environment: str) -> AsyncIterator[Child]:
    """A program, running as long as the block, with little more than this in its environment."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "XDG_CACHE_HOME") if name in os.environ}
    process = await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=MAX_LINE,
        cwd=PEERS.parent.parent,
        env={**kept, **environment},
    )
    try:
        yield Child(process)
    finally:
        if process.stdin is not None:
            process.stdin.close()
        if process.returncode is None:
            process.terminate()
        await process.wait()


def python_peer(module: str, *arguments: str, package: str | None = None) -> AbstractAsyncContextManager[Child]:
    """A module of `peers/` that needs a package of the extra `bench`. Errors: PeerMissing."""
    if package is not None:
        try:
            importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            raise PeerMissing(f"{package} is not installed: pip install -e '.[bench]'") from None
    return open_child((sys.executable, "-m", f"benchmarks.peers.{module}", *arguments))
