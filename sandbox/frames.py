"""Frames between host and guest (docs/reference/guest-abi.md): bytes from structs, structs from hostile bytes.

What comes from a guest is decoded strictly: every length is checked against what is there, nothing may follow the last
part, the head must fit the struct below (keys that it lacks are ignored). The one error is `AbiBroken`.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from enum import IntEnum
from typing import Annotated, Literal, TypeVar

import msgspec

from sandbox.errors import AbiBroken

VERSION = 1
SEED_BYTES = 32
MAX_PARTS = 1024
HEADER = struct.Struct("<BBHI")  # version, kind, parts, length of the head
LENGTH = struct.Struct("<I")

Bytes = bytes | memoryview
Decoded = TypeVar("Decoded")


class Kind(IntEnum):
    """What a frame is; below 16 from the host, from 16 on from the guest."""

    LOAD = 1
    START = 2
    RESUME = 3
    SUSPENDED = 16
    DONE = 17
    FAILED = 18


class Call(msgspec.Struct, frozen=True):
    """What a guest asks for: `args` is JSON, `body` the index of a part."""

    id: Annotated[int, msgspec.Meta(ge=1, le=2**53)]
    op: Annotated[str, msgspec.Meta(max_length=64)]
    args: msgspec.Raw = msgspec.Raw(b"null")
    body: Annotated[int, msgspec.Meta(ge=0, lt=MAX_PARTS)] | None = None


LogLine = tuple[Literal["debug", "info", "warn", "error"], str]


class Suspended(msgspec.Struct, frozen=True):
    """The guest waits: for replies to calls, or for the time `wake` (ms since the epoch)."""

    calls: list[Call] = []
    cancel: list[int] = []
    wake: Annotated[float, msgspec.Meta(ge=0, le=2**53)] | None = None
    logs: list[LogLine] = []


class Done(msgspec.Struct, frozen=True):
    """The guest has ended; its value is part 0."""

    calls: list[Call] = []
    logs: list[LogLine] = []


class Failed(msgspec.Struct, frozen=True):
    """The guest has failed."""

    name: str = "Error"
    message: str = ""
    stack: str = ""
    logs: list[LogLine] = []


class ReplyError(msgspec.Struct, frozen=True):
    """Why a call was not performed; the guest's promise rejects with it."""

    name: str
    message: str


NO_VALUE = msgspec.Raw(b"")


class Reply(msgspec.Struct, frozen=True, omit_defaults=True):
    """The answer to one call: a value (JSON) with perhaps a body (index of a part), or an error."""

    id: int
    value: msgspec.Raw = NO_VALUE
    body: int | None = None
    error: ReplyError | None = None


class LoadHead(msgspec.Struct, frozen=True):
    """Head of LOAD; `modules` maps a name to the index of its source, after the seed; `keep`: for a snapshot."""

    now: int
    entry: str
    describe: str
    modules: list[tuple[str, int]]
    trace: bool = False
    keep: bool = False


class StartHead(msgspec.Struct, frozen=True):
    """Head of START."""

    now: int
    export: str
    log_bytes: int


class ResumeHead(msgspec.Struct, frozen=True):
    """Head of RESUME."""

    now: int
    replies: list[Reply]


Head = LoadHead | StartHead | ResumeHead
Answer = tuple[Suspended | Done | Failed, list[bytes]]

_encoder = msgspec.json.Encoder()
_decoders = {
    Kind.SUSPENDED: msgspec.json.Decoder(Suspended),
    Kind.DONE: msgspec.json.Decoder(Done),
    Kind.FAILED: msgspec.json.Decoder(Failed),
}


_start_heads = msgspec.json.Decoder(StartHead)
_resume_heads = msgspec.json.Decoder(ResumeHead)


def _decode_head(decoder: msgspec.json.Decoder[Decoded], head: bytes, of: str) -> Decoded:
    try:
        return decoder.decode(head)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise AbiBroken(f"the head of {of} is wrong: {error}") from None


def encode(kind: Kind, head: Head | Suspended | Done | Failed, parts: Sequence[Bytes] = ()) -> bytes:
    """One frame. Errors: OverflowError when a part has 4 GiB or more (limits stop that much earlier)."""
    encoded = _encoder.encode(head)
    pieces: list[Bytes] = [HEADER.pack(VERSION, kind, len(parts), len(encoded)), encoded]
    for part in parts:
        pieces.append(LENGTH.pack(len(part)))
        pieces.append(part)
    return b"".join(pieces)


def split(frame: bytes) -> tuple[int, bytes, list[bytes]]:
    """Kind, head and parts of a frame; AbiBroken when the lengths do not add up."""
    if len(frame) < HEADER.size:
        raise AbiBroken(f"a frame has at least {HEADER.size} bytes, got {len(frame)}")
    version, kind, count, head_length = HEADER.unpack_from(frame)
    if version != VERSION:
        raise AbiBroken(f"frame version {VERSION} expected, got {version}")
    if count > MAX_PARTS:
        raise AbiBroken(f"a frame has at most {MAX_PARTS} parts, got {count}")
    at = HEADER.size + head_length
    if at > len(frame):
        raise AbiBroken(f"the head says {head_length} bytes, {len(frame) - HEADER.size} are there")
    head, parts = frame[HEADER.size : at], []
    for index in range(count):
        if at + LENGTH.size > len(frame):
            raise AbiBroken(f"part {index} is missing")
        (length,) = LENGTH.unpack_from(frame, at)
        at += LENGTH.size
        if at + length > len(frame):
            raise AbiBroken(f"part {index} says {length} bytes, {len(frame) - at} are there")
        parts.append(frame[at : at + length])
        at += length
    if at != len(frame):
        raise AbiBroken(f"{len(frame) - at} bytes follow the last part")
    return kind, head, parts


def decode_start(frame: bytes) -> tuple[StartHead, list[bytes]]:
    """Head, seed and argument of a START frame that was kept. Errors: AbiBroken."""
    kind, head, parts = split(frame)
    if kind != Kind.START or len(parts) != 2 or len(parts[0]) != SEED_BYTES:
        raise AbiBroken(f"START with a seed of {SEED_BYTES} bytes and an argument expected")
    return _decode_head(_start_heads, head, "START"), parts


def decode_resume(frame: bytes) -> tuple[ResumeHead, list[bytes]]:
    """Head and bodies of a RESUME frame that was kept. Errors: AbiBroken."""
    kind, head, parts = split(frame)
    if kind != Kind.RESUME:
        raise AbiBroken(f"RESUME expected, got kind {kind}")
    resume = _decode_head(_resume_heads, head, "RESUME")
    for reply in resume.replies:
        if reply.body is not None and not 0 <= reply.body < len(parts):
            raise AbiBroken(f"the reply to call {reply.id} names part {reply.body}, there are {len(parts)}")
    return resume, parts


def decode_answer(frame: bytes) -> Answer:
    """What a guest answered, and the parts. Errors: AbiBroken."""
    kind, head, parts = split(frame)
    decoder = _decoders.get(kind)  # type: ignore[call-overload]
    if decoder is None:
        raise AbiBroken(f"a guest answers with kind 16, 17 or 18, got {kind}")
    answer = _decode_head(decoder, head, "the answer")
    if isinstance(answer, Done) and not parts:
        raise AbiBroken("DONE needs its value as part 0")
    for call in getattr(answer, "calls", ()):
        if call.body is not None and call.body >= len(parts):
            raise AbiBroken(f"call {call.id} names part {call.body}, there are {len(parts)}")
    return answer, parts
