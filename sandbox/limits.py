"""What a run, a load and all runs together may use; the `[limits]` table of skerry.toml."""

from __future__ import annotations

import msgspec

KIB = 1024
MIB = 1024 * KIB

FUEL_PER_CPU_MS = 4_000_000
"""Fuel granted for each millisecond of CPU allowed.

An idle server core of 2026 burns twice as much and more in JavaScript (9 to 11 million a millisecond, measured), so
that fuel, which stops a program at the same place every time, is reached first. The CPU clock is the backstop: for slow
machines, and for the few instructions that cost more time than fuel (bulk memory).
"""


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Every field has its unit in its name: `_ms`, `_bytes`; `fuel` is wasmtime's, about one an instruction."""

    turn_cpu_ms: int = 100
    run_cpu_ms: int = 1000
    turn_fuel: int = 100 * FUEL_PER_CPU_MS
    run_fuel: int = 1000 * FUEL_PER_CPU_MS
    memory_bytes: int = 64 * MIB
    wall_ms: int = 5000
    turns: int = 1000
    frame_bytes: int = 8 * MIB
    calls: int = 256
    calls_in_flight: int = 32
    log_bytes: int = 64 * KIB
    result_bytes: int = 256 * KIB
    result_items: int = 100

    load_cpu_ms: int = 2000
    load_fuel: int = 2000 * FUEL_PER_CPU_MS
    source_bytes: int = 5_000_000
    snapshot_bytes: int = 32 * MIB

    runs_in_flight: int = 64
    guest_memory_bytes: int = 1024 * MIB
    queue: int = 256
