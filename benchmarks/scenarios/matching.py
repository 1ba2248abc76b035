"""Which of 10, 1,000 or 10,000 integrations a page is for: the context decoded and all rules asked, nothing run."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from benchmarks.child import Child, PeerMissing
from benchmarks.context import context
from benchmarks.in_process import timed
from benchmarks.lineup import Comparison, Contender, Fact, Lineup, Measure, Scenario, against
from benchmarks.match_rules import matcher, rules
from benchmarks.node import node_peer
from runtime.context import decode_context
from runtime.matching.index import Matcher

SKERRY = "skerry"
NODE = "node, one rule after another"
COUNTS = (10, 1_000, 10_000)
OPERATIONS = 200
OPERATIONS_IN_NODE = {10: 200, 1_000: 100, 10_000: 10}


def named(name: str, count: int) -> str:
    """A contender's name."""
    return f"{name}, {count:,} integrations"


async def match(index: Matcher, body: bytes) -> tuple[int, ...]:
    """The integrations for a page, by number."""
    return tuple(index.entries[place] for place in index.match(decode_context(body, ("github",)).data).certain)


@asynccontextmanager
async def linear_match(count: int) -> AsyncIterator[Child]:
    """`peers/linear_match.mjs` over these rules. Errors: PeerMissing."""
    with TemporaryDirectory(prefix="skerry-bench-") as folder:
        declared, page = Path(folder) / "rules.json", Path(folder) / "context.json"
        declared.write_bytes(msgspec.json.encode(rules(count)))
        page.write_bytes(context())
        async with node_peer("linear_match.mjs", str(declared), str(page)) as running:
            yield running


@asynccontextmanager
async def lineup() -> AsyncIterator[Lineup]:
    """Ourselves and Node with each number."""
    async with AsyncExitStack() as stack:
        contenders: list[Contender] = []
        comparisons: list[Comparison] = []
        built: list[Fact] = []
        missing: list[str] = []
        for count in COUNTS:
            began = time.perf_counter()
            index = matcher(rules(count))
            built.append(Fact(named(SKERRY, count), "time to build the index", time.perf_counter() - began, "s"))
            work = partial(timed, partial(match, index, context()))
            contenders.append(Contender(named(SKERRY, count), work, OPERATIONS))
            comparisons += against(named(SKERRY, count), named(NODE, count), Measure.TIME)
            comparisons += against(named(SKERRY, count), named(SKERRY, COUNTS[0]), Measure.TIME) if built[1:] else ()
            try:
                peer = await stack.enter_async_context(linear_match(count))
                contenders.append(Contender(named(NODE, count), peer.work, OPERATIONS_IN_NODE[count]))
            except PeerMissing as reason:
                missing.append(f"{NODE}: {reason}")

        async def facts() -> Sequence[Fact]:
            return built

        yield Lineup(tuple(contenders), tuple(comparisons), tuple(missing[:1]), facts)


SCENARIO = Scenario("matching", "A page matched against all integrations, in process", lineup, rounds=20)
