"""Shows at start that the engine does what everything rests on, before the first context is answered."""

from __future__ import annotations

from sandbox.errors import LimitExceeded, SandboxError
from sandbox.limits import Limits
from sandbox.program import JavaScript, encode_program
from sandbox.runner import Runner, decode_preparation
from sandbox.turns import Call, CallFailed, Granted, Outcome, Request, converse

ENTRY = "skerry:self-test.js"
SOURCE = b"""
let runs = 0;
exports.describe = () => null;
exports.count = () => ++runs;
exports.loop = () => { for (;;); };
"""
CLIENT = "(self-test)"


class _Nothing:
    async def perform(self, call: Call) -> Granted:
        raise CallFailed("TypeError", "the self-test makes no calls")


async def self_test(runner: Runner, limits: Limits) -> tuple[str, ...]:
    """What does not hold: runs answer, nothing of one is there in the next, and a loop ends at its limit."""
    try:
        image = decode_preparation(await runner.prepare(encode_program(JavaScript(ENTRY, {ENTRY: SOURCE}))))
    except SandboxError as error:
        return (f"the engine cannot load a program: {error}",)

    async def run(export: str) -> Outcome:
        return await converse(runner, Request(image.id, export, b"null", CLIENT), _Nothing(), limits)

    try:
        counts = [await run("count"), await run("count")]
        loop = await run("loop")
    finally:
        runner.release(image.id)
    problems = []
    if [outcome.value for outcome in counts] != [b"1", b"1"]:
        reasons = [str(outcome.error or outcome.value.decode(errors="replace")) for outcome in counts]
        problems.append(f"two runs of a counter should both count 1: {reasons}")
    if not isinstance(loop.error, LimitExceeded):
        problems.append(f"an endless loop should end at its limit: {loop.error}")
    return tuple(problems)
