from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from importlib.resources import files
from pathlib import Path

import pytest

from runtime.catalog import Catalog, build
from runtime.sources import FolderSource
from sandbox.program import Image, Program, encode_program
from sandbox.runner import decode_preparation
from sandbox.thread_runner import ThreadRunner
from tests.gallery.cases import LIMITS

BuildCatalog = Callable[[Path], Awaitable[Catalog]]


@pytest.fixture(scope="session")
async def runner() -> AsyncIterator[ThreadRunner]:
    running = ThreadRunner(LIMITS)
    yield running
    await running.close()


@pytest.fixture(scope="session")
async def build_catalog(runner: ThreadRunner) -> BuildCatalog:
    """Makes a catalog of a folder, all its integrations prepared."""
    contract = files("runtime").joinpath("contract.js").read_bytes()

    async def prepare(program: Program) -> Image:
        return decode_preparation(await runner.prepare(encode_program(program)))

    async def make(folder: Path) -> Catalog:
        return await build(FolderSource(folder, LIMITS.source_bytes).read(), prepare, contract)

    return make
