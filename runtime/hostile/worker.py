"""Tries cases in a process of its own: `python -m runtime.hostile.worker SETTINGS`.

Names of cases come on standard input, a line each; a Trial in JSON goes to standard output for each. With the name of a
case as second argument: only its control, and what was seen of it.
"""

from __future__ import annotations

import asyncio
import resource
import sys
from contextlib import AsyncExitStack

import msgspec

from runtime.hostile.collection import read_collection
from runtime.hostile.controls import Weak, parts_of
from runtime.hostile.ground import open_ground
from runtime.hostile.plants import planted
from runtime.hostile.trial import Tribunal
from runtime.settings import Settings


async def work(settings: Settings, only_control_of: str = "") -> None:
    """Until standard input ends."""
    collection = read_collection()
    loop = asyncio.get_running_loop()
    with planted() as plants:
        async with open_ground(settings, Weak(), plants) as ground, AsyncExitStack() as closing:
            tribunal = Tribunal(settings, collection, plants, ground)
            closing.push_async_callback(tribunal.aclose)
            if only_control_of:
                case = collection.cases[only_control_of]
                _say(await tribunal.attack(case, parts_of(case, settings)))
                return
            while line := await loop.run_in_executor(None, sys.stdin.readline):
                _say(await tribunal.try_case(line.strip()))


def _say(told: msgspec.Struct) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(told) + b"\n")
    sys.stdout.buffer.flush()


def main() -> None:
    """Entry point of the module."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    settings = msgspec.json.decode(sys.argv[1], type=Settings)
    asyncio.run(work(settings, *sys.argv[2:3]))


if __name__ == "__main__":
    main()
