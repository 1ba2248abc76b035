"""One fresh run of a compiled guest that answers at once: what isolation costs without JavaScript."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from benchmarks.compiled_guest import compiled_guest
from benchmarks.in_process import CLIENT, argument, open_runner, prepared, runs
from benchmarks.lineup import Contender, Lineup, Measure, Scenario, against
from benchmarks.programs import NINE_RESULTS, integration
from sandbox.program import encode_program
from sandbox.runner import decode_preparation
from sandbox.turns import Request

COMPILED = "compiled guest, as served"
JAVASCRIPT = "JavaScript, as served"
RUNS = 40


@asynccontextmanager
async def lineup() -> AsyncIterator[Lineup]:
    """The compiled guest, and the nine results in JavaScript."""
    async with open_runner() as runner:
        image = decode_preparation(await runner.prepare(encode_program(compiled_guest())))
        compiled = Request(image.id, "run", argument(), CLIENT)
        javascript = await prepared(runner, integration(NINE_RESULTS))
        yield Lineup(
            (
                Contender(COMPILED, runs(runner, compiled), RUNS),
                Contender(JAVASCRIPT, runs(runner, javascript), RUNS),
            ),
            against(COMPILED, JAVASCRIPT, Measure.TIME, Measure.CPU),
        )


SCENARIO = Scenario("fresh_compiled", "One fresh run of a compiled guest, in process", lineup, rounds=40)
