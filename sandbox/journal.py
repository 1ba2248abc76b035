"""The journal of one run: everything that passed between host and guest, so that the run can be replayed exactly.

`sandbox.recording` makes one while a run goes on, `sandbox.journal_file` reads and writes its file, and
`sandbox.replay` runs it again.
"""

from __future__ import annotations

import asyncio
from typing import Annotated, Literal, get_args

import msgspec

from sandbox.errors import AbiBroken, Dropped, Ended, GuestError, GuestFailed, LimitExceeded, Trapped
from sandbox.frames import LogLine, Suspended
from sandbox.hearing import Hearing
from sandbox.limits import Limits
from sandbox.program import Origin
from sandbox.runner import Turn

HOST_LIMITS = frozenset({"turn_cpu_ms", "run_cpu_ms", "guest_memory_bytes"})
"""Limits that depend on the machine and on other runs, not on the guest alone."""

GuestEnd = Literal["done", "failed", "limit", "crashed", "broken"]
HostEnd = Literal["deadline", "cancelled", "dropped", "ended", "host_limit", "stuck", "lost"]
HOST_ENDS: tuple[str, ...] = get_args(HostEnd)
MAX_LIMIT = 2**62
MAX_MEMORY_BYTES = 4 * 1024**3
_Count = Annotated[int, msgspec.Meta(ge=0, le=MAX_LIMIT)]


class JournalUnreadable(Exception):
    """This is no journal, or one that does not hold together; `str()` says where."""


class Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="header"):
    """What was run: `path` is the caller's name for the program, `skerry` the version that recorded it."""

    run: Annotated[str, msgspec.Meta(pattern="^[A-Za-z0-9_-]{1,64}$")]
    path: Annotated[str, msgspec.Meta(max_length=4096)]
    export: Annotated[str, msgspec.Meta(max_length=256)]
    origin: Origin
    limits: Limits
    skerry: Annotated[str, msgspec.Meta(max_length=64)] = ""
    redacted: bool = False


class Sent(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="sent"):
    """A frame that the host gave to the guest: START first, then RESUME."""

    frame: bytes


class End(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="end"):
    """How the run ended, and what it used up to its last answer.

    What the guest did ends it (GuestEnd), and then `error` follows from its last turn; or the host, at this place.
    """

    kind: GuestEnd | HostEnd
    error: str = ""
    turns: _Count = 0
    fuel: _Count = 0
    memory_bytes: _Count = 0
    ms: float = 0.0

    @property
    def by_host(self) -> bool:
        """Whether this end came from outside: another replay could not reach it by itself."""
        return self.kind in HOST_ENDS


class Exchange(msgspec.Struct, frozen=True):
    """A frame and the turn that it led to; None when the host ended the run in mid-turn."""

    sent: bytes
    turn: Turn | None


class Journal(msgspec.Struct, frozen=True):
    """One run."""

    header: Header
    exchanges: tuple[Exchange, ...]
    end: End


class Result(msgspec.Struct, frozen=True):
    """What a run came to: its value (JSON text), its log and error, and what it used."""

    value: bytes
    logs: tuple[LogLine, ...]
    error: str
    fuel: int
    memory_bytes: int
    turns: int


def kind_of_end(error: BaseException | None, hearing: Hearing) -> GuestEnd | HostEnd:
    """Whose doing the end was: what the guest's turns lead to, or what came from outside."""
    match error:
        case None:
            return "done"
        case asyncio.CancelledError():
            return "cancelled"
        case Dropped():
            return "dropped"
        case Ended():
            return "ended"
        case LimitExceeded(setting="wall_ms"):
            return "deadline"
        case LimitExceeded():
            return "limit" if error is hearing.error and error.setting not in HOST_LIMITS else "host_limit"
        case GuestFailed():
            return "failed" if error is hearing.error else "stuck"
        case Trapped():
            return "crashed"
        case AbiBroken():
            return "broken"
    return "lost"


def recorded(journal: Journal) -> Result:
    """What the run came to, by its turns and its end. Errors: JournalUnreadable."""
    hearing = Hearing(journal.header.limits)
    last = len(journal.exchanges) - 1
    for number, exchange in enumerate(journal.exchanges):
        try:
            ended = exchange.turn is None or not isinstance(hearing.hear(exchange.turn)[0], Suspended)
        except GuestError:
            ended = True
        except Dropped:
            raise JournalUnreadable("a run that is gone has no turn") from None
        if ended != (number == last) and not (number == last and journal.end.by_host):
            what = "another follows, though it was the last" if ended else "nothing follows, though it waits"
            raise JournalUnreadable(f"turn {number + 1}: {what}")
    return result_of(hearing, journal.end)


def result_of(hearing: Hearing, end: End) -> Result:
    """What a run came to that ended like this, or that the host ended like this. Errors: JournalUnreadable."""
    usage, error = hearing.usage, hearing.error
    if end.by_host:
        value, text = b"null", end.error
    else:
        if kind_of_end(error, hearing) != end.kind or (error is None and not hearing.done):
            raise JournalUnreadable(f"its turns do not lead to its end ({end.kind})")
        value, text = hearing.value, str(error or "")
    return Result(value, tuple(hearing.logs), text, usage.fuel, usage.memory_bytes, hearing.turns)
