"""One fresh store with one instance in it: the thin layer over wasmtime's C functions that a run is made of.

wasmtime-py's objects cost more than the run itself (about 250 us a run), so the C functions are called directly here,
and only here. A call is a future that is polled: it gives up the thread at every epoch tick, and any thread may go on
with it. That is what makes turns sliceable and cancellable.
"""

from __future__ import annotations

import ctypes
import re
from typing import Any

from wasmtime import InstancePre, Linker, Module, WasmtimeError, _ffi

from sandbox.engine import SlicedEngine
from sandbox.errors import AbiBroken

PAGE = 65536
MAX_TABLE_ELEMENTS = 10_000
OUT_OF_FUEL = _ffi.wasmtime_trap_code_enum.WASMTIME_TRAP_CODE_OUT_OF_FUEL.value
I32: Any = 0  # wasmtime_valkind_t
I64: Any = 1

_TrapPointer = ctypes.POINTER(_ffi.wasm_trap_t)
_ErrorPointer = ctypes.POINTER(_ffi.wasmtime_error_t)
_Values = _ffi.wasmtime_val_t * 2


class OutOfFuel(Exception):
    """The store's fuel is used up."""


class Trap(Exception):
    """The guest trapped; `str()` is wasmtime's reason, one line."""


def prelink(engine: SlicedEngine, module: Module) -> InstancePre:
    """The module, ready to be instantiated again and again. It has no imports, so nothing is linked."""
    return Linker(engine.engine).instantiate_pre(module)


def _message(read: Any, pointer: Any) -> str:
    vector = _ffi.wasm_byte_vec_t()
    read(pointer, ctypes.byref(vector))
    text: str = _ffi.to_str(vector)
    _ffi.wasm_byte_vec_delete(ctypes.byref(vector))
    return text.rstrip("\0")


def _last_line(text: str) -> str:
    """The innermost cause; the causes are numbered when there are several."""
    return re.sub(r"^\d+: ", "", text.strip().rpartition("\n")[2].strip()).removeprefix("Caused by:").strip() or "trap"


