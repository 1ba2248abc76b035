"""Does the server's memory stay where it is? `python -m benchmarks.soak [--requests N]`

A real server answers so many requests over eight keep-alive connections, nine of ten for integrations that work (nine
results, kept results, a fetch, the guests' cache), the tenth for one of the attacks of `skerry selftest --hostile`.
Requests come in twenty blocks; between two of them nothing runs and the memory of all the server's processes is read.
The verdict compares the end with the end of the second block (after 2,000 of 20,000): caches and pools are warm by
then. The pages repeat, so that the results cache, whose bound is 64 MB, does not grow by what it is for.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import random
import re
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import uvloop

from benchmarks.load import BadAnswer, Expected, post
from benchmarks.processes import memory, tree
from benchmarks.programs import ALWAYS_RUN, KEPT, NINE_RESULTS, ONE_FETCH, integration
from benchmarks.service import Service
from benchmarks.skerry_server import skerry_server
from benchmarks.upstream import upstream
from runtime.hostile.case import Case
from runtime.hostile.collection import BYSTANDER, GUESTS, read_collection

REQUESTS = 20_000
BLOCKS = 20
WARM_BLOCKS = 2
CONNECTIONS = 8
HOSTILE_SHARE = 0.1
MAX_GROWTH = 5.0
"""Percent."""
REPOSITORIES = 200
SETTLE_SECONDS = 0.2

NOT_IN_A_RUN = frozenset({"loop-at-top-level", "snapshot"})
"""They are left out when they are loaded, so no request fails."""

COUNTS = """async function (context) {
    const key = context.page.repository;
    const before = (await cache.get(key)) ?? { count: 0 };
    await cache.set(key, { count: before.count + 1, filler: 'x'.repeat(1000) }, 600);
    return { type: 'text', content: `seen ${before.count} times` };
  }"""

SNAPSHOT = "skerry-snapshot"
_FAILED = re.compile(rb'"failedCount":([0-9]+),')


class Sample(msgspec.Struct, frozen=True):
    """The server at one time; sizes in bytes, of all its processes together."""

    requests: int
    seconds: float
    pss: int
    """Memory, what processes share counted once."""
    images: int
    """What of it is guests' memory: snapshots, and the mappings that wait for a next run."""
    mappings: int
    files: int
    threads: int


class _Tally(Expected, frozen=True):
    """Takes every answer that is one, and keeps how many integrations failed in each."""

    failed: list[int] = msgspec.field(default_factory=list)

    def judge(self, head: bytes, body: bytes) -> None:
        """Errors: BadAnswer."""
        found = _FAILED.search(body)
        if not head.startswith(b"HTTP/1.1 200 ") or found is None:
            raise BadAnswer(f"200 expected, got {head.partition(bytes([13]))[0].decode()}: {body[:500].decode()}")
        self.failed.append(int(found[1]))


def programs(origin: str) -> dict[str, str]:
    """File -> source of all integrations, good and hostile."""
    good = {
        "links": integration(NINE_RESULTS, name="links", **ALWAYS_RUN),
        "kept": integration(NINE_RESULTS, name="kept", **KEPT),
        "fetch": integration(ONE_FETCH.replace("@UPSTREAM@", origin), name="fetch", **ALWAYS_RUN),
        "counts": integration(COUNTS, name="counts", **ALWAYS_RUN),
    }
    files = {f"{name}.integration.js": source for name, source in good.items()}
    hostile = (case.path for case in attacks().values())
    return files | {Path(path).name: (GUESTS / path).read_text() for path in (BYSTANDER, *hostile)}


def attacks() -> dict[str, Case]:
    """Name -> the attacks on limits that need nothing but one request to a server with its own limits."""
    return {
        case.attack: case
        for case in read_collection().cases.values()
        if case.path.startswith("limits/") and not case.limits and case.contexts == case.at_once == 1
        if "context.page.direct" not in (GUESTS / case.path).read_text()  # it would need a host of the suite
        if case.attack not in NOT_IN_A_RUN
    }


