"""What a scenario is made of."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from enum import StrEnum

import msgspec


class Measure(StrEnum):
    """What two contenders are compared by."""

    TIME = "time"
    """Of one operation: less is better."""
    RATE = "rate"
    """Operations per second: more is better."""
    CPU = "CPU"
    """Of one operation, all threads of the process: less is better, and the least noisy of the three."""


class Block(msgspec.Struct, frozen=True):
    """Operations of one contender, done without a pause: the time of each, of all, and the CPU used; in seconds."""

    seconds: tuple[float, ...]
    wall: float
    cpu: float


class Contender(msgspec.Struct, frozen=True):
    """Somebody who does the work. `work` does that many operations, `size` is how many make a block."""

    name: str
    work: Callable[[int], Awaitable[Block]]
    size: int


class Comparison(msgspec.Struct, frozen=True):
    """How much of the peer's time (or rate, or CPU) the subject has."""

    subject: str
    peer: str
    measure: Measure


class Lineup(msgspec.Struct, frozen=True):
    """Who takes part, in the order of their turns, and what is worth comparing."""

    contenders: tuple[Contender, ...]
    comparisons: tuple[Comparison, ...]


class Scenario(msgspec.Struct, frozen=True):
    """One benchmark. `open` starts what it needs; `rounds` is how often each contender has its turn."""

    name: str
    title: str
    open: Callable[[], AbstractAsyncContextManager[Lineup]]
    rounds: int


def against(subject: str, peer: str, *measures: Measure) -> tuple[Comparison, ...]:
    """The same two compared by several measures."""
    return tuple(Comparison(subject, peer, measure) for measure in measures)
