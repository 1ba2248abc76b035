"""Replays a journal: the same frames to the same program, turn by turn, and what differs."""

from __future__ import annotations

import itertools
from collections.abc import AsyncGenerator
from contextlib import suppress

import msgspec

from sandbox.differences import Difference, differences, waits_for
from sandbox.errors import GuestError
from sandbox.hearing import Hearing
from sandbox.journal import HOST_LIMITS, Exchange, Journal, Result, recorded
from sandbox.limits import Limits
from sandbox.runner import Limited, Runner, Turn, decode_turn

PATIENT_TURN_MS = 60_000
PATIENT_RUN_MS = 600_000
"""CPU of a replay: a slow machine, or a busy one, must not end it. Fuel is the journal's."""
CLIENT = "replay"
_numbers = itertools.count(2**40)  # away from the runs of the turn loop


def patient(limits: Limits) -> Limits:
    """The limits to replay with: those of the recording, without what depends on the machine or on other runs."""
    return msgspec.structs.replace(
        limits,
        turn_cpu_ms=PATIENT_TURN_MS,
        run_cpu_ms=PATIENT_RUN_MS,
        load_cpu_ms=PATIENT_TURN_MS,
        guest_memory_bytes=4 * limits.memory_bytes,
        runs_in_flight=1,
    )


class Replayed(msgspec.Struct, frozen=True):
    """One turn, counted from 1. `turn` is None where it was not taken: the host ended the run in it."""

    number: int
    exchange: Exchange
    turn: Turn | None
    differences: tuple[Difference, ...] = ()


class Replay:
    """A replay of one run. When `turns` is through, `result` is what the run came to this time."""

    def __init__(self, journal: Journal, runner: Runner, image: str) -> None:
        """`image` was prepared by `runner` with the journal's `patient` limits, as of its moment."""
        self.recorded = recorded(journal)
        self.complete = False
        """Whether it got to the recorded end; else the program went another way, where the replies do not fit."""
        self._journal = journal
        self._runner = runner
        self._image = image
        self._hearing = Hearing(journal.header.limits)

    @property
    def result(self) -> Result:
        """What the run came to. An end that the host made is the recorded one."""
        end, heard = self._journal.end, self._hearing
        by_host = self.complete and end.by_host
        value = b"null" if by_host else heard.value
        error = end.error if by_host else str(heard.error or "")
        return Result(value, tuple(heard.logs), error, heard.usage.fuel, heard.usage.memory_bytes, heard.turns)

    async def turns(self) -> AsyncGenerator[Replayed, None]:
        """The turns as they are taken, up to the end, or to one that leads elsewhere than it did."""
        run = next(_numbers)
        try:
            for number, exchange in enumerate(self._journal.exchanges, 1):
                replayed = await self._turn(run, number, exchange)
                yield replayed
                last = number == len(self._journal.exchanges)
                if not (last or self._goes_on(replayed)):
                    return
            self.complete = True
        finally:
            self._runner.drop(run)

    async def _turn(self, run: int, number: int, exchange: Exchange) -> Replayed:
        """The next turn; one that the host ended is not taken, since it would end elsewhere."""
        before = exchange.turn
        if before is None:
            return Replayed(number, exchange, None)
        if _ended_by_host(before):
            self._hear(before)
            return Replayed(number, exchange, None)
        if number == 1:
            turn = decode_turn(await self._runner.start(run, self._image, exchange.sent, CLIENT))
        else:
            turn = decode_turn(await self._runner.resume(run, exchange.sent))
        self._hear(turn)
        return Replayed(number, exchange, turn, tuple(differences(before, turn)))

    def _hear(self, turn: Turn) -> None:
        with suppress(GuestError):
            self._hearing.hear(turn)

    def _goes_on(self, replayed: Replayed) -> bool:
        """Whether the next recorded frame fits: the program waits, and for the same calls."""
        waits = waits_for(replayed.turn)
        return self._hearing.error is None and waits is not None and waits == waits_for(replayed.exchange.turn)


def _ended_by_host(turn: Turn) -> bool:
    return isinstance(turn, Limited) and turn.setting in HOST_LIMITS
