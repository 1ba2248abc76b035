"""The Runner in this process: turns are computed by the scheduler's threads, images are kept in memory."""

from __future__ import annotations

import asyncio
import importlib.metadata
import os
import threading
import time
from collections.abc import Generator

import msgspec
from wasmtime import InstancePre, Module, WasmtimeError

from sandbox import compiler, javascript, module
from sandbox.code_cache import CodeCache
from sandbox.costs import Costs
from sandbox.engine import SlicedEngine
from sandbox.errors import AbiBroken, GuestFailed, ProgramRefused
from sandbox.frames import SEED_BYTES, Done, Failed, Kind, StartHead, decode_answer, encode, split
from sandbox.guest import Guest, OverLimit, has_ended, load_budget, run_budget, turn_budget
from sandbox.javascript.loading import DESCRIBE, JavaScriptLoader, load_frame
from sandbox.limits import Limits
from sandbox.program import Image, JavaScript, Program, decode_program, digest
from sandbox.runner import Answered, Gone, Prepared, Refused, Turn, to_error
from sandbox.runner import encode as encode_message
from sandbox.scheduler import Scheduler
from sandbox.snapshot import Snapshot
from sandbox.store import Store, prelink

LOADING = "(loading)"
Work = Generator[None, None, bytes]


class Ready(msgspec.Struct, eq=False):
    """An image as this runner keeps it."""

    image: Image
    pre: InstancePre
    snapshot: Snapshot | None
    program: JavaScript | None


class Job:
    """Work for the scheduler, and the future on the event loop that gets its result."""

    def __init__(self, client: str, work: Work, expected_cpu_ns: int = 0, run: Run | None = None) -> None:
        self.client = client
        self.since = time.monotonic_ns()
        self._work = work
        self._expected = expected_cpu_ns
        self._run = run
        self._loop = asyncio.get_running_loop()
        self.result: asyncio.Future[bytes] = self._loop.create_future()

    @property
    def cpu_ns(self) -> int:
        return max(self._expected, self._run.cpu_ns if self._run else 0)

    def step(self) -> bool:
        try:
            if self._run is not None and self._run.dropped:
                self._work.close()
                self._run.close()
                self._report(encode_message(Gone()), None)
                return True
            next(self._work)
        except StopIteration as end:
            self._report(end.value, None)
            return True
        except BaseException as error:
            self._report(None, error)
            return True
        return False

    def _report(self, value: bytes | None, error: BaseException | None) -> None:
        def settle() -> None:
            if self.result.done():
                return
            if error is not None:
                self.result.set_exception(error)
            elif value is not None:
                self.result.set_result(value)

        self._loop.call_soon_threadsafe(settle)


class Run:
    """A run between its turns. `dropped` is set by the event loop and seen by the worker after the slice."""

    def __init__(self, ready: Ready, client: str) -> None:
        self.ready = ready
        self.client = client
        self.guest: Guest | None = None
        self.dropped = False
        self.busy: Job | None = None

    @property
    def cpu_ns(self) -> int:
        return self.guest.cpu_ns if self.guest else 0

    def close(self) -> None:
        if self.guest is not None:
            self.guest.store.close()


class MemoryTotal:
    """Linear memory of all runs together; a run over its even share is stopped when there is no more."""

    def __init__(self, limits: Limits) -> None:
        self._allowed = limits.guest_memory_bytes
        self._share = limits.guest_memory_bytes // limits.runs_in_flight
        self._sizes: dict[int, int] = {}
        self._total = 0
        self._lock = threading.Lock()

    def count(self, run: int, size: int) -> None:
        """Errors: OverLimit when this run takes more than there is and more than its share."""
        with self._lock:
            self._total += size - self._sizes.get(run, 0)
            self._sizes[run] = size
            if self._total > self._allowed and size > self._share:
                raise OverLimit("guest_memory_bytes", self._total, self._allowed)

    def forget(self, run: int) -> None:
        with self._lock:
            self._total -= self._sizes.pop(run, 0)


