"""What is fuzzed: the decoder of guest frames alone, and the listener that holds what a guest says against limits."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import msgspec

from sandbox import frames, hearing
from sandbox.errors import AbiBroken, GuestError
from sandbox.frames import Call, Done, Failed, Kind, Suspended, decode_answer, encode
from sandbox.hearing import Hearing
from sandbox.javascript import OUT_OF_MEMORY
from sandbox.limits import Limits
from sandbox.runner import Answered, Usage

FETCH = Call(1, "fetch", msgspec.Raw(b'{"url":"https://a.test/","method":"GET","headers":[["a","b"]]}'), 0)
SEEDS = (
    encode(Kind.SUSPENDED, Suspended([FETCH, Call(2, "cache.get", msgspec.Raw(b'{"key":"k"}'))]), [b"body"]),
    encode(Kind.SUSPENDED, Suspended([], [1, 2], 1_700_000_000_000.5, [("info", "line"), ("error", "\u20ac")])),
    encode(Kind.DONE, Done([Call(3, "cache.set", msgspec.Raw(b'{"key":"k","value":1}'))]), [b'{"results":[]}']),
    encode(Kind.DONE, Done([], [("debug", "end")]), [b"null", b"more"]),
    encode(Kind.SUSPENDED, Suspended(logs=[("info", "x" * 100)])),
    encode(Kind.FAILED, Failed("InternalError", OUT_OF_MEMORY)),
    encode(Kind.FAILED, Failed("TypeError", "x is not a function", "at ./x.js:1:2", [("warn", "w")])),
)
"""Frames as guests send them."""


class Target(msgspec.Struct, frozen=True):
    """`check` takes one frame and raises for whatever must not happen; `module` is the code whose coverage counts."""

    name: str
    check: Callable[[bytes], None]
    module: ModuleType
    functions: tuple[str, ...]
    """Where a frame passes: what the lines are counted in."""
    unreachable: int = 0
    """How many of these lines are for turns that carry no frame."""


def check_decoder(frame: bytes) -> None:
    """A frame is decoded or refused by AbiBroken; what is decoded lies inside it and says the same a second time."""
    try:
        answer, parts = decode_answer(frame)
    except AbiBroken:
        return
    assert sum(map(len, parts)) <= len(frame)
    for call in [] if isinstance(answer, Failed) else answer.calls:
        assert call.body is None or call.body < len(parts)
        assert 1 <= call.id <= 2**53
        assert len(call.op) <= 64
    again, same = decode_answer(encode(Kind(frame[1]), answer, parts))
    assert same == parts
    assert msgspec.json.encode(again) == msgspec.json.encode(answer)


_LIMITS = Limits(turns=4, calls=1, log_bytes=64)


def check_hearing(frame: bytes) -> None:
    """Whatever a guest answers, turn after turn, it is understood within limits or ends as the guest's own error."""
    heard = Hearing(_LIMITS)
    for _ in range(_LIMITS.turns + 1):
        try:
            heard.hear(Answered(frame, Usage()))
        except GuestError:
            break
        if heard.done:
            break
    else:
        raise AssertionError(f"{_LIMITS.turns} turns are allowed, it took more")
    assert sum(len(text.encode()) for _, text in heard.logs) <= _LIMITS.log_bytes


_HEARING = ("hear", "_hear", "_failure", "_keep_logs", "_count_calls")
TARGETS = {
    target.name: target
    for target in (
        Target("frames", check_decoder, frames, ("split", "decode_answer")),
        Target("hearing", check_hearing, hearing, tuple(f"Hearing.{name}" for name in _HEARING), unreachable=2),
    )
}
