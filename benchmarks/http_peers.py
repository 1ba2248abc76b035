"""Skerry and its peers as servers over the same integrations, loaded in turns: what all HTTP scenarios share."""

from __future__ import annotations

import asyncio
import subprocess
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from benchmarks.child import PEERS, PeerMissing, python_peer
from benchmarks.lineup import Block, Comparison, Contender, Fact, Lineup, Measure, against
from benchmarks.load import Expected, ask, post
from benchmarks.node import node_peer
from benchmarks.processes import memory, tree
from benchmarks.service import TOKEN, Service
from benchmarks.skerry_server import skerry_server, write_folder
from tests.npm import install

SKERRY = "skerry"
NODE = "node vm server"
EXPRESS = "node vm server on Express"
STARLETTE = "empty Starlette endpoint"
MIB = 2**20


class Running(msgspec.Struct, frozen=True):
    """The servers by name, what each had in memory before the first request, and who is missing."""

    services: Mapping[str, Service]
    idle: Mapping[str, int]
    missing: tuple[str, ...]


@asynccontextmanager
async def node_server(files: Mapping[str, str]) -> AsyncIterator[Service]:
    """`peers/vm_server.mjs` over these integrations. Errors: PeerMissing."""
    with TemporaryDirectory(prefix="skerry-bench-") as folder:
        write_folder(Path(folder), files)
        async with node_peer("vm_server.mjs", TOKEN, folder) as peer:
            yield Service((await peer.told())["port"], peer.pid)


@asynccontextmanager
async def express_server(files: Mapping[str, str]) -> AsyncIterator[Service]:
    """`peers/express_server.mjs` over these integrations. Errors: PeerMissing."""
    try:
        packages = await asyncio.to_thread(install, PEERS / "express")
    except (OSError, subprocess.SubprocessError) as error:
        raise PeerMissing(f"Express cannot be installed with npm: {error}") from None
    with TemporaryDirectory(prefix="skerry-bench-") as folder:
        write_folder(Path(folder), files)
        async with node_peer("express_server.mjs", TOKEN, folder, str(packages)) as peer:
            yield Service((await peer.told())["port"], peer.pid)


@asynccontextmanager
async def starlette_server(answer: bytes) -> AsyncIterator[Service]:
    """`peers/starlette_server.py` that always gives this answer."""
    async with python_peer("starlette_server") as peer:
        yield Service((await peer.ask(msgspec.Raw(answer)))["port"], peer.pid)


@asynccontextmanager
async def servers(
    files: Mapping[str, str], *, upstream: str | None = None, empty_for: bytes | None = None
) -> AsyncIterator[Running]:
    """All servers; Skerry may reach the upstream at this origin.

    With `empty_for`, the empty endpoint too: it gives Skerry's answer to that context.
    """
    reach = [] if upstream is None else [upstream]
    private = [origin.removeprefix("http://") for origin in reach]
    async with AsyncExitStack() as stack:
        ours = await stack.enter_async_context(skerry_server(files, private=private, allow_net=reach))
        found, missing = {SKERRY: ours}, []
        openings = {NODE: node_server(files), EXPRESS: express_server(files)}
        if empty_for is not None:
            await ask(ours, empty_for)  # what is kept is kept from now on
            openings[STARLETTE] = starlette_server(await ask(ours, empty_for))
        for name, opening in openings.items():
            try:
                found[name] = await stack.enter_async_context(opening)
            except PeerMissing as reason:
                missing.append(f"{name}: {reason}")
        yield Running(found, {name: memory(service.pid).whole for name, service in found.items()}, tuple(missing))


def label(name: str, connections: int) -> str:
    """A contender's name."""
    return f"{name}, {connections} connection{'s' if connections > 1 else ''}"


def lineup(running: Running, bodies: Iterator[bytes], expected: Expected, sizes: Mapping[int, int]) -> Lineup:
    """Each server under each number of connections; `sizes` says how many requests a block has then."""
    contenders = []
    comparisons: list[Comparison] = []
    for connections, requests in sizes.items():
        for name, service in running.services.items():
            work = partial(loaded, service, bodies, expected, connections)
            contenders.append(Contender(label(name, connections), work, requests))
            if name != SKERRY:
                pair = label(SKERRY, connections), label(name, connections)
                comparisons += against(*pair, Measure.RATE, Measure.CPU)
    return Lineup(tuple(contenders), tuple(comparisons), running.missing, partial(_facts, running))


async def loaded(
    service: Service, bodies: Iterator[bytes], expected: Expected, connections: int, requests: int
) -> Block:
    """A contender's work."""
    return await post(service, bodies, expected, requests=requests, connections=connections)


async def _facts(running: Running) -> Sequence[Fact]:
    found: list[Fact] = []
    for name, service in running.services.items():
        found += memory_facts(name, running.idle[name], service)
    return found


def memory_facts(name: str, idle: int, service: Service) -> tuple[Fact, ...]:
    """Memory of all processes of a server, before and after its load."""
    below = f"of {len(tree(service.pid))} processes" if len(tree(service.pid)) > 1 else "of one process"
    return (
        Fact(name, f"memory before the load, {below}", idle / MIB, "MiB"),
        Fact(name, f"memory after the load, {below}", memory(service.pid).whole / MIB, "MiB"),
    )