class ThreadRunner:
    """Implements `sandbox.runner.Runner`. `workers` threads compute; the event loop's thread never does."""

    def __init__(self, limits: Limits, *, cache: CodeCache | None = None, workers: int | None = None) -> None:
        self._limits = limits
        self._engine = SlicedEngine()
        self._scheduler = Scheduler(self._engine, workers or os.cpu_count() or 1)
        self._images: dict[str, Ready] = {}
        self._runs: dict[int, Run] = {}
        self._memory = MemoryTotal(limits)
        self._costs = Costs()
        binary = javascript.engine_bytes()
        self._engine_digest = digest(binary, importlib.metadata.version("wasmtime").encode())
        self._engine_pre = prelink(self._engine, self._compile_engine(binary, cache))
        self._loader = JavaScriptLoader(self._engine, self._engine_pre, limits)

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

    async def prepare(self, program: bytes) -> bytes:
        """Loads or compiles a program; one that is here already is not loaded again."""
        image_id = digest(self._engine_digest.encode(), program)
        ready = self._images.get(image_id)
        if ready is None:
            try:
                ready = await self._prepare(decode_program(program), image_id)
            except (ProgramRefused, AbiBroken, msgspec.DecodeError) as error:
                return encode_message(Refused(str(error)))
            ready = self._images.setdefault(image_id, ready)
        return encode_message(Prepared(ready.image))

    async def _prepare(self, program: Program, image_id: str) -> Ready:
        made: list[Ready] = []
        if isinstance(program, JavaScript):
            work = self._load(program, image_id, made)
        else:
            code = await compiler.compile_module(program.module)
            work = self._describe(Module.deserialize(self._engine.engine, code), image_id, made)
        job = Job(LOADING, work)
        self._scheduler.submit(job)
        await job.result
        return made[0]

    def _load(self, program: JavaScript, image_id: str, made: list[Ready]) -> Work:
        image, snapshot = yield from self._loader.load(program, image_id)
        made.append(Ready(image, self._engine_pre, snapshot, program if image.fresh else None))
        return b""

    def _describe(self, compiled: Module, image_id: str, made: list[Ready]) -> Work:
        """A compiled guest tells what it is in a run of its own."""
        ready = Ready(Image(image_id, b"null"), prelink(self._engine, compiled), None, None)
        guest = Guest(self._store(ready), self._limits, load_budget(self._limits), lambda size: None)
        try:
            frame = encode(Kind.START, StartHead(0, DESCRIBE, self._limits.log_bytes), [bytes(SEED_BYTES), b"null"])
            turn = yield from self._first_turn(guest, ready, frame)
            description = _description(turn)
        finally:
            guest.store.close()
        ready.image = Image(image_id, description)
        made.append(ready)
        return b""

    def _store(self, ready: Ready) -> Store:
        store = Store(self._engine, ready.pre, self._limits.memory_bytes)
        if ready.snapshot is not None:
            ready.snapshot.restore(store)
        return store

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
            return encode_message(Gone())
        this = self._runs[run] = Run(ready, client)
        return await self._take(run, this, self._start(run, this, frame))

    async def resume(self, run: int, frame: bytes) -> bytes:
        """Next turn."""
        this = self._runs.get(run)
        if this is None or this.busy is not None or this.guest is None:
            return encode_message(Gone())
        return await self._take(run, this, self._resume(run, this, this.guest, frame))

    async def _take(self, number: int, run: Run, work: Work) -> bytes:
        run.busy = Job(run.client, work, self._costs.expected(run.ready.image.id), run)
        self._scheduler.submit(run.busy)
        try:
            return await run.busy.result
        except asyncio.CancelledError:
            self.drop(number)
            raise
        finally:
            run.busy = None

    def _start(self, number: int, run: Run, frame: bytes) -> Work:
        store = self._store(run.ready)
        run.guest = Guest(store, self._limits, run_budget(self._limits), lambda size: self._memory.count(number, size))
        turn = yield from self._first_turn(run.guest, run.ready, frame)
        return self._finish(number, run, turn)

    def _resume(self, number: int, run: Run, guest: Guest, frame: bytes) -> Work:
        turn = yield from guest.take_turn(b"resume", frame, turn_budget(self._limits))
        return self._finish(number, run, turn)

    def _finish(self, number: int, run: Run, turn: Turn) -> bytes:
        if has_ended(turn):
            self._costs.note(run.ready.image.id, run.cpu_ns)
            self._end(number, run)
        return encode_message(turn)

    def _end(self, number: int, run: Run) -> None:
        run.close()
        self._memory.forget(number)
        self._runs.pop(number, None)

    def drop(self, run: int) -> None:
        """Ends the run; a turn that is being computed stops at the next tick."""
        this = self._runs.pop(run, None)
        if this is None:
            return
        this.dropped = True
        self._memory.forget(run)
        if this.busy is None:
            this.close()
        else:
            self._scheduler.hurry(this.busy)

    def release(self, image: str) -> None:
        """Forgets an image; runs that use it go on."""
        self._costs.forget(image)
        ready = self._images.pop(image, None)
        if ready is not None and ready.snapshot is not None and not self._loader.is_base(ready.snapshot):
            ready.snapshot.close()

    async def close(self) -> None:
        """Drops all runs, stops the threads, frees all images."""
        for run in list(self._runs):
            self.drop(run)
        await asyncio.to_thread(self._scheduler.close)
        for image in list(self._images):
            self.release(image)
        self._loader.close()
        self._engine.close()


def _load_frame_like(program: JavaScript, start: bytes) -> bytes:
    """LOAD with the time and seed of a START frame: a fresh program sees the run's own clock and randomness."""
    _, head, parts = split(start)
    return load_frame(program, msgspec.json.decode(head, type=StartHead).now, parts[0])


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
