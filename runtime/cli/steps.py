"""One turn of a journal in words: what the host told the guest, what the guest answered, what it cost."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from sandbox.errors import AbiBroken
from sandbox.frames import Done, Failed, Reply, Suspended, decode_answer, decode_resume, decode_start
from sandbox.replay import Replayed
from sandbox.runner import Answered, Turn, to_error, usage_of

MOST_TEXT = 200


class _Response(msgspec.Struct):
    """The part of a fetch's reply that is shown."""

    status: int


class Steps:
    """Tells turns in order; times count from the first, fuel from the turn before."""

    def __init__(self) -> None:
        self._began = 0
        self._fuel = 0

    def lines(self, replayed: Replayed) -> Iterator[str]:
        """A turn's lines; what was replayed counts, or else what was recorded."""
        turn = replayed.turn or replayed.exchange.turn
        first = replayed.number == 1
        told = self._start(replayed.exchange.sent) if first else self._resume(replayed.exchange.sent)
        yield f"turn {replayed.number}: {told}{self._cost(turn)}"
        if turn is None:
            yield "  the host ended the run in this turn"
        elif not isinstance(turn, Answered):
            yield f"  {to_error(turn)}"
        else:
            yield from (f"  {line}" for line in self._answer(turn.frame))

    def _cost(self, turn: Turn | None) -> str:
        if turn is None:
            return ""
        usage = usage_of(turn)
        burnt, self._fuel = usage.fuel - self._fuel, usage.fuel
        return f" ({burnt:,} fuel, {usage.memory_bytes / 1024 / 1024:.1f} MiB)"

    def _start(self, frame: bytes) -> str:
        head, parts = decode_start(frame)
        self._began = head.now
        return f"{head.export} is called with {len(parts[1]):,} bytes"

    def _resume(self, frame: bytes) -> str:
        head, bodies = decode_resume(frame)
        replies = [_reply(reply, bodies) for reply in head.replies] or ["the time it waited for"]
        return f"after {head.now - self._began:,} ms: {'; '.join(replies)}"

    def _answer(self, frame: bytes) -> Iterator[str]:
        try:
            answer, parts = decode_answer(frame)
        except AbiBroken as error:
            yield str(error)
            return
        for level, line in answer.logs:
            yield f"log {level}: {_short(line)}"
        if isinstance(answer, Failed):
            yield f"it fails: {answer.name}: {_short(answer.message)}"
            return
        for call in answer.calls:
            body = "" if call.body is None else f", body {len(parts[call.body]):,} bytes"
            yield f"call {call.id}: {call.op} {_short(bytes(call.args).decode(errors='backslashreplace'))}{body}"
        if isinstance(answer, Done):
            yield f"it is done: {_short(parts[0].decode(errors='backslashreplace'))}"
        else:
            yield from self._waiting(answer)

    def _waiting(self, answer: Suspended) -> Iterator[str]:
        if answer.cancel:
            yield f"it gives up call {', '.join(map(str, answer.cancel))}"
        if answer.wake is not None:
            yield f"it waits, at most until {answer.wake - self._began:,.0f} ms"
        else:
            yield "it waits"


def _reply(reply: Reply, bodies: list[bytes]) -> str:
    if reply.error is not None:
        return f"call {reply.id} failed: {reply.error.name}: {_short(reply.error.message)}"
    body = "" if reply.body is None else f", body {len(bodies[reply.body]):,} bytes"
    try:
        status = f"status {msgspec.json.decode(reply.value, type=_Response).status}"
    except (msgspec.DecodeError, UnicodeDecodeError):
        status = f"{len(bytes(reply.value)):,} bytes"
    return f"reply to call {reply.id}: {status}{body}"


def _short(text: str) -> str:
    return text if len(text) <= MOST_TEXT else f"{text[:MOST_TEXT]}... ({len(text):,} characters)"
