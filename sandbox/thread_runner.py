"""The Runner in this process: turns are computed by the scheduler's threads, images are kept in memory."""

from __future__ import annotations

import asyncio
import hashlib
import importlib.metadata
import os
import threading
import time
from collections.abc import Generator
from weakref import WeakValueDictionary

import msgspec
from wasmtime import InstancePre, Module, WasmtimeError

from sandbox import compiler, javascript, module
from sandbox.code_cache import CodeCache
from sandbox.costs import Costs
from sandbox.engine import SlicedEngine
from sandbox.errors import Dropped, GuestFailed, ProgramRefused, SandboxError
from sandbox.frames import SEED_BYTES, Done, Failed, Kind, StartHead, decode_answer, encode, split
from sandbox.guest import Guest, has_ended, load_budget, run_budget, turn_budget
from sandbox.javascript.loading import DESCRIBE, JavaScriptLoader, load_frame
from sandbox.job import Job
from sandbox.limits import Limits
from sandbox.memory_total import MemoryTotal
from sandbox.program import Image, JavaScript, Moment, Origin, Program, decode_program, digest, modules_of
from sandbox.runner import Answered, Gone, Limited, Prepared, Refused, Turn, Usage, to_error
from sandbox.runner import encode as encode_message
from sandbox.scheduler import Scheduler
from sandbox.snapshot import Lease, Parking, Snapshot, open_parking
from sandbox.store import Store, prelink

LOADING = "(loading)"
GONE = encode_message(Gone())
Work = Generator[None, None, bytes]


class Ready(msgspec.Struct, eq=False):
    """An image as this runner keeps it."""

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
        self.job: Job[bytes] | None = None
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


class ThreadRunner:
    """Implements `sandbox.runner.Runner`. `workers` threads compute; the event loop's thread never does."""

    def __init__(
        self,
        limits: Limits,
        *,
        cache: CodeCache | None = None,
        costs: Costs | None = None,
        workers: int | None = None,
        parking: Parking | None = None,
    ) -> None:
        self._limits = limits
        self._engine = SlicedEngine()
        self._scheduler = Scheduler(self._engine, workers or os.cpu_count() or 1)
        self._images: dict[str, Ready] = {}
        self._runs: dict[int, Run] = {}
        self._preparing: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._memory = MemoryTotal(limits)
        self._costs = Costs() if costs is None else costs  # an empty one is false
        binary = javascript.engine_bytes()
        self._wasmtime = importlib.metadata.version("wasmtime")
        self._engine_digest = digest(binary, self._wasmtime.encode())
        self._engine_pre = prelink(self._engine, self._compile_engine(binary, cache))
        self._parking = parking or open_parking()
        self._loader = JavaScriptLoader(self._engine, self._engine_pre, limits, self._parking)

    def _compile_engine(self, binary: bytes, cache: CodeCache | None) -> Module:
        code = cache.get(self._engine_digest) if cache else None
        if code is not None:
            try:
                return Module.deserialize(self._engine.engine, code)
            except WasmtimeError:
                pass  # made by another wasmtime or for another CPU: compile anew
        compiled = Module(self._engine.engine, binary)
        module.check(compiled, is_engine=True)
        if cache:
            cache.put(self._engine_digest, bytes(compiled.serialize()))
        return compiled

    # Preparing

    async def prepare(self, program: bytes, moment: Moment | None = None) -> bytes:
        """Loads or compiles a program; one that is here already is not loaded again."""
        exactly = () if moment is None else (str(moment.now).encode(), moment.seed)
        image_id = digest(self._engine_digest.encode(), program, *exactly)
        moment = moment or Moment(int(time.time() * 1000), os.urandom(SEED_BYTES))
        async with self._preparing.setdefault(image_id, asyncio.Lock()):
            ready = self._images.get(image_id)
            if ready is None:
                try:
                    decoded = decode_program(program)
                    origin = Origin(self._engine_digest, self._wasmtime, digest(program), modules_of(decoded), moment)
                    ready = await self._prepare(decoded, image_id, origin)
                except (SandboxError, msgspec.DecodeError, WasmtimeError, MemoryError, OSError) as error:
                    return encode_message(Refused(str(error)))
                self._images[image_id] = ready
        return encode_message(Prepared(ready.image))

    async def _prepare(self, program: Program, image_id: str, origin: Origin) -> Ready:
        if isinstance(program, JavaScript):
            work = self._load(program, image_id, origin)
        else:
            code = await compiler.compile_module(program.module)
            work = self._describe(Module.deserialize(self._engine.engine, code), image_id, origin)
        job = Job(LOADING, work)
        self._scheduler.submit(job)
        try:
            return await job.result
        except asyncio.CancelledError:
            job.drop()
            self._scheduler.hurry(job)
            raise

    def _load(self, program: JavaScript, image_id: str, origin: Origin) -> Generator[None, None, Ready]:
        image, snapshot = yield from self._loader.load(program, image_id, origin)
        return Ready(image, self._engine_pre, snapshot, program if image.fresh else None)

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

    # Running

    async def start(self, run: int, image: str, frame: bytes, client: str) -> bytes:
        """First turn, in a fresh store."""
        ready = self._images.get(image)
        if ready is None or run in self._runs:
            return GONE
        this = self._runs[run] = Run(ready, client, self._memory)
        return await self._take(run, this, self._start(this, frame))

    async def resume(self, run: int, frame: bytes) -> bytes:
        """Next turn."""
        this = self._runs.get(run)
        if this is None or this.job is not None or this.guest is None:
            return GONE
        return await self._take(run, this, self._resume(this, this.guest, frame))

    async def _take(self, number: int, run: Run, work: Work) -> bytes:
        expected = self._costs.expected(run.ready.image.id)
        job = Job(run.client, work, used_cpu_ns=run.cpu_ns, expected_cpu_ns=expected, on_end=run.rest)
        run.job = job
        run.work()
        self._scheduler.submit(job)
        try:
            return await job.result
        except Dropped:
            return GONE
        except BaseException:  # cancelled; or the machine has no memory for this run
            self.drop(number)
            raise
        finally:
            run.job = None
            if run.ended and self._runs.get(number) is run:
                del self._runs[number]

    def _link(self, compiled: Module) -> InstancePre:
        return prelink(self._engine, compiled)

    def _new_store(self, ready: Ready) -> Store:
        """A fresh store with a fresh instance in it."""
        return Store(self._engine, ready.pre, self._limits.memory_bytes)

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

    def drop(self, run: int) -> None:
        """Ends the run; a turn that is being computed stops at the next tick."""
        this = self._runs.pop(run, None)
        if this is None:
            return
        this.end()
        if this.job is not None:
            this.job.drop()
            self._scheduler.hurry(this.job)

    def release(self, image: str) -> None:
        """Forgets an image; runs that use it go on."""
        self._costs.forget(image)
        ready = self._images.pop(image, None)
        if ready is not None and ready.snapshot is not None and not self._loader.is_base(ready.snapshot):
            ready.snapshot.close()

    async def close(self) -> None:
        """Drops all runs, stops the threads, frees all images. What still waits is told that it was dropped."""
        for run in list(self._runs):
            self.drop(run)
        await asyncio.to_thread(self._scheduler.close)
        for image in list(self._images):
            self.release(image)
        self._loader.close()
        self._engine.close()


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
