from __future__ import annotations

import pytest
from wasmtime import Engine, Module, wat2wasm

from sandbox import compiler, javascript, module
from sandbox.engine import hardened_config
from sandbox.errors import ProgramRefused

ALLOC = '(func (export "alloc") (param i32) (result i32) i32.const 0)'
START = '(func (export "start") (param i32 i32) (result i64) i64.const 0)'
RESUME = '(func (export "resume") (param i32 i32) (result i64) i64.const 0)'
MEMORY = '(memory (export "memory") 1)'
GUEST = MEMORY + ALLOC + START + RESUME

REFUSED = {
    "an import": (f'(import "env" "f" (func)) {GUEST}', r"imports env\.f"),
    "WASI": (f'(import "wasi_snapshot_preview1" "fd_write" (func)) {GUEST}', r"wasi_snapshot_preview1\.fd_write"),
    "an imported memory": ('(import "env" "memory" (memory 1))' + ALLOC + START + RESUME, r"imports env\.memory"),
    "no memory": (ALLOC + START + RESUME, "does not export its memory"),
    "no resume": (MEMORY + ALLOC + START, r"does not export resume\(i32, i32\) -> \(i64\)"),
    "a start of another type": (
        MEMORY + ALLOC + RESUME + '(func (export "start") (result i64) i64.const 0)',
        r"start must be a function \(i32, i32\) -> \(i64\)",
    ),
    "alloc that is no function": (
        MEMORY + START + RESUME + '(global (export "alloc") i32 i32.const 0)',
        "alloc must be",
    ),
    "an export of the engine": (
        f'{GUEST} (func (export "boot") (result i64) i64.const 0)',
        "only the JavaScript engine",
    ),
    "a start function": (f"{GUEST} (func $s) (start $s)", "no start function"),
    "a 64-bit memory": ('(memory (export "memory") i64 1)' + ALLOC + START + RESUME, "not a WebAssembly module"),
    "threads": ('(memory (export "memory") 1 1 shared)' + ALLOC + START + RESUME, "not a WebAssembly module"),
    "two memories": (f"{GUEST} (memory 1)", "not a WebAssembly module"),
    "exceptions": (f"{GUEST} (tag $t) (func throw $t)", "not a WebAssembly module"),
}


def test_the_engine_has_no_imports_and_only_the_exports_of_the_abi() -> None:
    engine = Module(Engine(hardened_config()), javascript.engine_bytes())
    assert [f"{found.module}.{found.name}" for found in engine.imports] == []
    expected = {"memory", *module.REQUIRED, *module.OPTIONAL, *module.ENGINE_ONLY}
    assert {found.name for found in engine.exports} == expected
    module.check(engine, is_engine=True)


@pytest.mark.parametrize(("text", "says"), REFUSED.values(), ids=REFUSED)
async def test_what_is_no_guest_is_refused_with_the_reason(text: str, says: str) -> None:
    with pytest.raises(ProgramRefused, match=says):
        await compiler.compile_module(bytes(wat2wasm(f"(module {text})")))


async def test_a_guest_is_compiled() -> None:
    code = await compiler.compile_module(bytes(wat2wasm(f"(module {GUEST})")))
    Module.deserialize(Engine(hardened_config()), code)


async def test_bytes_that_are_no_module_are_refused() -> None:
    with pytest.raises(ProgramRefused, match="not a WebAssembly module"):
        await compiler.compile_module(b"\0asm garbage")


async def test_a_module_over_the_limit_is_refused_before_it_is_compiled() -> None:
    with pytest.raises(ProgramRefused, match=r"at most 8,388,608 bytes, this one has 8,388,609"):
        await compiler.compile_module(bytes(8 * 1024 * 1024 + 1))
