"""What a scenario is made of."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
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
    """Of one operation, all threads and processes: less is better, and the least noisy of the three."""


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


class Fact(msgspec.Struct, frozen=True):
    """What is not a time of an operation: memory, disk, pages, seconds until something was there."""

    subject: str
    what: str
    value: float
    unit: str


async def no_facts() -> Sequence[Fact]:
    """Most scenarios have none."""
    return ()


class Lineup(msgspec.Struct, frozen=True):
    """Who takes part, in the order of their turns, and what is worth comparing.

    `missing` says in a line each which peers cannot take part; comparisons with them are left out. `facts` is asked
    when all have been measured.
    """

    contenders: tuple[Contender, ...]
    comparisons: tuple[Comparison, ...] = ()
    missing: tuple[str, ...] = ()
    facts: Callable[[], Awaitable[Sequence[Fact]]] = no_facts

    @property
    def compared(self) -> tuple[Comparison, ...]:
        """The comparisons of those who are here."""
        here = {contender.name for contender in self.contenders}
        return tuple(each for each in self.comparisons if {each.subject, each.peer} <= here)


Opening = Callable[[], AbstractAsyncContextManager[Lineup]]


class Scenario(msgspec.Struct, frozen=True):
    """One benchmark. `open` starts what it needs; `rounds` is how often each contender has its turn.

    `open_quick` starts less where all of it takes long.
    """

    name: str
    title: str
    open: Opening
    rounds: int
    open_quick: Opening | None = None


def against(subject: str, peer: str, *measures: Measure) -> tuple[Comparison, ...]:
    """The same two compared by several measures."""
    return tuple(Comparison(subject, peer, measure) for measure in measures)
