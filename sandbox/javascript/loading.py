"""Turns a JavaScript program into an image: evaluates it once under limits and keeps its memory as a snapshot.

The engine is booted once per process; its memory after booting, prelude evaluated, is the base that every program is
loaded into. A program that reads the clock or randomness while it loads cannot be frozen: its image is the base and the
frame that loads it, which each run evaluates anew.
"""

from __future__ import annotations

import time
from collections.abc import Generator

import msgspec
from wasmtime import InstancePre

from sandbox.engine import SlicedEngine
from sandbox.errors import GuestFailed, LimitExceeded, ProgramRefused
from sandbox.frames import Done, Failed, Kind, LoadHead, decode_answer, encode
from sandbox.guest import Guest, load_budget
from sandbox.javascript import OUT_OF_MEMORY
from sandbox.limits import Limits
from sandbox.program import Image, JavaScript, Moment, Origin
from sandbox.runner import Answered, Turn, to_error
from sandbox.snapshot import Parking, Snapshot, take
from sandbox.store import Store

DESCRIBE = "describe"
PACKAGES = "node_modules/"
UNTRACED = "unknown place reads the clock or randomness"
"""For what trace.js does not wrap."""


class Loaded(msgspec.Struct, frozen=True):
    """What prelude/loader.js answers to LOAD: the description, and what was read that differs from run to run."""

    description: msgspec.Raw
    impure: bool
    reads: list[str]


class AsksForFresh(msgspec.Struct, frozen=True):
    """The part of a description that asks for evaluation in each run."""

    fresh: bool = False


def load_frame(program: JavaScript, now: int, seed: bytes, *, trace: bool = False, keep: bool = False) -> bytes:
    """LOAD for this program; with `trace` the guest finds out which lines read the clock or randomness, with `keep` it
    leaves its memory fit for a snapshot."""
    names = sorted(program.modules)
    head = LoadHead(now, program.entry, DESCRIBE, [(name, index) for index, name in enumerate(names)], trace, keep)
    return encode(Kind.LOAD, head, [seed, *(program.modules[name] for name in names)])


class JavaScriptLoader:
    """Loads programs into copies of one booted engine."""

    def __init__(self, engine: SlicedEngine, pre: InstancePre, limits: Limits, parking: Parking) -> None:
        self._engine = engine
        self._pre = pre
        self._limits = limits
        self._parking = parking
        self._base: Snapshot | None = None

    def base(self) -> Generator[None, None, Snapshot]:
        """The booted engine's memory. Errors: ProgramRefused, which would be our own bug."""
        if self._base is None:
            guest = self._guest()
            try:
                yield from guest.initialize(load_budget(self._limits))
                turn = yield from guest.take_turn(b"boot", None, load_budget(self._limits))
                _done(turn, self._limits)
                self._base = self._base or take(guest.store, self._parking)
            finally:
                guest.store.close()
        return self._base

    def load(self, program: JavaScript, image_id: str, origin: Origin) -> Generator[None, None, tuple[Image, Snapshot]]:
        """The image and its memory. Errors: ProgramRefused with the program's own error."""
        self._check_source(program)
        began = time.perf_counter()
        loaded, snapshot, logs = yield from self._evaluate(program, origin.moment, trace=False)
        fresh: tuple[str, ...] = ()
        frozen: tuple[str, ...] = ()
        try:
            asks = msgspec.json.decode(loaded.description, type=AsksForFresh).fresh
        except msgspec.DecodeError:
            asks = False  # the description is judged by whoever reads it
        if loaded.impure:
            traced, _, _ = yield from self._evaluate(program, origin.moment, trace=True)
            frozen = tuple(read for read in traced.reads if _in_package(read, program))
            fresh = tuple(read for read in traced.reads if read not in frozen)
            if not traced.reads:
                fresh = (UNTRACED,)
        if asks:
            fresh = (*fresh, "metadata.fresh asks for it")
        if fresh:
            snapshot = yield from self.base()
        milliseconds = (time.perf_counter() - began) * 1000
        description = bytes(loaded.description)
        return Image(image_id, description, origin, fresh, frozen, logs, snapshot.size, milliseconds), snapshot

    def is_base(self, snapshot: Snapshot) -> bool:
        """Whether this is the shared base, which outlives every image."""
        return snapshot is self._base

    def close(self) -> None:
        """Frees the base."""
        if self._base is not None:
            self._base.close()
            self._base = None

    def _check_source(self, program: JavaScript) -> None:
        size = sum(map(len, program.modules.values()))
        if size > self._limits.source_bytes:
            raise ProgramRefused(str(LimitExceeded("source_bytes", size, self._limits.source_bytes)))

    def _guest(self) -> Guest:
        store = Store(self._engine, self._pre, self._limits.memory_bytes)
        return Guest(store, self._limits, load_budget(self._limits), lambda size: None)

    def _evaluate(
        self, program: JavaScript, moment: Moment, *, trace: bool
    ) -> Generator[None, None, tuple[Loaded, Snapshot, tuple[tuple[str, str], ...]]]:
        base = yield from self.base()
        guest = self._guest()
        try:
            base.restore(guest.store).end(keep=False)
            frame = load_frame(program, moment.now, moment.seed, trace=trace, keep=True)
            turn = yield from guest.take_turn(b"load", frame, load_budget(self._limits))
            value, logs = _done(turn, self._limits)
            size = guest.store.memory_bytes
            if size > self._limits.snapshot_bytes:
                raise ProgramRefused(str(LimitExceeded("snapshot_bytes", size, self._limits.snapshot_bytes)))
            return msgspec.json.decode(value, type=Loaded), take(guest.store, self._parking), logs
        finally:
            guest.store.close()


def _in_package(read: str, program: JavaScript) -> bool:
    """Whether what trace.js noted ("./x.js:3 reads Date.now") stands in a package's code."""
    module, _, line = read.partition(" reads ")[0].rpartition(":")
    ranges = program.packages.get(module, ())
    return PACKAGES in module or (line.isdigit() and any(low <= int(line) <= high for low, high in ranges))


def _done(turn: Turn, limits: Limits) -> tuple[bytes, tuple[tuple[str, str], ...]]:
    """Value and log lines of a turn that must end the loading. Errors: ProgramRefused."""
    if not isinstance(turn, Answered):
        raise ProgramRefused(str(to_error(turn)))
    answer, parts = decode_answer(turn.frame) if turn.frame[1] != Kind.DONE or turn.frame[2] else (Done(), [b"null"])
    if isinstance(answer, Failed):
        if OUT_OF_MEMORY in answer.message:
            raise ProgramRefused(str(LimitExceeded("memory_bytes", turn.usage.memory_bytes, limits.memory_bytes)))
        message = str(GuestFailed(answer.name, answer.message))
        place = next((line.strip() for line in answer.stack.splitlines() if "./" in line), "")
        raise ProgramRefused(f"{message} ({place})" if place else message)
    if not isinstance(answer, Done):
        raise ProgramRefused("the program waits for something while it loads: do that inside run()")
    return parts[0], tuple(answer.logs)
