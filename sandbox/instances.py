"""Images, the runs of them, and their turns: what is computed, whoever schedules it."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Generator

import msgspec
from wasmtime import InstancePre, Module

from sandbox.costs import Costs
from sandbox.engine import SlicedEngine
from sandbox.errors import GuestFailed, ProgramRefused
from sandbox.frames import SEED_BYTES, Done, Failed, Kind, StartHead, decode_answer, encode, split
from sandbox.guest import Guest, has_ended, load_budget, run_budget, turn_budget
from sandbox.javascript.loading import DESCRIBE, load_frame
from sandbox.job import Slices
from sandbox.limits import Limits
from sandbox.memory_total import MemoryTotal
from sandbox.program import Image, JavaScript, Origin
from sandbox.runner import Answered, Limited, Turn, Usage, to_error
from sandbox.runner import encode as encode_message
from sandbox.snapshot import Lease, Snapshot
from sandbox.store import Store, prelink

Work = Generator[None, None, bytes]
"""Computes a turn, slice by slice; returns it encoded."""


class Ready(msgspec.Struct, eq=False):
    """An image that can be run."""

    image: Image
    pre: InstancePre
    snapshot: Snapshot | None
    program: JavaScript | None


class Run:
    """A run between and in its turns. While a job works on it, its store is a worker's; else it is the event loop's."""

    def __init__(self, ready: Ready, client: str, memory: MemoryTotal) -> None:
        self.ready = ready
        self.client = client
        self.guest: Guest | None = None
        self.lease: Lease | None = None
        self.job: Slices[bytes] | None = None
        self.ended = False
        self.in_order = False
        self._memory = memory
        self._working = False
        self._closed = False
        self._lock = threading.Lock()

    @property
    def cpu_ns(self) -> int:
        return self.guest.cpu_ns if self.guest else 0

    def work(self) -> None:
        """A job begins."""
        self._working = True

    def rest(self) -> None:
        """The job is over."""
        with self._lock:
            self._working = False
        self._close_if_done()

    def end(self) -> None:
        """There will be no more turns: the store is closed now, or when the job is over.

        What a run that is `in_order` (it ended by itself) leaves behind may serve the next.
        """
        with self._lock:
            self.ended = True
        self._close_if_done()

    def _close_if_done(self) -> None:
        with self._lock:
            if self._closed or self._working or not self.ended:
                return
            self._closed = True
        if self.guest is not None:
            if self.lease is not None:
                self.lease.end(keep=self.in_order)
            self.guest.store.close()
        self._memory.forget(self)


class Instances:
    """Keeps images and runs, and makes the work that computes their turns. Schedules nothing."""

    def __init__(self, limits: Limits, engine: SlicedEngine, costs: Costs) -> None:
        self._limits = limits
        self._engine = engine
        self._costs = costs
        self._memory = MemoryTotal(limits)
        self._images: dict[str, Ready] = {}
        self._runs: dict[int, Run] = {}

    def _link(self, compiled: Module) -> InstancePre:
        return prelink(self._engine, compiled)

    def _new_store(self, ready: Ready) -> Store:
        """A fresh store with a fresh instance in it."""
        return Store(self._engine, ready.pre, self._limits.memory_bytes)

    def _describe(self, compiled: Module, image_id: str, origin: Origin) -> Generator[None, None, Ready]:
        """A compiled guest tells what it is in a run of its own."""
        ready = Ready(Image(image_id, b"null", origin), self._link(compiled), None, None)
        store = self._new_store(ready)
        guest = Guest(store, self._limits, load_budget(self._limits), lambda size: None)
        try:
            frame = encode(Kind.START, StartHead(0, DESCRIBE, self._limits.log_bytes), [bytes(SEED_BYTES), b"null"])
            turn = yield from self._first_turn(guest, ready, frame)
            ready.image = Image(image_id, _description(turn), origin)
        finally:
            guest.store.close()
        return ready

    def _first_turn(self, guest: Guest, ready: Ready, frame: bytes) -> Generator[None, None, Turn]:
        budget = turn_budget(self._limits)
        turn: Turn
        if ready.snapshot is None and guest.store.has(b"_initialize"):
            turn = yield from guest.initialize(budget)
            if not isinstance(turn, Answered):
                return turn
        if ready.program is not None:
            turn = yield from guest.take_turn(b"load", _load_frame_like(ready.program, frame), budget)
            if not isinstance(turn, Answered) or turn.frame[1:2] != bytes([Kind.DONE]):
                return turn
        return (yield from guest.take_turn(b"start", frame, budget))

    def _start(self, run: Run, frame: bytes) -> Work:
        store = self._new_store(run.ready)
        run.guest = Guest(store, self._limits, run_budget(self._limits), lambda size: self._memory.count(run, size))
        if run.ready.snapshot is not None:
            try:
                run.lease = run.ready.snapshot.restore(store)
            except MemoryError:
                size = run.ready.snapshot.size
                return self._finish(run, Limited("memory_bytes", size, self._limits.memory_bytes, Usage()))
        turn = yield from self._first_turn(run.guest, run.ready, frame)
        return self._finish(run, turn)

    def _resume(self, run: Run, guest: Guest, frame: bytes) -> Work:
        turn = yield from guest.take_turn(b"resume", frame, turn_budget(self._limits))
        return self._finish(run, turn)

    def _finish(self, run: Run, turn: Turn) -> bytes:
        if has_ended(turn):
            self._costs.note(run.ready.image.id, run.cpu_ns)
            run.in_order = isinstance(turn, Answered)
            run.end()
        return encode_message(turn)


def _load_frame_like(program: JavaScript, start: bytes) -> bytes:
    """LOAD with the time of a START frame and a seed made of its seed: START would begin the same randomness again."""
    _, head, parts = split(start)
    seed = hashlib.sha256(b"load" + parts[0]).digest()
    return load_frame(program, msgspec.json.decode(head, type=StartHead).now, seed)


def _description(turn: Turn) -> bytes:
    """What a compiled guest answered to `describe`. Errors: ProgramRefused, AbiBroken."""
    if not isinstance(turn, Answered):
        raise ProgramRefused(f"describe: {to_error(turn)}")
    answer, parts = decode_answer(turn.frame)
    if isinstance(answer, Failed):
        raise ProgramRefused(f"describe: {GuestFailed(answer.name, answer.message)}")
    if not isinstance(answer, Done):
        raise ProgramRefused("describe must answer DONE in its first turn")
    return parts[0]
