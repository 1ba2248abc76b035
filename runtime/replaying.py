"""Replays journals against the programs of an integrations folder: the same file, by its path, as it is now."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec

from runtime.services import contract
from runtime.sources import FolderSource, Unit, to_program
from sandbox.code_cache import CodeCache, default_folder
from sandbox.journal import Journal
from sandbox.limits import Limits
from sandbox.program import Image, Origin, encode_program
from sandbox.replay import Replay, patient
from sandbox.runner import decode_preparation
from sandbox.thread_runner import ThreadRunner

MOST_NAMED = 5


class NotReplayable(Exception):
    """This journal cannot be replayed here; `str()` says why and what to do."""


class Opened(msgspec.Struct, frozen=True):
    """A replay that can begin. `changes` are sentences: what is not as it was recorded."""

    replay: Replay
    changes: tuple[str, ...]


class Replayer:
    """Replays journals one after another; those with the same limits share a runner, of the same program an image."""

    def __init__(self, folder: Path, limits: Limits, cache: CodeCache | None) -> None:
        """`limits` are those of the settings. Errors: SourceError when the folder cannot be read."""
        self._folder = folder
        self._limits = limits
        self._cache = cache
        self._units = {unit.path: unit for unit in FolderSource(folder, limits.source_bytes).read().units}
        self._runners: dict[Limits, ThreadRunner] = {}

    async def open(self, journal: Journal) -> Opened:
        """Prepares the journal's program as of the moment that it records.

        Errors: NotReplayable; sandbox.errors.ProgramRefused when the program does not load any more.
        """
        header = journal.header
        if header.redacted:
            raise NotReplayable("it is redacted: what the run was told is gone, so it no longer replays")
        unit = self._unit(header.path)
        limits = patient(header.limits)
        runner = self._runners.get(limits)
        if runner is None:
            runner = self._runners[limits] = ThreadRunner(limits, cache=self._cache, workers=1)
        program = encode_program(to_program(unit, contract()))
        image: Image = decode_preparation(await runner.prepare(program, header.origin.moment))
        changes = (*_changed_origin(header.origin, image.origin), *_changed_limits(header.limits, self._limits))
        return Opened(Replay(journal, runner, image.id), changes)

    def _unit(self, path: str) -> Unit:
        unit = self._units.get(path)
        if unit is None:
            raise NotReplayable(
                f"{path} is not in {self._folder}, or cannot be read: name the folder it is in with --integrations"
            )
        return unit

    async def close(self) -> None:
        """Frees all programs."""
        for runner in self._runners.values():
            await runner.close()


@asynccontextmanager
async def open_replayer(folder: Path, limits: Limits) -> AsyncIterator[Replayer]:
    """Replays against this folder. Errors: SourceError."""
    cache = CodeCache(default_folder())
    replayer = Replayer(folder, limits, cache)
    try:
        yield replayer
    finally:
        await replayer.close()
        cache.close()


def _changed_origin(before: Origin, now: Origin) -> Iterator[str]:
    if before.engine != now.engine:
        versions = f" (wasmtime {before.wasmtime}, now {now.wasmtime})" if before.wasmtime != now.wasmtime else ""
        yield f"another engine: {before.engine[:12]}, now {now.engine[:12]}{versions}"
    if before.program != now.program:
        yield f"another program: {_changed_modules(before.modules, now.modules)}"


def _changed_modules(before: dict[str, str], now: dict[str, str]) -> str:
    kinds = {
        "changed": sorted(name for name in before.keys() & now.keys() if before[name] != now[name]),
        "new": sorted(now.keys() - before.keys()),
        "gone": sorted(before.keys() - now.keys()),
    }
    said = [f"{', '.join(_some(names))} {kind}" for kind, names in kinds.items() if names]
    return "; ".join(said) or "its packages are bundled in another way"


def _some(names: list[str]) -> list[str]:
    more = [f"{len(names) - MOST_NAMED} more"] if len(names) > MOST_NAMED else []
    return [*names[:MOST_NAMED], *more]


def _changed_limits(before: Limits, now: Limits) -> Iterator[str]:
    pairs = zip(before.__struct_fields__, msgspec.structs.astuple(before), msgspec.structs.astuple(now), strict=True)
    found = [f"{name} {one:,}, now {other:,}" for name, one, other in pairs if one != other]
    if found:
        yield f"other limits: {', '.join(_some(found))} (the journal's are used)"
