"""The wasmtime engine that all guests share: which features they get, and the clock that slices their turns."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from wasmtime import Config, Engine, _ffi

TICK_SECONDS = 0.005
"""One epoch: the longest time that a guest computes before the host looks at it again."""

WASM_STACK_BYTES = 1536 * 1024
HOST_STACK_BYTES = 512 * 1024

OFF = (
    "wasm_threads",
    "wasm_tail_call",
    "wasm_relaxed_simd",
    "wasm_multi_memory",
    "wasm_memory64",
    "wasm_exceptions",
    "wasm_gc",
    "wasm_function_references",
    "wasm_wide_arithmetic",
    "wasm_custom_page_sizes",
    "wasm_stack_switching",
    "wasm_component_model",
    "shared_memory",
)
"""Features that guests do not need. Order matters to wasmtime: relaxed SIMD goes before anything that touches SIMD."""


def hardened_config() -> Config:
    """Fuel and epochs on, NaNs canonical, and none of the features in OFF."""
    config = Config()
    for feature in OFF:
        setattr(config, feature, False)
    config.consume_fuel = True
    config.epoch_interruption = True
    config.cranelift_nan_canonicalization = True
    config.max_wasm_stack = WASM_STACK_BYTES
    _ffi.wasmtime_config_async_stack_size_set(config.ptr(), WASM_STACK_BYTES + HOST_STACK_BYTES)
    return config


class SlicedEngine:
    """An engine whose epoch moves on every 5 ms while somebody computes, and stands still otherwise."""

    def __init__(self) -> None:
        self.engine = Engine(hardened_config())
        self._computing = 0
        self._changed = threading.Condition()
        self._closed = False
        self._ticker = threading.Thread(target=self._tick, name="skerry-epoch", daemon=True)
        self._ticker.start()

    @contextmanager
    def computing(self) -> Iterator[None]:
        """Keeps the epoch moving inside the block."""
        with self._changed:
            self._computing += 1
            if self._computing == 1:
                self._changed.notify()
        try:
            yield
        finally:
            with self._changed:
                self._computing -= 1

    def _tick(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._computing > 0 or self._closed)
                if self._closed:
                    return
            time.sleep(TICK_SECONDS)
            self.engine.increment_epoch()

    def close(self) -> None:
        """Stops the ticker."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        self._ticker.join()
