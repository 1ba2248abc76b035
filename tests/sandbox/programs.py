"""Small programs and a permission for tests of the sandbox."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any

from sandbox.frames import SEED_BYTES, Kind, StartHead, encode
from sandbox.limits import Limits
from sandbox.program import Image, JavaScript, encode_program
from sandbox.runner import Runner, decode_preparation
from sandbox.turns import Call, CallFailed, Granted, Outcome, Request, converse

NOW = 1_767_225_600.0  # 2026-01-01T00:00:00Z
ENTRY = "skerry:entry"


def javascript(source: str, files: Mapping[str, str] = {}) -> bytes:
    """An encoded program: the body of an entry module that may set `exports`, and files beside it."""
    entry = f"exports.describe = () => null;\n{source}"
    return encode_program(JavaScript(ENTRY, {ENTRY: entry.encode(), **{k: v.encode() for k, v in files.items()}}))


def start_frame(export: str = "run", argument: Any = None, seed: bytes = bytes(SEED_BYTES)) -> bytes:
    head = StartHead(int(NOW * 1000), export, Limits().log_bytes)
    return encode(Kind.START, head, [seed, json.dumps(argument).encode()])


class Echo:
    """Answers `echo` with its arguments after `ms`, keeps count, and refuses everything else."""

    def __init__(self) -> None:
        self.seen: list[Any] = []
        self.in_flight = 0
        self.most_in_flight = 0
        self.cancelled = 0
        self.begun = asyncio.Event()

    async def perform(self, call: Call) -> Granted:
        args = json.loads(call.args)
        self.seen.append(args)
        if call.op != "echo":
            raise CallFailed("TypeError", f"{call.op} is not granted")
        self.in_flight += 1
        self.begun.set()
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        try:
            await asyncio.sleep(args.get("ms", 0) / 1000)
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        finally:
            self.in_flight -= 1
        return Granted(call.args, call.body)


async def prepare(runner: Runner, program: bytes) -> Image:
    return decode_preparation(await runner.prepare(program))


async def execute(
    runner: Runner,
    source: str,
    argument: Any = None,
    *,
    limits: Limits | None = None,
    permission: Echo | None = None,
    export: str = "run",
    seed: bytes = bytes(SEED_BYTES),
    files: Mapping[str, str] = {},
) -> Outcome:
    """Prepares and runs a program."""
    image = await prepare(runner, javascript(source, files))
    request = Request(image.id, export, json.dumps(argument).encode(), "test")
    return await converse(
        runner, request, permission or Echo(), limits or Limits(), clock=lambda: NOW, entropy=lambda n: seed
    )


async def value_of(runner: Runner, source: str, argument: Any = None, **options: Any) -> Any:
    """The value that a program's `run` gives; its error is raised."""
    outcome = await execute(runner, source, argument, **options)
    if outcome.error is not None:
        raise outcome.error
    return json.loads(outcome.value)