class Store:
    """A store, its instance, and the call that is going on in it. Used by one thread at a time."""

    def __init__(self, engine: SlicedEngine, pre: InstancePre, memory_bytes: int) -> None:
        self._pointer: Any = _ffi.wasmtime_store_new(engine.engine.ptr(), None, _NO_FINALIZER)
        self._context = _ffi.wasmtime_store_context(self._pointer)
        self._pre = pre  # keeps the module's code alive as long as the store
        self._future: Any = None
        self._values = _Values()
        self._result = _ffi.wasmtime_val_t()
        self._trap = _TrapPointer()
        self._error = _ErrorPointer()
        _ffi.wasmtime_store_limiter(self._pointer, memory_bytes, MAX_TABLE_ELEMENTS, 1, 1, 1)
        self.fuel = 1_000_000  # for instantiation: data segments
        _ffi.wasmtime_context_set_epoch_deadline(self._context, 2**60)
        try:
            self._instantiate()
        except BaseException:
            self.close()
            raise
        _ffi.wasmtime_context_epoch_deadline_async_yield_and_update(self._context, 1)

    def _instantiate(self) -> None:
        self._instance = _ffi.wasmtime_instance_t()
        error = _ffi.wasmtime_instance_pre_instantiate(
            self._pre.ptr(), self._context, ctypes.byref(self._instance), ctypes.byref(self._trap)
        )
        if error:
            raise WasmtimeError._from_ptr(error)
        self._raise_trap()
        memory = self._export(b"memory")
        if memory is None:
            raise AbiBroken("a guest exports its memory as `memory`")
        self._memory = memory.of.memory

    def _export(self, name: bytes) -> Any:
        item = _ffi.wasmtime_extern_t()
        found = _ffi.wasmtime_instance_export_get(
            self._context, ctypes.byref(self._instance), name, len(name), ctypes.byref(item)
        )
        return item if found else None

    def has(self, export: bytes) -> bool:
        """Whether the guest exports this name."""
        return self._export(export) is not None

    @property
    def fuel(self) -> int:
        """What is left."""
        left = ctypes.c_uint64()
        _ffi.wasmtime_context_get_fuel(self._context, ctypes.byref(left))
        return left.value

    @fuel.setter
    def fuel(self, amount: int) -> None:
        _ffi.wasmtime_context_set_fuel(self._context, amount)

    # The call that goes on

    def begin(self, export: bytes, *arguments: int) -> None:
        """Prepares a call with i32 arguments; `poll` runs it."""
        function = self._export(export)
        if function is None:
            raise AbiBroken(f"the guest has no export `{export.decode()}`")
        for value, argument in zip(self._values, arguments, strict=False):
            value.kind = I32
            value.of.i32 = argument if argument < 2**31 else argument - 2**32
        self._function = function.of.func  # the future borrows it
        self._result.kind = I64
        _ffi.wasmtime_context_set_epoch_deadline(self._context, 1)
        self._future = _ffi.wasmtime_func_call_async(
            self._context,
            ctypes.byref(self._function),
            self._values,
            len(arguments),
            ctypes.byref(self._result),
            1 if export != INITIALIZE else 0,
            ctypes.byref(self._trap),
            ctypes.byref(self._error),
        )

    def poll(self) -> bool:
        """Runs the call until it ends (True) or the epoch ticks (False). Errors: OutOfFuel, Trap."""
        if not _ffi.wasmtime_call_future_poll(self._future):
            return False
        self._forget_call()
        self._raise_trap()
        if self._error:
            raise Trap(_last_line(str(WasmtimeError._from_ptr(self._error))))
        return True

    @property
    def result(self) -> int:
        """What the call returned, as an unsigned number of 64 (or 32) bits."""
        if self._result.kind == I32:
            return int(self._result.of.i32) & 0xFFFFFFFF
        return int(self._result.of.i64) & 0xFFFFFFFFFFFFFFFF

    def _forget_call(self) -> None:
        if self._future is not None:
            _ffi.wasmtime_call_future_delete(self._future)
            self._future = None

    def _raise_trap(self) -> None:
        if not self._trap:
            return
        code = _ffi.wasmtime_trap_code_t()
        known = _ffi.wasmtime_trap_code(self._trap, ctypes.byref(code))
        reason = _last_line(_message(_ffi.wasm_trap_message, self._trap))
        _ffi.wasm_trap_delete(self._trap)
        self._trap = _TrapPointer()
        if known and code.value == OUT_OF_FUEL:
            raise OutOfFuel
        raise Trap(reason)

    # Its memory

    @property
    def memory_bytes(self) -> int:
        """Size of the linear memory."""
        return int(_ffi.wasmtime_memory_data_size(self._context, ctypes.byref(self._memory)))

    @property
    def memory_address(self) -> int:
        """Where the linear memory begins in this process."""
        pointer = _ffi.wasmtime_memory_data(self._context, ctypes.byref(self._memory))
        return ctypes.cast(pointer, ctypes.c_void_p).value or 0

    def grow_to(self, size: int) -> None:
        """Makes the memory at least `size` bytes. Errors: MemoryError."""
        missing = size - self.memory_bytes
        if missing <= 0:
            return
        before = ctypes.c_uint64()
        error = _ffi.wasmtime_memory_grow(
            self._context, ctypes.byref(self._memory), -(-missing // PAGE), ctypes.byref(before)
        )
        if error:
            _ffi.wasmtime_error_delete(error)
            raise MemoryError(f"guest memory cannot grow to {size} bytes")

    def read(self, address: int, length: int) -> bytes:
        """Bytes of the memory. Errors: AbiBroken when they are not all inside."""
        self._check_range(address, length)
        return ctypes.string_at(self.memory_address + address, length)

    def write(self, address: int, data: bytes) -> None:
        """Puts bytes into the memory. Errors: AbiBroken when they do not fit there."""
        self._check_range(address, len(data))
        ctypes.memmove(self.memory_address + address, data, len(data))

    def _check_range(self, address: int, length: int) -> None:
        if address + length > self.memory_bytes:
            raise AbiBroken(f"{length} bytes at {address} lie outside the memory of {self.memory_bytes} bytes")

    def close(self) -> None:
        """Throws the store away, and the call that goes on in it."""
        if self._pointer is not None:
            self._forget_call()
            _ffi.wasmtime_store_delete(self._pointer)
            self._pointer = None


INITIALIZE = b"_initialize"
_NO_FINALIZER = ctypes.cast(0, ctypes.CFUNCTYPE(None, ctypes.c_void_p))
