"""One run's guest: a store whose turns are computed slice by slice, within the limits."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator

from sandbox.errors import AbiBroken
from sandbox.frames import Kind
from sandbox.limits import Limits
from sandbox.runner import Answered, Broken, Crashed, Limited, Turn, Usage
from sandbox.store import INITIALIZE, OutOfFuel, Store, Trap

Slices = Generator[None, None, Turn]
"""Yields after each slice of computing; returns how the turn ended."""


class OverLimit(Exception):
    """A limit was hit: its setting, what was used and what is allowed."""

    def __init__(self, setting: str, used: int, allowed: int) -> None:
        super().__init__(setting)
        self.setting, self.used, self.allowed = setting, used, allowed


class Budget:
    """What a turn, or a whole run, may use by which settings; and what it has used: fuel, and CPU in ns."""

    def __init__(self, fuel: tuple[str, int], cpu_ms: tuple[str, int]) -> None:
        self._fuel_setting, self._fuel = fuel
        self._cpu_setting, self._cpu_ms = cpu_ms
        self.fuel = 0
        self.cpu_ns = 0

    @property
    def fuel_left(self) -> int:
        """What may still be burnt."""
        return max(0, self._fuel - self.fuel)

    def check_cpu(self) -> None:
        """Errors: OverLimit."""
        if self.cpu_ns > self._cpu_ms * 1_000_000:
            raise OverLimit(self._cpu_setting, self.cpu_ns // 1_000_000, self._cpu_ms)

    def out_of_fuel(self) -> OverLimit:
        """All of the fuel is used."""
        return OverLimit(self._fuel_setting, self._fuel, self._fuel)


def load_budget(limits: Limits) -> Budget:
    """What loading a program may use."""
    return Budget(("load_fuel", limits.load_fuel), ("load_cpu_ms", limits.load_cpu_ms))


def turn_budget(limits: Limits) -> Budget:
    """What one turn may use."""
    return Budget(("turn_fuel", limits.turn_fuel), ("turn_cpu_ms", limits.turn_cpu_ms))


def run_budget(limits: Limits) -> Budget:
    """What all turns of a run may use."""
    return Budget(("run_fuel", limits.run_fuel), ("run_cpu_ms", limits.run_cpu_ms))


class Guest:
    """Calls into one store. `whole` is for all its turns; `check_memory(size)` is asked after each slice and may raise
    OverLimit."""

    def __init__(self, store: Store, limits: Limits, whole: Budget, check_memory: Callable[[int], None]) -> None:
        self.store = store
        self._limits = limits
        self._whole = whole
        self._check_memory = check_memory

    @property
    def cpu_ns(self) -> int:
        """CPU used so far."""
        return self._whole.cpu_ns

    @property
    def usage(self) -> Usage:
        """What has been used so far."""
        return Usage(self._whole.fuel, self._whole.cpu_ns, self.store.memory_bytes)

    def take_turn(self, export: bytes, frame: bytes | None, budget: Budget) -> Slices:
        """Gives the guest a frame (None: it takes none) and gets its answer."""
        try:
            return Answered((yield from self._exchange(export, frame, budget)), self.usage)
        except OverLimit as over:
            return Limited(over.setting, over.used, over.allowed, self.usage)
        except Trap as trap:
            return Crashed(str(trap), self.usage)
        except AbiBroken as broken:
            return Broken(str(broken).removeprefix("the program broke the guest ABI: "), self.usage)

    def initialize(self, budget: Budget) -> Slices:
        """Calls the optional `_initialize`."""
        try:
            yield from self._call(budget, INITIALIZE)
        except OverLimit as over:
            return Limited(over.setting, over.used, over.allowed, self.usage)
        except Trap as trap:
            return Crashed(str(trap), self.usage)
        return Answered(b"", self.usage)

    def _exchange(self, export: bytes, frame: bytes | None, budget: Budget) -> Generator[None, None, bytes]:
        arguments: tuple[int, ...] = ()
        if frame is not None:
            address = yield from self._call(budget, b"alloc", len(frame))
            if address == 0:
                raise OverLimit("memory_bytes", self.store.memory_bytes, self._limits.memory_bytes)
            self.store.write(address, frame)
            arguments = (address, len(frame))
        packed = yield from self._call(budget, export, *arguments)
        address, length = packed >> 32, packed & 0xFFFFFFFF
        if length > self._limits.frame_bytes:
            raise OverLimit("frame_bytes", length, self._limits.frame_bytes)
        return self.store.read(address, length)

    def _call(self, turn: Budget, export: bytes, *arguments: int) -> Generator[None, None, int]:
        """One call, on account of the turn and of the whole run."""
        budgets = (turn, self._whole)
        tightest = min(budgets, key=lambda budget: budget.fuel_left)
        allowed = tightest.fuel_left
        self.store.fuel = allowed
        try:
            self.store.begin(export, *arguments)
            while not self._slice(budgets):
                for budget in budgets:
                    budget.check_cpu()
                self._check_memory(self.store.memory_bytes)
                yield
        except OutOfFuel:
            raise tightest.out_of_fuel() from None
        finally:
            burnt = allowed - self.store.fuel
            for budget in budgets:
                budget.fuel += burnt
        self._check_memory(self.store.memory_bytes)
        return self.store.result

    def _slice(self, budgets: tuple[Budget, Budget]) -> bool:
        before = time.thread_time_ns()
        try:
            return self.store.poll()
        finally:
            spent = time.thread_time_ns() - before
            for budget in budgets:
                budget.cpu_ns += spent


def has_ended(turn: Turn) -> bool:
    """Whether nothing can follow this turn: it failed, or its frame says so."""
    if not isinstance(turn, Answered):
        return True
    return len(turn.frame) < 2 or turn.frame[1] != Kind.SUSPENDED
