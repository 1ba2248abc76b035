"""Understands a guest's frame as well as can be, and makes a proper one of it: what a decoder does that means well."""

from __future__ import annotations

import itertools
import json
from typing import Any

from sandbox.frames import HEADER, LENGTH, VERSION, Kind
from sandbox.runner import Answered, decode_turn
from sandbox.runner import encode as encode_message
from sandbox.thread_runner import ThreadRunner

KINDS = {Kind.SUSPENDED: Kind.SUSPENDED, Kind.FAILED: Kind.FAILED}
_numbers = itertools.count(1)
"""Numbers for calls: each is new, whatever the guest says."""
LEVELS = ("debug", "info", "warn", "error")


class LenientRunner(ThreadRunner):
    """A runner that puts its guests' frames right before the server sees them."""

    async def start(self, run: int, image: str, frame: bytes, client: str) -> bytes:
        """First turn."""
        return _tidy(await super().start(run, image, frame, client))

    async def resume(self, run: int, frame: bytes) -> bytes:
        """Next turn."""
        return _tidy(await super().resume(run, frame))


def _tidy(data: bytes) -> bytes:
    turn = decode_turn(data)
    if not isinstance(turn, Answered):
        return data
    return encode_message(Answered(tidy_frame(turn.frame), turn.usage))


def tidy_frame(frame: bytes) -> bytes:
    """A frame that the server accepts, with what this one seems to mean."""
    frame = frame.ljust(HEADER.size, b"\0")
    _, kind, count, head_length = HEADER.unpack_from(frame)
    head = _head(frame[HEADER.size : HEADER.size + head_length])
    parts = _parts(frame[HEADER.size + head_length :], count) or [b"{}"]
    encoded = json.dumps(_tidy_head(head, len(parts))).encode()
    body = b"".join(LENGTH.pack(len(part)) + part for part in parts[:1024])
    return HEADER.pack(VERSION, KINDS.get(kind, Kind.DONE), len(parts[:1024]), len(encoded)) + encoded + body


def _parts(rest: bytes, count: int) -> list[bytes]:
    parts: list[bytes] = []
    while len(rest) >= LENGTH.size and len(parts) < max(count, 1):
        (length,) = LENGTH.unpack_from(rest)
        parts.append(rest[LENGTH.size : LENGTH.size + length])
        rest = rest[LENGTH.size + length :]
    return [part.decode(errors="replace").encode() for part in parts[:1]] + parts[1:]


def _head(data: bytes) -> dict[str, Any]:
    try:
        head = json.loads(data.decode(errors="replace"))
    except ValueError:
        return {}
    return head if isinstance(head, dict) else {}


def _tidy_head(head: dict[str, Any], parts: int) -> dict[str, Any]:
    calls = [_tidy_call(call, parts) for call in _list(head, "calls")]
    logs = [[line[0] if line[0] in LEVELS else "info", str(line[1])] for line in _list(head, "logs")]
    wake = head.get("wake")
    wakes = {"wake": min(max(float(wake), 0), 2.0**53)} if isinstance(wake, int | float) else {}
    kept: dict[str, Any] = {key: str(head[key]) for key in ("name", "message", "stack") if key in head}
    return {"calls": calls, "logs": logs, **wakes, **kept}


def _list(head: dict[str, Any], key: str) -> list[Any]:
    found = head.get(key)
    return found if isinstance(found, list) else []


def _tidy_call(call: dict[str, Any], parts: int) -> dict[str, Any]:
    body = call.get("body")
    bodies = {"body": body} if isinstance(body, int) and 0 <= body < parts else {}
    return {"id": next(_numbers), "op": str(call.get("op", ""))[:64], "args": call.get("args"), **bodies}
