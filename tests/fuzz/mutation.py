"""Mutations of guest frames that keep them frames: lengths that add up, a head that is JSON. The rest is fair game."""

from __future__ import annotations

import json
from random import Random
from typing import Any

from sandbox.errors import AbiBroken
from sandbox.frames import HEADER, LENGTH, VERSION, split

KINDS = (16, 17, 18)
KEYS = ("calls", "cancel", "wake", "logs", "name", "message", "stack", "id", "op", "args", "body", "unknown")
VALUES: tuple[Any, ...] = (
    *(None, True, -1, 0, 1, 2, 1023, 1024, 2**31, 2**53, 2**53 + 1, 2**64, 1.5, 1e308, -0.0),
    *("", "fetch", "cache.get", "debug", "x" * 65, "\ud800", "\0", [], {}, [[]], [["info", "x"]], [["loud", "x"]]),
    {"id": 1, "op": "fetch", "args": {"url": "https://a.test/"}, "body": 0},
)


def mutate(frame: bytes, random: Random) -> bytes:
    """A frame near this one; one in eight is damaged as bytes instead."""
    if random.random() < 0.125:
        return _damaged(frame, random)
    try:
        kind, head, parts = split(frame)
        members = json.loads(head)
    except (AbiBroken, ValueError, RecursionError):
        return _damaged(frame, random)
    for _ in range(random.randint(1, 4)):
        what = random.randrange(8)
        if what == 0:
            kind = random.choice(KINDS)
        elif what == 1:
            parts.append(random.randbytes(random.choice((0, 1, 40))))
        elif what == 2 and parts:
            parts.pop(random.randrange(len(parts)))
        elif what == 3 and parts:
            parts[random.randrange(len(parts))] = json.dumps(random.choice(VALUES)).encode()
        else:
            members = _changed(members, random, 0)
    return _framed(kind, json.dumps(members).encode(), parts)


def _changed(value: Any, random: Random, depth: int) -> Any:
    """The value with one place in it changed."""
    if depth > 6 or random.random() < 0.2:
        return random.choice(VALUES)
    if isinstance(value, dict):
        key = random.choice((*value, *KEYS))
        if key in value and random.random() < 0.2:
            return {name: each for name, each in value.items() if name != key}
        return {**value, key: _changed(value.get(key), random, depth + 1)}
    if isinstance(value, list):
        if not value or random.random() < 0.4:
            return [*value, *value, random.choice(VALUES)][: random.randint(0, 70)]
        index = random.randrange(len(value))
        return [*value[:index], _changed(value[index], random, depth + 1), *value[index + 1 :]]
    return random.choice(VALUES)


def _framed(kind: int, head: bytes, parts: list[bytes]) -> bytes:
    pieces = [HEADER.pack(VERSION, kind, len(parts) % 65536, len(head)), head]
    for part in parts:
        pieces += [LENGTH.pack(len(part)), part]
    return b"".join(pieces)


def _damaged(frame: bytes, random: Random) -> bytes:
    damaged = bytearray(frame or b"\1")
    for _ in range(random.randint(1, 6)):
        at = random.randrange(len(damaged))
        match random.randrange(4):
            case 0:
                damaged[at] = random.randrange(256)
            case 1:
                damaged[at:at] = random.randbytes(random.randint(1, 8))
            case 2:
                del damaged[at : at + random.randint(1, 8)]
                damaged = damaged or bytearray(b"\1")
            case _:
                damaged[at] ^= 1 << random.randrange(8)
    return bytes(damaged)
