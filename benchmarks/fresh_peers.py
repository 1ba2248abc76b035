"""Who else runs an integration afresh each time, in process: Node's `vm`, modebox and quickjs-rs."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from benchmarks.canned import CANNED
from benchmarks.child import Child, PeerMissing, python_peer
from benchmarks.context import context
from benchmarks.lineup import Contender
from benchmarks.node import node_peer

NODE = "node vm, 2 contexts"
MODEBOX = "modebox, fresh run"
QUICKJS_RS = "quickjs-rs, fresh context"
ALL = (NODE, MODEBOX, QUICKJS_RS)


class Peers(msgspec.Struct, frozen=True):
    """The running peers by name, and in a line each why another is missing."""

    running: Mapping[str, Child]
    missing: tuple[str, ...]

    def contenders(self, sizes: Mapping[str, int], inside: str = "") -> list[Contender]:
        """Each that is here; `sizes` has its operations in a block, `inside` follows its name."""
        return [Contender(name + inside, peer.work, sizes[name]) for name, peer in self.running.items()]


@asynccontextmanager
async def fresh_peers(source: str, names: Collection[str] = ALL) -> AsyncIterator[Peers]:
    """These peers with this integration, whose fetches are answered at once."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="skerry-bench-")))
        file, page = folder / "links.integration.js", folder / "context.json"
        file.write_text(source)
        page.write_bytes(context())
        files = str(file), str(page)
        openings = {
            NODE: lambda: node_peer("vm_run.mjs", *files, CANNED.decode()),
            MODEBOX: lambda: python_peer("modebox_run", *files, package="modebox"),
            QUICKJS_RS: lambda: python_peer("quickjs_rs_run", *files, package="quickjs-rs"),
        }
        running, missing = {}, []
        for name in names:
            try:
                running[name] = await stack.enter_async_context(openings[name]())
            except PeerMissing as reason:
                missing.append(f"{name}: {reason}")
        yield Peers(running, tuple(missing))
