"""The seam: what runs programs, seen from the server. Only bytes pass: it can be threads, a process or a socket.

A Runner takes a program (`sandbox.program.encode_program`), START and RESUME frames, and gives back a `Turn` for each,
encoded. What a turn says is decoded in the server alone; the frame inside is the guest's and hostile.
"""

from __future__ import annotations

from typing import Protocol

import msgspec

from sandbox.errors import AbiBroken, Dropped, GuestError, LimitExceeded, ProgramRefused, Trapped
from sandbox.program import Image, Moment


class Usage(msgspec.Struct, frozen=True):
    """What the run has used so far: fuel, CPU in ns, its linear memory in bytes."""

    fuel: int = 0
    cpu_ns: int = 0
    memory_bytes: int = 0


class Answered(msgspec.Struct, frozen=True, tag="answered"):
    """The guest answered with this frame."""

    frame: bytes
    usage: Usage


class Limited(msgspec.Struct, frozen=True, tag="limited"):
    """The run hit a limit and is gone."""

    setting: str
    used: int
    allowed: int
    usage: Usage


class Crashed(msgspec.Struct, frozen=True, tag="crashed"):
    """The run trapped and is gone; `reason` is wasmtime's."""

    reason: str
    usage: Usage


class Broken(msgspec.Struct, frozen=True, tag="broken"):
    """The guest's answer does not lie in its memory or the like; the run is gone."""

    rule: str
    usage: Usage


class Gone(msgspec.Struct, frozen=True, tag="gone"):
    """There is no such run: it was dropped, or never was."""


Turn = Answered | Limited | Crashed | Broken | Gone


class Prepared(msgspec.Struct, frozen=True, tag="prepared"):
    """The program can be started by its image's id."""

    image: Image


class Refused(msgspec.Struct, frozen=True, tag="refused"):
    """The program cannot be prepared."""

    reason: str


class Runner(Protocol):
    """Prepares programs and takes their turns. Each method may be called from the event loop only."""

    async def prepare(self, program: bytes, moment: Moment | None = None) -> bytes:
        """Encoded Prepared or Refused. The program is loaded now, or as it was loaded at another moment."""

    async def start(self, run: int, image: str, frame: bytes, client: str) -> bytes:
        """First turn of a new run in a fresh instance; an encoded Turn. `client` is whose share of the CPU it uses."""

    async def resume(self, run: int, frame: bytes) -> bytes:
        """Next turn; an encoded Turn."""

    def drop(self, run: int) -> None:
        """Ends the run and frees its memory, in mid-turn too; unknown runs are ignored."""

    def release(self, image: str) -> None:
        """Forgets an image; runs that use it go on."""

    async def close(self) -> None:
        """Drops all runs and images."""


encode = msgspec.msgpack.Encoder().encode
_turns: msgspec.msgpack.Decoder[Turn] = msgspec.msgpack.Decoder(Turn)
_preparations: msgspec.msgpack.Decoder[Prepared | Refused] = msgspec.msgpack.Decoder(Prepared | Refused)


def decode_turn(data: bytes) -> Turn:
    """How a turn ended. Errors: msgspec.DecodeError, which only a broken runner causes."""
    return _turns.decode(data)


def usage_of(turn: Turn) -> Usage:
    """What the run has used; nothing is known of one that is gone."""
    return Usage() if isinstance(turn, Gone) else turn.usage


def to_error(turn: Limited | Crashed | Broken | Gone) -> GuestError | Dropped:
    """The exception for a turn that gave no answer."""
    match turn:
        case Limited(setting, used, allowed):
            return LimitExceeded(setting, used, allowed)
        case Crashed(reason):
            return Trapped(reason)
        case Broken(rule):
            return AbiBroken(rule)
        case Gone():
            return Dropped("the run was dropped")


def decode_preparation(data: bytes) -> Image:
    """The image. Errors: ProgramRefused."""
    answer = _preparations.decode(data)
    if isinstance(answer, Refused):
        raise ProgramRefused(answer.reason)
    return answer.image
