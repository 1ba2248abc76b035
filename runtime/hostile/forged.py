"""Compiled guests that attack: WebAssembly text around the attack's own, and frames that lie.

A file NAME.wat holds functions in WebAssembly text; what every guest needs, and this one does not bring, comes from
`shell.wat`. A file NAME.yml lists the frames that the guest answers, turn by turn; what is not said of a frame is as it
should be.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import wasmtime
import yaml

from runtime.hostile.case import Case
from sandbox.frames import HEADER, LENGTH, VERSION, Kind

SHELL = Path(__file__).with_name("shell.wat")
FORGED = b'{"results":{"type":"text","content":"forged"}}'
"""The value of a run that people would see, were the frame that carries it believed."""
FRAMES_AT = 65536
PAGE = 65536


class Repeated(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A long text: `before`, then `text` so many times, then `after`."""

    text: str
    times: int
    before: str = ""
    after: str = ""

    def encode(self) -> bytes:
        return (self.before + self.text * self.times + self.after).encode()


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Bytes behind the head; `length` is what the frame says of them. `hex` gives bytes that are no text."""

    text: str | Repeated = ""
    hex: str = ""
    length: int | None = None

    def encode(self) -> bytes:
        data = bytes.fromhex(self.hex) or self.text.encode()
        return LENGTH.pack(len(data) if self.length is None else self.length) + data


class Turn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One frame of the guest's. `parts_said` and `head_length` are what it says of itself; `behind` follows the end."""

    version: int = VERSION
    kind: int = Kind.DONE
    head: str | Repeated = "{}"
    head_hex: str = ""
    head_length: int | None = None
    parts: list[Part] | None = None
    parts_said: int | None = None
    behind: str = ""
    bare_hex: str | None = None
    """The whole frame, in place of all that."""

    def encode(self) -> bytes:
        if self.bare_hex is not None:
            return bytes.fromhex(self.bare_hex)
        head = bytes.fromhex(self.head_hex) or self.head.encode()
        parts = [part.encode() for part in self.parts] if self.parts is not None else [self._value()]
        said = len(parts) if self.parts_said is None else self.parts_said
        length = len(head) if self.head_length is None else self.head_length
        return HEADER.pack(self.version, self.kind, said, length) + head + b"".join(parts) + self.behind.encode()

    def _value(self) -> bytes:
        return LENGTH.pack(len(FORGED)) + FORGED


def module_of_turns(case: Case, text: str) -> bytes:
    """The guest that answers these frames, one a turn, and the last one again and again."""
    turns = msgspec.convert(yaml.safe_load(text)["turns"], list[Turn])
    return _assemble(case, _answers([turn.encode() for turn in turns]))


def module_of_text(case: Case, text: str) -> bytes:
    """The guest of a file of WebAssembly text."""
    return _assemble(case, text)


def _answers(frames: Sequence[bytes]) -> str:
    """Text of a function that answers these frames, and of the data."""
    at, data, cases = FRAMES_AT, [], []
    for number, frame in enumerate(frames):
        data.append(f'(data (i32.const {at}) "{_escaped(frame)}")')
        last = "" if number == len(frames) - 1 else f"(i32.eq (global.get $turn) (i32.const {number + 1}))"
        answer = f"(return (call $answer (i32.const {at}) (i32.const {len(frame)})))"
        cases.append(f"(if {last} (then {answer}))" if last else answer)
        at += -(-len(frame) // 16) * 16
    pages = f'(memory (export "memory") {-(-at // PAGE) + 1})'
    body = "(global.set $turn (i32.add (global.get $turn) (i32.const 1)))" + "".join(cases) + "(unreachable)"
    head = "(func $attack (param $frame i32) (param $length i32) (result i64)"
    return f"(global $turn (mut i32) (i32.const 0)) {pages} {''.join(data)} {head} {body})"


def _assemble(case: Case, text: str) -> bytes:
    shell = SHELL.read_text()
    pieces = [piece for piece in shell.split(";; piece ")[1:] if _defines(piece) not in text]
    description = _description(case)
    data = f'(data (i32.const 16) "{_escaped(_done(description))}")'
    about = f"(global $described i32 (i32.const {len(_done(description))}))"
    source = f"(module {text} {''.join(_body(piece) for piece in pieces)} {data} {about})"
    return bytes(wasmtime.wat2wasm(source))


def _defines(piece: str) -> str:
    """What stands in an attack's text that brings this piece itself: the first line of the piece."""
    return piece.partition("\n")[0].strip()


def _body(piece: str) -> str:
    return piece.partition("\n")[2]


def _description(case: Case) -> bytes:
    equals = {"contextType": "github", "context": {"page.attack": {"equals": case.attack}}}
    metadata: dict[str, Any] = {"name": case.attack, "cache": 0, "match": equals}
    return msgspec.json.encode({"metadata": metadata, "exports": {"run": True, "shouldRun": False}})


def _done(value: bytes) -> bytes:
    return HEADER.pack(VERSION, Kind.DONE, 1, 2) + b"{}" + LENGTH.pack(len(value)) + value


def _escaped(data: bytes) -> str:
    return "".join(f"\\{byte:02x}" for byte in data)
