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
    """Which limits hold for a turn and for the whole run, by the names that the settings have."""

    def __init__(self, fuel: tuple[str, int], cpu_ms: tuple[str, int]) -> None:
        self.fuel_setting, self.fuel = fuel
        self.cpu_setting, cpu = cpu_ms
        self.cpu_ns = cpu * 1_000_000


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
    """Calls into one store. `check_memory(size)` is asked after each slice and may raise OverLimit."""

    def __init__(self, store: Store, limits: Limits, whole: Budget, check_memory: Callable[[int], None]) -> None:
        self.store = store
        self.fuel = 0
        self.cpu_ns = 0
        self._limits = limits
        self._whole = whole
        self._check_memory = check_memory

    @property
    def usage(self) -> Usage:
        """What has been used so far."""
        return Usage(self.fuel, self.cpu_ns, self.store.memory_bytes)

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

    def _call(self, budget: Budget, export: bytes, *arguments: int) -> Generator[None, None, int]:
        allowed = min(budget.fuel, self._whole.fuel - self.fuel)
        cpu_before = self.cpu_ns
        self.store.fuel = allowed
        self.store.begin(export, *arguments)
        while not self._slice(budget, allowed):
            if self.cpu_ns - cpu_before > budget.cpu_ns:
                raise OverLimit(budget.cpu_setting, (self.cpu_ns - cpu_before) // 1_000_000, budget.cpu_ns // 1_000_000)
            if self.cpu_ns > self._whole.cpu_ns:
                raise OverLimit(self._whole.cpu_setting, self.cpu_ns // 1_000_000, self._whole.cpu_ns // 1_000_000)
            self._check_memory(self.store.memory_bytes)
            yield
        self.fuel += allowed - self.store.fuel
        self._check_memory(self.store.memory_bytes)
        return self.store.result

    def _slice(self, budget: Budget, allowed: int) -> bool:
        before = time.thread_time_ns()
        try:
            return self.store.poll()
        except OutOfFuel:
            self.fuel += allowed
            if allowed < budget.fuel:
                raise OverLimit(self._whole.fuel_setting, self._whole.fuel, self._whole.fuel) from None
            raise OverLimit(budget.fuel_setting, budget.fuel, budget.fuel) from None
        except Trap:
            self.fuel += allowed - self.store.fuel
            raise
        finally:
            self.cpu_ns += time.thread_time_ns() - before


def has_ended(turn: Turn) -> bool:
    """Whether nothing can follow this turn: it failed, or its frame says so."""
    if not isinstance(turn, Answered):
        return True
    return len(turn.frame) < 2 or turn.frame[1] != Kind.SUSPENDED
