"""One integration as its source gives it, and the program that is made of it."""

from typing import Literal

import msgspec

from sandbox.program import JavaScript, Program, Wasm, digest

Kind = Literal["javascript", "wasm"]

CONTRACT = "skerry:contract"
PROGRAM = "skerry:program"
DATA = "skerry:data/"


class Data(msgspec.Struct, frozen=True):
    """One data file: its id (the name without ``.data.*``) and its content as JSON."""

    id: str
    json: bytes


class Unit(msgspec.Struct, frozen=True):
    """One integration and everything that it is made of."""

    path: str
    """Below the folder, with "/"; what grants bind to."""
    kind: Kind
    modules: dict[str, bytes]
    """Of JavaScript: path below the folder -> source, the main file among them; of wasm: the path -> the module."""
    data: tuple[Data, ...]
    """In the order of the `dataFiles` list: the integration's own folder by name, then the root's by name."""
    digest: str
    """SHA-256 in hex over all of the above: equal digests, equal programs."""

    @property
    def source(self) -> str:
        """The main file's text; empty for a wasm module."""
        return "" if self.kind == "wasm" else self.modules[self.path].decode("utf-8", "replace")


def make_unit(path: str, kind: Kind, modules: dict[str, bytes], data: tuple[Data, ...]) -> Unit:
    """A unit with its digest."""
    parts = [kind.encode(), path.encode(), str(len(modules)).encode()]
    for name in sorted(modules):
        parts += [name.encode(), modules[name]]
    for each in data:
        parts += [each.id.encode(), each.json]
    return Unit(path, kind, modules, data, digest(*parts))


def to_program(unit: Unit, contract: bytes) -> Program:
    """What the sandbox prepares; `contract` is the source of the module that speaks ToolJump's contract.

    A wasm module carries its own contract, and gets no data files.
    """
    if unit.kind == "wasm":
        return Wasm(module=unit.modules[unit.path])
    modules = {CONTRACT: contract, PROGRAM: _description(unit)}
    modules |= {f"./{path}": source for path, source in unit.modules.items()}
    modules |= {f"{DATA}{each.id}": each.json for each in unit.data}
    return JavaScript(entry=CONTRACT, modules=modules)


def _description(unit: Unit) -> bytes:
    data = [{"id": each.id, "path": f"{DATA}{each.id}"} for each in unit.data]
    return msgspec.json.encode({"main": f"./{unit.path}", "data": data})
