"""What differs between two turns, in words: one that was recorded, and the same one now."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import msgspec

from sandbox.errors import AbiBroken
from sandbox.frames import Call, Done, Failed, Suspended, decode_answer
from sandbox.runner import Answered, Turn, to_error, usage_of

SHOWN = 60
"""Characters before and behind the first that differs."""
NOTHING = "(nothing)"


class Difference(msgspec.Struct, frozen=True):
    """Something that is not as it was recorded: fuel, memory, end, calls, cancel, wake, logs, output."""

    what: str
    recorded: str
    replayed: str

    def __str__(self) -> str:
        return f"{self.what}: recorded {self.recorded}, now {self.replayed}"


def differences(before: Turn, now: Turn) -> Iterator[Difference]:
    """What is not the same in two turns; CPU time, which never is, does not count."""
    used, uses = usage_of(before), usage_of(now)
    if used.fuel != uses.fuel:
        yield Difference("fuel", f"{used.fuel:,}", f"{uses.fuel:,}")
    if used.memory_bytes != uses.memory_bytes:
        yield Difference("memory", f"{used.memory_bytes:,} bytes", f"{uses.memory_bytes:,} bytes")
    (one, parts), (other, others) = _answer(before), _answer(now)
    if one is None or other is None or type(one) is not type(other):
        yield from _differ("the turn", _describe(before, one), _describe(now, other))
        return
    found = [*_heads(one, other), *_bodies(isinstance(one, Done), parts, others)]
    yield from found
    if not found and isinstance(before, Answered) and isinstance(now, Answered) and before.frame != now.frame:
        yield Difference("the frame", f"{len(before.frame):,} bytes", f"{len(now.frame):,} other bytes")


def _describe(turn: Turn, answer: Suspended | Done | Failed | None) -> str:
    match answer:
        case Suspended():
            return "it waits"
        case Done():
            return "it is done"
        case Failed(name, message):
            return f"it fails: {name}: {message}"
    return f"it broke the ABI ({len(turn.frame)} bytes)" if isinstance(turn, Answered) else str(to_error(turn))


def _heads(one: Suspended | Done | Failed, other: Suspended | Done | Failed) -> Iterator[Difference]:
    if isinstance(one, Failed) and isinstance(other, Failed):
        yield from _differ("the error", f"{one.name}: {one.message}", f"{other.name}: {other.message}")
        yield from _differ("the stack", one.stack, other.stack)
    elif not isinstance(one, Failed) and not isinstance(other, Failed):
        yield from _lists("call", [_call(call) for call in one.calls], [_call(call) for call in other.calls])
    if isinstance(one, Suspended) and isinstance(other, Suspended):
        yield from _differ("the calls it gives up", str(one.cancel), str(other.cancel))
        yield from _differ("the time it waits for", str(one.wake), str(other.wake))
    yield from _lists("log line", [" ".join(line) for line in one.logs], [" ".join(line) for line in other.logs])


def _call(call: Call) -> str:
    return f"{call.id} {call.op} {_readable(call.args)}"


def _bodies(is_done: bool, parts: list[bytes], others: list[bytes]) -> Iterator[Difference]:
    for number, (one, other) in enumerate(itertools.zip_longest(parts, others, fillvalue=b"")):
        name = "the output" if is_done and number == 0 else f"body {number}"
        if one != other:
            yield from _differ(name, _readable(one), _readable(other))


def _readable(data: bytes | msgspec.Raw) -> str:
    return bytes(data).decode(errors="backslashreplace")


def _lists(what: str, one: list[str], other: list[str]) -> Iterator[Difference]:
    for number, (left, right) in enumerate(itertools.zip_longest(one, other, fillvalue=NOTHING), 1):
        yield from _differ(f"{what} {number}", left, right)


def _differ(what: str, one: str, other: str) -> Iterator[Difference]:
    """The places around the first character that is not the same."""
    if one == other:
        return
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    yield Difference(what, _around(one, same), _around(other, same))


def _around(text: str, at: int) -> str:
    begin, end = max(0, at - SHOWN), at + SHOWN
    return f"{'...' if begin else ''}{text[begin:end]}{'...' if end < len(text) else ''}" or NOTHING


def waits_for(turn: Turn | None) -> tuple[tuple[int, str], ...] | None:
    """Number and op of each call of a turn that waits; None if it does not."""
    answer = _answer(turn)[0] if turn is not None else None
    return tuple((call.id, call.op) for call in answer.calls) if isinstance(answer, Suspended) else None


def _answer(turn: Turn) -> tuple[Suspended | Done | Failed | None, list[bytes]]:
    """What the guest said; None if it is no answer."""
    if not isinstance(turn, Answered):
        return None, []
    try:
        return decode_answer(turn.frame)
    except AbiBroken:
        return None, []
