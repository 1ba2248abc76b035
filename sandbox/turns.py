"""The turn loop: a run as a conversation with its guest. What the guest may ask for is one object, its Permission."""

from __future__ import annotations

import asyncio
import itertools
import logging
import math
import os
import time
from collections.abc import Callable, Collection
from typing import Protocol

import msgspec

from sandbox.errors import Ended, GuestError, GuestFailed, LimitExceeded
from sandbox.frames import (
    SEED_BYTES,
    Bytes,
    Done,
    Kind,
    LogLine,
    Reply,
    ReplyError,
    ResumeHead,
    StartHead,
    Suspended,
    encode,
)
from sandbox.hearing import Hearing
from sandbox.limits import Limits
from sandbox.recording import Recording
from sandbox.runner import Gone, Runner, Usage, decode_turn

log = logging.getLogger(__name__)
_run_numbers = itertools.count(1)

FRAME_OVERHEAD = 64
NEARLY_ALL = 0.95
"""Share of wall_ms that a run of an idle server gets, or more: what came before it need not be told."""
REPLY_OVERHEAD = 80
"""Bytes around a reply's own: `{"id": 9007199254740991, "value": , "body": 1023}`, and a part's length."""


class Call(msgspec.Struct, frozen=True):
    """What a guest asks for; `args` is JSON text."""

    id: int
    op: str
    args: bytes
    body: bytes | None = None


class Granted(msgspec.Struct, frozen=True):
    """The answer to a call: a value (JSON text), perhaps with a body. `passed_on` is called once it is in a frame."""

    value: bytes = b"null"
    body: Bytes | None = None
    passed_on: Callable[[], None] | None = None


class CallFailed(Exception):
    """The call was refused or did not work; the guest sees an error of this name and message."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name = name
        self.message = message


class Permission(Protocol):
    """What one run may do: it performs the run's calls, or refuses them."""

    async def perform(self, call: Call) -> Granted:
        """Errors: CallFailed; Ended, which ends the run. Cancelled when the run ends or the guest wants no reply."""


class CallRecord(msgspec.Struct, frozen=True):
    """A call that was made, for whoever looks at the run afterwards; `error` is empty when it worked."""

    op: str
    args: msgspec.Raw
    ms: float
    error: str = ""


class Outcome(msgspec.Struct, frozen=True):
    """How a run ended: with a value (JSON text) or an error; and what it used."""

    value: bytes
    error: GuestError | None
    logs: tuple[LogLine, ...]
    calls: tuple[CallRecord, ...]
    usage: Usage
    turns: int
    ms: float


class Request(msgspec.Struct, frozen=True):
    """What to run: an image's id, the name of its export, the argument (JSON text), and whose share of CPU it uses.

    `deadline` is a time of the event loop's clock; without it the run has `limits.wall_ms`.
    """

    image: str
    export: str
    argument: bytes
    client: str = ""
    deadline: float | None = None


async def converse(
    runner: Runner,
    request: Request,
    permission: Permission,
    limits: Limits,
    *,
    clock: Callable[[], float] = time.time,
    entropy: Callable[[int], bytes] = os.urandom,
    recording: Recording | None = None,
) -> Outcome:
    """Runs a program to its end. Guest errors are in the outcome; errors: Dropped, when the runner lost the run.

    What passes is kept in `recording`, which is closed whatever happens.
    """
    conversation = _Conversation(runner, request, permission, limits, clock, recording)
    began = time.perf_counter()
    value = b"null"
    error: GuestError | None = None
    now = asyncio.get_running_loop().time()
    deadline = now + limits.wall_ms / 1000 if request.deadline is None else request.deadline
    try:
        async with asyncio.timeout_at(deadline):
            value = await conversation.run(entropy(SEED_BYTES))
    except TimeoutError:
        error = _late((time.perf_counter() - began) * 1000, (deadline - now) * 1000, limits)
    except GuestError as failure:
        error = failure
    except BaseException as failure:
        conversation.close(failure, (time.perf_counter() - began) * 1000)
        raise
    milliseconds = (time.perf_counter() - began) * 1000
    conversation.close(error, milliseconds)
    return conversation.outcome(value, error, milliseconds)


def _late(used_ms: float, allowed_ms: float, limits: Limits) -> LimitExceeded:
    """The run took longer than it was given: `wall_ms`, or what its request had left of that."""
    if allowed_ms >= limits.wall_ms * NEARLY_ALL:
        return LimitExceeded("wall_ms", math.ceil(used_ms), limits.wall_ms)
    allowed = max(0, round(allowed_ms))
    return LimitExceeded("wall_ms", math.ceil(used_ms), allowed, f", what was left of {limits.wall_ms:,} ms")


