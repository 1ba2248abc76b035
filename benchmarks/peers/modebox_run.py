"""modebox: `Runner.run(source)`, a fresh VM in each run, metered as by default. INTEGRATION_FILE CONTEXT_FILE

`fetch` is a host function that answers at once: modebox's own way to the outside.
"""

from __future__ import annotations

import asyncio

import modebox

from benchmarks.canned import CANNED
from benchmarks.peers.talk import arguments, program, serve

FETCH = "const fetch = async (url) => { const text = await host.fetch(url); return { json: () => JSON.parse(text) }; };"


async def fetch(url: str) -> str:
    """The same answer to everything."""
    return CANNED.decode()


async def main() -> None:
    """Runs until its input ends."""
    source, context = arguments()
    text = program(source, context, FETCH if "fetch(" in source else "")
    functions = {"host": {"fetch": fetch}} if "fetch(" in source else {}
    with modebox.Runner() as runner:

        async def once() -> str:
            result = await runner.run(text, host_functions=functions)
            value: str = result.value
            return value

        await serve(once)


if __name__ == "__main__":
    asyncio.run(main())
