"""One integration as its source gives it, and the program that is made of it."""

from typing import Literal

import msgspec

from runtime.sources.author_lines import AuthorLines
from runtime.sources.bundles import Bundle
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
    main: str
    """Of JavaScript: the module that is loaded first; the bundle, if there is one, else the main file."""
    source: str
    """The main file's text; empty for a wasm module."""
    lines: AuthorLines | None = None
    """Of a bundle: where its lines came from."""


def make_unit(path: str, kind: Kind, modules: dict[str, bytes], data: tuple[Data, ...]) -> Unit:
    """A unit with its digest."""
    parts = [kind.encode(), path.encode(), str(len(modules)).encode()]
    for name in sorted(modules):
        parts += [name.encode(), modules[name]]
    for each in data:
        parts += [each.id.encode(), each.json]
    source = "" if kind == "wasm" else modules[path].decode("utf-8", "replace")
    return Unit(path, kind, modules, data, digest(*parts), path, source)


def make_bundled_unit(path: str, source: bytes, main: str, bundle: Bundle, data: tuple[Data, ...]) -> Unit:
    """A unit that is its bundle, which lies at `main`; `source` is the integration's own file."""
    unit = make_unit(main, "javascript", {main: bundle.code}, data)
    return msgspec.structs.replace(
        unit,
        path=path,
        digest=digest(path.encode(), unit.digest.encode(), bundle.digest, source),
        source=source.decode("utf-8", "replace"),
        lines=bundle.lines,
    )


def to_program(unit: Unit, contract: bytes) -> Program:
    """What the sandbox prepares; `contract` is the source of the module that speaks ToolJump's contract.

    A wasm module carries its own contract, and gets no data files.
    """
    if unit.kind == "wasm":
        return Wasm(module=unit.modules[unit.path])
    modules = {CONTRACT: contract, PROGRAM: _description(unit)}
    modules |= {f"./{path}": source for path, source in unit.modules.items()}
    modules |= {f"{DATA}{each.id}": each.json for each in unit.data}
    packages = {} if unit.lines is None else {f"./{unit.main}": unit.lines.package_lines()}
    return JavaScript(entry=CONTRACT, modules=modules, packages=packages)


def _description(unit: Unit) -> bytes:
    data = [{"id": each.id, "path": f"{DATA}{each.id}"} for each in unit.data]
    return msgspec.json.encode({"main": f"./{unit.main}", "data": data})
