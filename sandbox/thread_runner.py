"""The Runner in this process: turns are computed by the scheduler's threads, images are kept in memory."""

from __future__ import annotations

import asyncio
import importlib.metadata
import os
import time
from collections.abc import Generator
from weakref import WeakValueDictionary

import msgspec
from wasmtime import Module, WasmtimeError

from sandbox import compiler, javascript, module
from sandbox.code_cache import CodeCache
from sandbox.costs import Costs
from sandbox.engine import SlicedEngine
from sandbox.errors import Dropped, SandboxError
from sandbox.frames import SEED_BYTES
from sandbox.instances import Instances, Ready, Run, Work
from sandbox.javascript.loading import JavaScriptLoader
from sandbox.job import Job
from sandbox.limits import Limits
from sandbox.program import JavaScript, Moment, Origin, Program, decode_program, digest, modules_of
from sandbox.runner import Gone, Prepared, Refused
from sandbox.runner import encode as encode_message
from sandbox.scheduler import Scheduler
from sandbox.snapshot import Parking, open_parking
from sandbox.store import prelink

LOADING = "(loading)"
GONE = encode_message(Gone())


class ThreadRunner(Instances):
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
        super().__init__(limits, SlicedEngine(), Costs() if costs is None else costs)  # an empty one is false
        self._scheduler = Scheduler(self._engine, workers or os.cpu_count() or 1)
        self._preparing: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
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
