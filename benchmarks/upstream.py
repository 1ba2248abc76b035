"""The service that integrations ask: answers every request 20 ms after it came. `python -m benchmarks.upstream`"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import cast

from benchmarks.canned import CANNED

DELAY_SECONDS = 0.02
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b" % (len(CANNED), CANNED)
ROOT = Path(__file__).parent.parent


class _Answers(asyncio.Protocol):
    """One connection; its requests have no bodies."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._received = b""

    def data_received(self, data: bytes) -> None:
        *heads, self._received = (self._received + data).split(b"\r\n\r\n")
        for _ in heads:
            asyncio.get_running_loop().call_later(DELAY_SECONDS, self._transport.write, ANSWER)


@asynccontextmanager
async def upstream() -> AsyncIterator[str]:
    """The origin of an upstream in a process of its own, as long as the block."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.upstream", cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        port = int(await process.stdout.readline())
        yield f"http://127.0.0.1:{port}"
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def main() -> None:
    """Says its port, and serves until it is stopped."""
    server = await asyncio.get_running_loop().create_server(_Answers, "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
