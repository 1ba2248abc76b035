"""The patterns that only a JavaScript engine can decide, decided by ours: one program that holds all of a catalog's."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

import msgspec

from runtime.matching import engine_patterns
from runtime.matching.operators import Pattern
from sandbox.limits import Limits
from sandbox.program import Image, JavaScript, encode_program
from sandbox.runner import Runner, decode_preparation
from sandbox.turns import Call, CallFailed, Granted, Request, converse

ENTRY = "skerry:patterns.js"
CLIENT = "(matching)"


class _Nothing:
    """A permission that grants nothing."""

    async def perform(self, call: Call) -> Granted:
        raise CallFailed("TypeError", f"patterns make no calls, this one made {call.op}")


class SandboxPatterns(msgspec.Struct, frozen=True):
    """Implements `PatternEngine`. `image` is None when the catalog has no such patterns: then nothing is asked."""

    runner: Runner
    limits: Limits
    image: Image | None

    async def test(self, tests: Sequence[tuple[int, str]]) -> list[bool | None]:
        """One run for all tests of a context. When the run itself fails, all are out of budget."""
        if self.image is None:
            return [None] * len(tests)
        argument = msgspec.json.encode(engine_patterns.request(tests))
        outcome = await converse(self.runner, Request(self.image.id, "test", argument, CLIENT), _Nothing(), self.limits)
        if outcome.error is not None:
            return [None] * len(tests)
        return engine_patterns.verdicts(outcome.value, len(tests))


async def prepare_patterns(runner: Runner, limits: Limits, patterns: Sequence[Pattern]) -> SandboxPatterns:
    """Compiles the patterns once, into a snapshot. Errors: ProgramRefused."""
    if not patterns:
        return SandboxPatterns(runner, limits, None)
    source = files("runtime").joinpath("patterns.js").read_bytes()
    program = JavaScript(ENTRY, {ENTRY: source, "skerry:patterns": engine_patterns.program_data(patterns)})
    return SandboxPatterns(runner, limits, decode_preparation(await runner.prepare(encode_program(program))))
