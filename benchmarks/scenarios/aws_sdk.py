"""One fresh run of an integration with the AWS SDK for JavaScript inside: not used, and used for one request."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.aws_sdk import INSIDE, USED, Endpoint, beside_packages, bundled
from benchmarks.context import context
from benchmarks.in_process import open_runner, prepared, program, run_once, runs, timed
from benchmarks.lineup import Contender, Lineup, Measure, Scenario, against
from benchmarks.node import node_peer
from benchmarks.one_thread import open_loaded
from benchmarks.programs import NINE_RESULTS, integration

SKERRY = "skerry"
WITH_SDK = "skerry, AWS SDK inside"
SERVED = "skerry, AWS SDK inside, as served"
SIGNED = "skerry, one request signed"
NODE = "node vm, one AWS SDK for all"
RUNS = 20
SIGNED_RUNS = 5


@asynccontextmanager
async def lineup() -> AsyncIterator[Lineup]:
    """Ourselves without and with the SDK, and Node, whose contexts share one SDK."""
    async with AsyncExitStack() as stack:
        inside, used = bundled(INSIDE), bundled(USED)
        runner = await stack.enter_async_context(open_runner())
        served, signing = await prepared(runner, inside), await prepared(runner, used)
        without = stack.enter_context(open_loaded(program(integration(NINE_RESULTS))))
        with_sdk = stack.enter_context(open_loaded(program(inside)))
        file = stack.enter_context(beside_packages(INSIDE))
        page = Path(stack.enter_context(TemporaryDirectory(prefix="skerry-bench-"))) / "context.json"
        page.write_bytes(context())
        node = await stack.enter_async_context(node_peer("vm_run.mjs", str(file), str(page)))
        sign = partial(run_once, runner, signing, Endpoint())
        yield Lineup(
            (
                Contender(SKERRY, without.fresh, RUNS),
                Contender(WITH_SDK, with_sdk.fresh, RUNS),
                Contender(SERVED, runs(runner, served), RUNS),
                Contender(NODE, node.work, RUNS),
                Contender(SIGNED, partial(timed, sign), SIGNED_RUNS),
            ),
            (
                *against(WITH_SDK, SKERRY, Measure.TIME, Measure.CPU),
                *against(WITH_SDK, NODE, Measure.TIME, Measure.CPU),
                *against(SIGNED, SERVED, Measure.TIME),
            ),
        )


SCENARIO = Scenario("aws_sdk", "One fresh run with the AWS SDK (727 kB) inside, in process", lineup, rounds=30)
