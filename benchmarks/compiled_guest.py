"""A compiled guest without a language runtime: what a run costs when the guest costs nothing."""

from __future__ import annotations

import msgspec
from wasmtime import wat2wasm

from sandbox.frames import Done, Kind, encode
from sandbox.program import Wasm

FRAME_AT = 0
ROOM_AT = 65536


def compiled_guest(number: int = 0) -> Wasm:
    """A module that speaks the guest ABI and answers everything with the same nine results; each number its own."""
    results = [
        {"type": "link", "content": f"Link {each}", "href": f"https://tools.example.com/{number}/{each}"}
        for each in range(1, 10)
    ]
    frame = encode(Kind.DONE, Done(), [msgspec.json.encode({"results": results})])
    data = "".join(f"\\{byte:02x}" for byte in frame)
    answer = f"(i64.const {FRAME_AT << 32 | len(frame)})"
    turn = "(param i32 i32) (result i64)"
    text = f"""(module
      (memory (export "memory") 3)
      (data (i32.const {FRAME_AT}) "{data}")
      (func (export "alloc") (param i32) (result i32) (i32.const {ROOM_AT}))
      (func (export "start") {turn} {answer})
      (func (export "resume") {turn} {answer}))"""
    return Wasm(bytes(wat2wasm(text)))
