"""What a guest module must be: no imports, no start function, the exports of the ABI (docs/reference/guest-abi.md)."""

from __future__ import annotations

from wasmtime import FuncType, MemoryType, Module

from sandbox.errors import ProgramRefused

Signature = tuple[tuple[str, ...], tuple[str, ...]]

I32_I32_TO_I64: Signature = (("i32", "i32"), ("i64",))
REQUIRED: dict[str, Signature] = {"alloc": (("i32",), ("i32",)), "start": I32_I32_TO_I64, "resume": I32_I32_TO_I64}
OPTIONAL: dict[str, Signature] = {"_initialize": ((), ())}
ENGINE_ONLY: dict[str, Signature] = {"boot": ((), ("i64",)), "load": I32_I32_TO_I64}


def check(module: Module, *, is_engine: bool = False) -> None:
    """Errors: ProgramRefused, naming the import or export and what it should be."""
    for imported in module.imports:
        raise ProgramRefused(
            f"a guest imports nothing, this one imports {imported.module}.{imported.name}: build it without WASI and "
            "host functions (docs/reference/guest-abi.md)"
        )
    exports = {export.name: export.type for export in module.exports}
    _check_memory(exports.get("memory"))
    wanted = REQUIRED | (ENGINE_ONLY if is_engine else {})
    for name, signature in wanted.items():
        if name not in exports:
            raise ProgramRefused(f"the guest does not export {name}{_show(signature)}")
    for name, signature in (wanted | OPTIONAL).items():
        if name in exports and _signature(exports[name]) != signature:
            raise ProgramRefused(f"the guest's export {name} must be a function {_show(signature)}")
    for name in ENGINE_ONLY:
        if name in exports and not is_engine:
            raise ProgramRefused(f"only the JavaScript engine may export {name}: rename it")


def _check_memory(found: object) -> None:
    if not isinstance(found, MemoryType):
        raise ProgramRefused("the guest does not export its memory as `memory`")
    if found.is_64:
        raise ProgramRefused("the guest's memory must have 32-bit addresses")


def _signature(kind: object) -> Signature | None:
    if not isinstance(kind, FuncType):
        return None
    return tuple(str(value) for value in kind.params), tuple(str(value) for value in kind.results)


def _show(signature: Signature) -> str:
    parameters, results = signature
    return f"({', '.join(parameters)}) -> ({', '.join(results)})"


def refuse_start_function(binary: bytes) -> None:
    """Errors: ProgramRefused when the module has a start section, which would run code before any turn."""
    if 8 in _section_ids(binary):
        raise ProgramRefused("a guest has no start function: do that work in `_initialize`")


def _section_ids(binary: bytes) -> set[int]:
    """Ids of the sections of a valid module (WebAssembly core spec, 5.5.2)."""
    ids, at = set(), 8
    while at < len(binary):
        ids.add(binary[at])
        size, shift, at = 0, 0, at + 1
        while True:
            byte = binary[at]
            size |= (byte & 0x7F) << shift
            shift, at = shift + 7, at + 1
            if not byte & 0x80:
                break
        at += size
    return ids
