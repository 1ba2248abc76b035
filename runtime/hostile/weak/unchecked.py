"""A runner that believes what a compiled guest says: its addresses, its module, its wish for imports."""

from __future__ import annotations

from typing import Any

from wasmtime import InstancePre, Linker, Module, WasiConfig, WasmtimeError, _ffi

from sandbox.instances import Ready
from sandbox.job import Job
from sandbox.program import Program, Wasm
from sandbox.store import Store
from sandbox.thread_runner import LOADING, ThreadRunner


class UncheckedStore(Store):
    """Reads and writes wherever it is told to."""

    def _check_range(self, address: int, length: int) -> None:
        pass


class UncheckedMemory(ThreadRunner):
    """A runner whose stores do not compare addresses with the memory's size: it dies of the first that is wrong."""

    def _new_store(self, ready: Ready) -> Store:
        return UncheckedStore(self._engine, ready.pre, self._limits.memory_bytes)


class UncheckedModule(ThreadRunner):
    """A runner that takes any module that compiles."""

    async def _prepare(self, program: Program, image_id: str, *rest: Any) -> Ready:
        if not isinstance(program, Wasm):
            return await super()._prepare(program, image_id, *rest)
        compiled = Module(self._engine.engine, program.module)
        job = Job(LOADING, self._describe(compiled, image_id, *rest))
        self._scheduler.submit(job)
        return await job.result


class WasiStore(Store):
    """A store with what WASI gives: this process's environment."""

    def _instantiate(self) -> None:
        wasi = WasiConfig()
        wasi.inherit_env()
        error = _ffi.wasmtime_context_set_wasi(self._context, wasi._consume())
        if error:
            raise WasmtimeError._from_ptr(error)
        super()._instantiate()


class GivenImports(UncheckedModule):
    """A runner that gives guests the system interface that they ask for."""

    def _link(self, compiled: Module) -> InstancePre:
        linker = Linker(self._engine.engine)
        linker.define_wasi()
        return linker.instantiate_pre(compiled)

    def _new_store(self, ready: Ready) -> Store:
        kind = Store if ready.snapshot is not None else WasiStore
        return kind(self._engine, ready.pre, self._limits.memory_bytes)
