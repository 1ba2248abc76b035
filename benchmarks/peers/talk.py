"""How the Python peers are asked: the lines of JSON that vm_run.mjs speaks, and one program for all of them."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any


def program(source: str, context: str, before: str = "") -> str:
    """JavaScript with top-level await that evaluates an integration and gives its results as JSON text.

    Context in as text, results out as text, as over HTTP; for both packages that is the cheapest way.
    """
    load = f"const module = {{ exports: {{}} }};\n((module, exports) => {{{source}\n}})(module, module.exports);\n"
    return f"{before}{load}JSON.stringify(await module.exports.run(JSON.parse({json.dumps(context)}), {{}}, []))"


def arguments() -> tuple[str, str]:
    """The integration and the context, from the files that the command line names."""
    return Path(sys.argv[1]).read_text(), Path(sys.argv[2]).read_text()


async def serve(once: Callable[[], Awaitable[str]]) -> None:
    """Answers `{"operations": N}` with a block, and `{"show": true}` with the results of a run, until input ends."""
    while line := await asyncio.to_thread(sys.stdin.readline):
        asked = json.loads(line)
        answer = json.loads(await once()) if "show" in asked else await _timed(once, asked["operations"])
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


async def _timed(once: Callable[[], Awaitable[str]], operations: int) -> dict[str, Any]:
    seconds = []
    cpu, began = time.process_time(), time.perf_counter()
    for _ in range(operations):
        start = time.perf_counter()
        await once()
        seconds.append(time.perf_counter() - start)
    return {"seconds": seconds, "wall": time.perf_counter() - began, "cpu": time.process_time() - cpu}
