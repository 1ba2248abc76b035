"""One fresh run of five turns: four requests in a row, each answered at once by a fake. What a turn costs."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial

import msgspec

from benchmarks.canned import CANNED
from benchmarks.fresh_peers import MODEBOX, NODE, fresh_peers
from benchmarks.in_process import open_runner, prepared, run_once, runs, timed
from benchmarks.lineup import Contender, Lineup, Measure, Scenario, against
from benchmarks.programs import FETCHES_IN_A_ROW, NINE_RESULTS, integration
from sandbox.turns import Call, CallFailed, Granted

SKERRY = "skerry, 5 turns, as served"
ONE_TURN = "skerry, 1 turn, as served"
PEER_RUNS = {NODE: 10, MODEBOX: 10}
RUNS = 10

SOURCE = integration(FETCHES_IN_A_ROW)
_RESPONSE = {
    "url": "https://services.example.com/",
    "status": 200,
    "statusText": "OK",
    "redirected": False,
    "headers": [["content-type", "application/json"]],
}
ANSWER = Granted(msgspec.json.encode(_RESPONSE), CANNED)


class Faked:
    """The permission of a run whose requests are answered at once."""

    async def perform(self, call: Call) -> Granted:
        """The same answer to every fetch. Errors: CallFailed."""
        if call.op != "fetch":
            raise CallFailed("TypeError", f"{call.op} has no place in this benchmark")
        return ANSWER


FAKED = Faked()


@asynccontextmanager
async def lineup() -> AsyncIterator[Lineup]:
    """Ourselves; Node, whose `fetch` is faked; modebox with a host function. quickjs-rs has no fetch to compare."""
    async with AsyncExitStack() as stack:
        runner = await stack.enter_async_context(open_runner())
        talking, one_turn = await prepared(runner, SOURCE), await prepared(runner, integration(NINE_RESULTS))
        peers = await stack.enter_async_context(fresh_peers(SOURCE, (NODE, MODEBOX)))
        yield Lineup(
            (
                Contender(SKERRY, partial(timed, partial(run_once, runner, talking, FAKED)), RUNS),
                Contender(ONE_TURN, runs(runner, one_turn), RUNS),
                *peers.contenders(PEER_RUNS),
            ),
            (
                *against(SKERRY, NODE, Measure.TIME, Measure.CPU),
                *against(SKERRY, MODEBOX, Measure.TIME, Measure.CPU),
                *against(SKERRY, ONE_TURN, Measure.TIME, Measure.CPU),
            ),
            peers.missing,
        )


SCENARIO = Scenario("fresh_turns_5", "One fresh run of 5 turns, 4 fetches faked, in process", lineup, rounds=40)
