"""Reads the import section of a WebAssembly module (Core Specification 2.0, section 5.5.5)."""

from .errors import BuildError

_IMPORT_SECTION = 2


def refuse_imports(module: bytes) -> None:
    """Raise BuildError, with the names, if `module` imports anything: a guest can only be called."""
    if found := imports(module):
        names = ", ".join(f"{space}.{name}" for space, name in found)
        raise BuildError(f"the module imports {names}. A guest imports nothing: define it in native/wasi.c")


def imports(module: bytes) -> list[tuple[str, str]]:
    """What `module` imports, as (module, name)."""
    if module[:8] != b"\0asm\1\0\0\0":
        raise BuildError("not a WebAssembly module of version 1")
    position = 8
    while position < len(module):
        section = module[position]
        size, position = _unsigned(module, position + 1)
        if section == _IMPORT_SECTION:
            return _entries(module, position)
        position += size
    return []


def _entries(module: bytes, position: int) -> list[tuple[str, str]]:
    count, position = _unsigned(module, position)
    found = []
    for _ in range(count):
        space, position = _name(module, position)
        name, position = _name(module, position)
        found.append((space, name))
        position = _after_description(module, position)
    return found


def _after_description(module: bytes, position: int) -> int:
    kind, position = module[position], position + 1
    if kind == 0:  # function: its type's index
        return _unsigned(module, position)[1]
    if kind == 1:  # table: reference type, then limits
        return _after_limits(module, position + 1)
    if kind == 2:  # memory: limits
        return _after_limits(module, position)
    if kind == 3:  # global: value type and mutability
        return position + 2
    if kind == 4:  # tag: attribute, then its type's index
        return _unsigned(module, position + 1)[1]
    raise BuildError(f"unknown kind of import {kind}")


def _after_limits(module: bytes, position: int) -> int:
    has_maximum = module[position] & 1
    position = _unsigned(module, position + 1)[1]
    return _unsigned(module, position)[1] if has_maximum else position


def _name(module: bytes, position: int) -> tuple[str, int]:
    size, position = _unsigned(module, position)
    return module[position : position + size].decode(), position + size


def _unsigned(module: bytes, position: int) -> tuple[int, int]:
    """An unsigned LEB128 number and the position after it."""
    value = shift = 0
    while True:
        byte, position = module[position], position + 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return value, position