class _Conversation:
    """The state of one run on the server's side. Counters and clocks are the server's own."""

    def __init__(
        self,
        runner: Runner,
        request: Request,
        permission: Permission,
        limits: Limits,
        clock: Callable[[], float],
        recording: Recording | None,
    ) -> None:
        self._runner = runner
        self._request = request
        self._permission = permission
        self._limits = limits
        self._clock = clock
        self._recording = recording
        self._run = next(_run_numbers)
        self._now = 0
        self._hearing = Hearing(limits)
        self._records: list[CallRecord] = []
        self._pending: dict[asyncio.Task[Granted | ReplyError], int] = {}
        self._places = asyncio.Semaphore(limits.calls_in_flight)

    async def run(self, seed: bytes) -> bytes:
        head = StartHead(self._tell_time(), self._request.export, self._limits.log_bytes)
        frame = self._fitting(encode(Kind.START, head, [seed, self._request.argument]))
        if self._recording:
            self._recording.sent(frame)
        turn = await self._runner.start(self._run, self._request.image, frame, self._request.client)
        while True:
            answer, parts = self._hear(turn)
            if isinstance(answer, Done):
                self._cancel_calls()
                self._begin_calls(answer, parts)
                await self._finish_calls()
                return parts[0]
            self._cancel_calls(answer.cancel)
            self._begin_calls(answer, parts)
            frame = await self._next_frame(answer)
            if self._recording:
                self._recording.sent(frame)
            turn = await self._runner.resume(self._run, frame)

    def _fitting(self, frame: bytes) -> bytes:
        """Errors: LimitExceeded."""
        if len(frame) > self._limits.frame_bytes:
            raise LimitExceeded("frame_bytes", len(frame), self._limits.frame_bytes)
        return frame

    def _tell_time(self, at_least: float = 0) -> int:
        """Milliseconds since the epoch; never goes back within a run."""
        self._now = max(self._now, int(self._clock() * 1000), math.ceil(at_least))
        return self._now

    def _hear(self, data: bytes) -> tuple[Suspended | Done, list[bytes]]:
        turn = decode_turn(data)
        if self._recording and not isinstance(turn, Gone):
            self._recording.heard(data)
        return self._hearing.hear(turn)

    # Calls

    def _begin_calls(self, answer: Suspended | Done, parts: list[bytes]) -> None:
        for call in answer.calls:
            body = None if call.body is None else parts[call.body]
            task = asyncio.create_task(self._perform(Call(call.id, call.op, bytes(call.args), body)))
            self._pending[task] = call.id

    def _cancel_calls(self, numbers: Collection[int] | None = None) -> None:
        """Gives up these calls, or all that wait."""
        for task, number in list(self._pending.items()):
            if numbers is None or number in numbers:
                del self._pending[task]
                task.cancel()

    async def _perform(self, call: Call) -> Granted | ReplyError:
        async with self._places:
            began = time.perf_counter()
            error = ""
            try:
                return await self._permission.perform(call)
            except CallFailed as failure:
                error = failure.message
                return ReplyError(failure.name, failure.message)
            except asyncio.CancelledError:
                error = "cancelled"
                raise
            except Ended as end:
                error = str(end)
                raise
            except Exception:
                log.exception("a call failed inside the server")
                error = "the server could not perform this call; its log says why"
                return ReplyError("Error", error)
            finally:
                milliseconds = (time.perf_counter() - began) * 1000
                self._records.append(CallRecord(call.op, msgspec.Raw(call.args), milliseconds, error))

    async def _finish_calls(self) -> None:
        """The calls of the guest's last turn are carried out; their replies interest nobody. Errors: Ended."""
        if self._pending:
            for task in (await asyncio.wait(self._pending))[0]:
                _granted(task)

    async def _next_frame(self, answer: Suspended) -> bytes:
        if not self._pending and answer.wake is None:
            raise GuestFailed("", "it waits for a promise that nothing can settle any more")
        replies: list[Reply] = []
        parts: list[Bytes] = []
        passed: list[Callable[[], None]] = []
        size = FRAME_OVERHEAD
        for task in sorted(await self._wait(answer.wake), key=self._pending.__getitem__):
            granted = _granted(task)
            size += _size(granted)
            if replies and size > self._limits.frame_bytes:
                break  # the others come with the next turn, which does not wait
            replies.append(_reply(self._pending.pop(task), granted, parts))
            if isinstance(granted, Granted) and granted.passed_on is not None:
                passed.append(granted.passed_on)
        at_least = 0.0 if replies or answer.wake is None else answer.wake
        frame = self._fitting(encode(Kind.RESUME, ResumeHead(self._tell_time(at_least), replies), parts))
        for pass_on in passed:
            pass_on()
        return frame

    async def _wait(self, wake: float | None) -> set[asyncio.Task[Granted | ReplyError]]:
        seconds = None if wake is None else max(0.0, wake / 1000 - self._clock())
        if not self._pending:
            await asyncio.sleep(seconds or 0)
            return set()
        done, _ = await asyncio.wait(self._pending, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        return done

    def close(self, error: BaseException | None, milliseconds: float) -> None:
        for task in self._pending:
            if not task.cancel() and not task.cancelled():
                task.exception()  # the run has ended already; asyncio would complain that nobody asked
        self._runner.drop(self._run)
        if self._recording:
            self._recording.close(error, self._hearing, milliseconds)

    def outcome(self, value: bytes, error: GuestError | None, milliseconds: float) -> Outcome:
        heard = self._hearing
        return Outcome(value, error, tuple(heard.logs), tuple(self._records), heard.usage, heard.turns, milliseconds)


def _granted(task: asyncio.Task[Granted | ReplyError]) -> Granted | ReplyError:
    """What a finished call came to. One that was cancelled from inside the server must not cancel the run."""
    return ReplyError("Error", "the call was cancelled") if task.cancelled() else task.result()


def _size(granted: Granted | ReplyError) -> int:
    """Bytes that a reply takes in a frame, about; never less than it does."""
    if isinstance(granted, ReplyError):
        return REPLY_OVERHEAD + 6 * (len(granted.name) + len(granted.message))
    return REPLY_OVERHEAD + len(granted.value) + len(granted.body or b"")


def _reply(number: int, granted: Granted | ReplyError, parts: list[Bytes]) -> Reply:
    if isinstance(granted, ReplyError):
        return Reply(number, error=granted)
    if granted.body is None:
        return Reply(number, msgspec.Raw(granted.value))
    parts.append(granted.body)
    return Reply(number, msgspec.Raw(granted.value), len(parts) - 1)