def pages(cases: Mapping[str, Case]) -> Iterator[tuple[bytes, bool]]:
    """Contexts without end, and whether one integration fails on it; the same in each run."""
    dice = random.Random(2)
    turn = itertools.cycle(cases)
    while True:
        if dice.random() < HOSTILE_SHARE:
            attack = next(turn)
            yield _context(attack=attack, **cases[attack].page), True
        else:
            number = dice.randrange(REPOSITORIES)
            labels = ["tier-1", "payments"] if number % 2 else ["internal"]
            repository = f"acme/service-{number}"
            path = "services/checkout/src/handlers/index.ts"
            yield _context(repository=repository, owner="acme", branch="main", path=path, labels=labels), False


def _context(**page: Any) -> bytes:
    return msgspec.json.encode({"type": "github", "url": "https://github.com/acme/service", "page": page})


def sample(pid: int, requests: int, seconds: float) -> Sample:
    """Reads /proc (Linux)."""
    folders = [Path(f"/proc/{each}") for each in tree(pid)]
    used = memory(pid, SNAPSHOT)
    return Sample(
        requests,
        seconds,
        pss=used.whole,
        images=used.named,
        mappings=sum((folder / "maps").read_text().count("\n") for folder in folders),
        files=sum(len(list((folder / "fd").iterdir())) for folder in folders),
        threads=sum(len(list((folder / "task").iterdir())) for folder in folders),
    )


async def soak(requests: int) -> list[Sample]:
    """The samples: the first before any request. Errors: BadAnswer, when an answer is not what it should be."""
    async with upstream() as origin, _server(origin) as service:
        taken = [sample(service.pid, 0, 0.0)]
        _show(taken[0])
        page = pages(attacks())
        began = time.perf_counter()
        for block in range(1, BLOCKS + 1):
            count = requests * block // BLOCKS - taken[-1].requests
            await _block(service, list(itertools.islice(page, count)))
            await asyncio.sleep(SETTLE_SECONDS)
            taken.append(sample(service.pid, taken[-1].requests + count, time.perf_counter() - began))
            _show(taken[-1])
        return taken


def _server(origin: str) -> Any:
    return skerry_server(programs(origin), private=[origin.removeprefix("http://")], allow_net=[origin])


async def _block(service: Service, chosen: Sequence[tuple[bytes, bool]]) -> None:
    tally = _Tally(0)
    bodies = iter([body for body, _ in chosen])
    await post(service, bodies, tally, requests=len(chosen), connections=CONNECTIONS)
    hostile = sum(fails for _, fails in chosen)
    if sum(tally.failed) != hostile or max(tally.failed) > 1:
        raise BadAnswer(f"{hostile} integrations should fail, one a request; {sum(tally.failed)} did")


def growth(taken: Sequence[Sample]) -> float:
    """Percent by which the end lies above the end of the second block."""
    return (taken[-1].pss / taken[WARM_BLOCKS].pss - 1) * 100


def _show(one: Sample) -> None:
    counts = f"{one.mappings:>9} {one.files:>6} {one.threads:>8}"
    print(
        f"{one.requests:>8,} {one.pss / 2**20:>9.1f} {one.images / 2**20:>10.1f} {counts} {one.seconds:>8.1f}",
        flush=True,
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Entry point; exits with 1 if memory grew."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description="Memory of a server under attack.")
    parser.add_argument("--requests", type=int, default=REQUESTS, help=f"how many, at least 100 (default {REQUESTS:,})")
    parser.add_argument("--bound", type=float, default=MAX_GROWTH, help=f"percent allowed (default {MAX_GROWTH})")
    options = parser.parse_args(arguments)
    print(
        f"{'requests':>8} {'PSS MiB':>9} {'of images':>10} {'mappings':>9} {'files':>6} {'threads':>8} {'seconds':>8}"
    )
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        taken = runner.run(soak(options.requests))
    percent = growth(taken)
    verdict = "holds" if percent <= options.bound else "DOES NOT HOLD"
    print(
        f"after {taken[WARM_BLOCKS].requests:,} requests {taken[WARM_BLOCKS].pss / 2**20:.1f} MiB, "
        f"at the end {taken[-1].pss / 2**20:.1f} MiB: {percent:+.1f} %; at most +{options.bound:g} %: {verdict}"
    )
    if percent > options.bound:
        sys.exit(1)


if __name__ == "__main__":
    main()
