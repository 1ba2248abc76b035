"""What can be prepared to run: a JavaScript program or a compiled module; and the image that comes of it."""

from __future__ import annotations

import hashlib

import msgspec


class JavaScript(msgspec.Struct, frozen=True, tag="javascript"):
    """Modules by name ("./team/x.js", "skerry:contract"), and the one that is loaded first.

    Names end in .js or .cjs (CommonJS), .mjs (ES module) or .json. The entry's exports are what a run can call.
    """

    entry: str
    modules: dict[str, bytes]


class Wasm(msgspec.Struct, frozen=True, tag="wasm"):
    """A module that speaks the guest ABI."""

    module: bytes


Program = JavaScript | Wasm


class Image(msgspec.Struct, frozen=True):
    """A program that is ready to run.

    `description` is the JSON that the program's `describe` export answered; `fresh` says why it must be evaluated anew
    in each run (empty: it need not), `frozen` what packages read while loading; sizes in bytes, time in ms.
    """

    id: str
    description: bytes
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


def digest(*parts: bytes) -> str:
    """SHA-256 in hex over the parts, each with its length, so that no two lists of parts are alike."""
    state = hashlib.sha256()
    for part in parts:
        state.update(len(part).to_bytes(8, "little"))
        state.update(part)
    return state.hexdigest()
