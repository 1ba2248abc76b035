"""What can be prepared to run: a JavaScript program or a compiled module; and the image that comes of it."""

from __future__ import annotations

import hashlib
from typing import Annotated

import msgspec

from sandbox.frames import SEED_BYTES


class JavaScript(msgspec.Struct, frozen=True, tag="javascript"):
    """Modules by name ("./team/x.js", "skerry:contract"), and the one that is loaded first.

    Names end in .js or .cjs (CommonJS), .mjs (ES module) or .json. The entry's exports are what a run can call.
    """

    entry: str
    modules: dict[str, bytes]
    packages: dict[str, list[tuple[int, int]]] = {}
    """Of a module in which others are bundled: the ranges of lines (1-based, both ends in) that are packages' code."""


class Wasm(msgspec.Struct, frozen=True, tag="wasm"):
    """A module that speaks the guest ABI."""

    module: bytes


Program = JavaScript | Wasm


class Moment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The time (ms since the epoch) and the seed that a program is loaded with. With both again, so is the image."""

    now: Annotated[int, msgspec.Meta(ge=0, le=2**53)] = 0
    seed: Annotated[bytes, msgspec.Meta(min_length=SEED_BYTES, max_length=SEED_BYTES)] = bytes(SEED_BYTES)


class Origin(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an image was made of. Digests are SHA-256 in hex; `modules` has one for each module of the program."""

    engine: str = ""
    wasmtime: str = ""
    program: str = ""
    modules: dict[str, str] = {}
    moment: Moment = Moment()


class Image(msgspec.Struct, frozen=True):
    """A program that is ready to run.

    `description` is the JSON that the program's `describe` export answered; `fresh` says why it must be evaluated anew
    in each run (empty: it need not), `frozen` what packages read while loading; sizes in bytes, time in ms.
    """

    id: str
    description: bytes
    origin: Origin = Origin()
    fresh: tuple[str, ...] = ()
    frozen: tuple[str, ...] = ()
    logs: tuple[tuple[str, str], ...] = ()
    snapshot_bytes: int = 0
    load_ms: float = 0.0


_encoder = msgspec.msgpack.Encoder(order="deterministic")
_decoder: msgspec.msgpack.Decoder[Program] = msgspec.msgpack.Decoder(Program)


def encode_program(program: Program) -> bytes:
    """The bytes that a Runner prepares; equal programs give equal bytes."""
    return _encoder.encode(program)


def decode_program(data: bytes) -> Program:
    """Errors: msgspec.DecodeError."""
    return _decoder.decode(data)


def modules_of(program: Program) -> dict[str, str]:
    """The digest of each module, by name; a compiled guest is one module, "module"."""
    modules = program.modules if isinstance(program, JavaScript) else {"module": program.module}
    return {name: hashlib.sha256(source).hexdigest() for name, source in modules.items()}


def digest(*parts: bytes) -> str:
    """SHA-256 in hex over the parts, each with its length, so that no two lists of parts are alike."""
    state = hashlib.sha256()
    for part in parts:
        state.update(len(part).to_bytes(8, "little"))
        state.update(part)
    return state.hexdigest()
