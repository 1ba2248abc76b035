"""What a guest has said so far in one run, held against the limits. Pure: the same turns give the same."""

from __future__ import annotations

from sandbox.errors import AbiBroken, GuestError, GuestFailed, LimitExceeded
from sandbox.frames import Done, Failed, LogLine, Suspended, decode_answer
from sandbox.javascript import OUT_OF_MEMORY
from sandbox.limits import Limits
from sandbox.runner import Answered, Gone, Turn, Usage, to_error, usage_of

OUT_OF_MEMORY_ERRORS = ("RangeError", "InternalError", "TypeError")
"""What the engine throws then; an error of another name that says so is the program's own."""
NEARLY_FULL_BYTES = 1024 * 1024


class Hearing:
    """Listens to the turns of one run, in order. `usage` is that of the last one; `value` is JSON text."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.turns = 0
        self.usage = Usage()
        self.logs: list[LogLine] = []
        self.done = False
        self.value = b"null"
        self.error: GuestError | None = None
        self._log_bytes = 0
        self._calls: set[int] = set()

    def hear(self, turn: Turn) -> tuple[Suspended | Done, list[bytes]]:
        """What the guest wants now, and the parts of its frame. Errors: GuestError, kept in `error`; Dropped."""
        try:
            answer, parts = self._hear(turn)
        except GuestError as error:
            self.error = error
            raise
        if isinstance(answer, Done):
            self.done, self.value = True, parts[0]
        return answer, parts

    def _hear(self, turn: Turn) -> tuple[Suspended | Done, list[bytes]]:
        if isinstance(turn, Gone):
            raise to_error(turn)
        self.turns += 1
        self.usage = usage_of(turn)
        if not isinstance(turn, Answered):
            raise to_error(turn)
        answer, parts = decode_answer(turn.frame)
        self._keep_logs(answer.logs)
        if isinstance(answer, Failed):
            raise self._failure(answer)
        if isinstance(answer, Suspended) and self.turns >= self._limits.turns:
            raise LimitExceeded("turns", self.turns + 1, self._limits.turns)
        self._count_calls(answer)
        return answer, parts

    def _failure(self, answer: Failed) -> GuestError:
        said = OUT_OF_MEMORY in answer.message and answer.name in OUT_OF_MEMORY_ERRORS
        if said or self._has_no_room_to_say_so(answer):
            return LimitExceeded("memory_bytes", self.usage.memory_bytes, self._limits.memory_bytes)
        return GuestFailed(answer.name, answer.message, answer.stack)

    def _has_no_room_to_say_so(self, answer: Failed) -> bool:
        """The engine throws null when there is no memory left for an error."""
        left = self._limits.memory_bytes - self.usage.memory_bytes
        return (answer.name, answer.message) == ("", "null") and left < NEARLY_FULL_BYTES

    def _keep_logs(self, lines: list[LogLine]) -> None:
        for line in lines:
            self._log_bytes += len(line[1].encode()) + 1
            if self._log_bytes > self._limits.log_bytes:
                raise LimitExceeded("log_bytes", self._log_bytes, self._limits.log_bytes)
            self.logs.append(line)

    def _count_calls(self, answer: Suspended | Done) -> None:
        for call in answer.calls:
            if call.id in self._calls:
                raise AbiBroken(f"call id {call.id} is used twice")
            self._calls.add(call.id)
            if len(self._calls) > self._limits.calls:
                raise LimitExceeded("calls", len(self._calls), self._limits.calls)
