"""Skerry and the Node peer as servers over the same integrations, loaded in turns: what all HTTP scenarios share."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.lineup import Block, Comparison, Contender, Lineup, Measure, against
from benchmarks.load import Expected, post
from benchmarks.node import node_peer
from benchmarks.service import TOKEN, Service
from benchmarks.skerry_server import skerry_server, write_folder

SKERRY = "skerry"
NODE = "node vm server"


@asynccontextmanager
async def node_server(files: Mapping[str, str]) -> AsyncIterator[Service]:
    """`peers/vm_server.mjs` over these integrations."""
    with TemporaryDirectory(prefix="skerry-bench-") as folder:
        write_folder(Path(folder), files)
        async with node_peer("vm_server.mjs", TOKEN, folder) as peer:
            yield Service((await peer.told())["port"], peer.pid)


@asynccontextmanager
async def servers(files: Mapping[str, str], upstream: str | None = None) -> AsyncIterator[dict[str, Service]]:
    """Both servers by name; Skerry may reach the upstream at this origin."""
    reach = [] if upstream is None else [upstream]
    private = [origin.removeprefix("http://") for origin in reach]
    async with skerry_server(files, private=private, allow_net=reach) as ours, node_server(files) as theirs:
        yield {SKERRY: ours, NODE: theirs}


def lineup(
    running: Mapping[str, Service], bodies: Iterator[bytes], expected: Expected, sizes: Mapping[int, int]
) -> Lineup:
    """Each server under each number of connections; `sizes` says how many requests a block has then."""
    contenders = []
    comparisons: list[Comparison] = []
    for connections, requests in sizes.items():
        label = f", {connections} connection{'s' if connections > 1 else ''}"
        for name, service in running.items():
            work = partial(_work, service, bodies, expected, connections)
            contenders.append(Contender(name + label, work, requests))
        comparisons += against(SKERRY + label, NODE + label, Measure.RATE, Measure.TIME, Measure.CPU)
    return Lineup(tuple(contenders), tuple(comparisons))


async def _work(
    service: Service, bodies: Iterator[bytes], expected: Expected, connections: int, requests: int
) -> Block:
    return await post(service, bodies, expected, requests=requests, connections=connections)
