"""What an attack has used of each limit, from what is known of its runs. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from runtime.answer import Answer
from runtime.catalog import Catalog
from runtime.hostile.case import Case
from runtime.hostile.observation import EVERYTHING
from sandbox.errors import Full
from sandbox.turns import Outcome

Used = dict[str, float]


def of_runs(outcomes: Sequence[Outcome]) -> Used:
    """The most that one run has used; of memory also what all that ended well had together."""
    if not outcomes:
        return {}
    fuel = max(outcome.usage.fuel for outcome in outcomes)
    cpu_ms = max(outcome.usage.cpu_ns for outcome in outcomes) / 1_000_000
    return {
        "turn_fuel": fuel,
        "run_fuel": fuel,
        "turn_cpu_ms": cpu_ms,
        "run_cpu_ms": cpu_ms,
        "memory_bytes": max(outcome.usage.memory_bytes for outcome in outcomes),
        "guest_memory_bytes": sum(outcome.usage.memory_bytes for outcome in outcomes if outcome.error is None),
        "wall_ms": max(outcome.ms for outcome in outcomes),
        "turns": max(outcome.turns for outcome in outcomes),
        "calls": max(len(outcome.calls) for outcome in outcomes),
        "log_bytes": max(sum(len(text) for _, text in outcome.logs) for outcome in outcomes),
        "frame_bytes": max(len(outcome.value) for outcome in outcomes),
    }


def of_loading(case: Case, catalog: Catalog) -> Used:
    """What loading has used. Time and source of a program that was loaded are not known: all that it wanted."""
    entry = next((entry for entry in catalog.entries if entry.metadata.name == case.attack), None)
    if entry is None:
        return {}
    wanted = dict.fromkeys(("load_fuel", "load_cpu_ms", "source_bytes"), EVERYTHING)
    return {**wanted, "snapshot_bytes": entry.image.snapshot_bytes}


def of_answers(case: Case, answers: Sequence[Answer | Full]) -> Used:
    """Items and bytes that people would be shown; and how many were let in, if nobody was turned away."""
    used: Used = {"queue": 0 if any(isinstance(answer, Full) for answer in answers) else len(answers)}
    for answer in answers:
        if isinstance(answer, Answer):
            own = answer.data[:-1]
            used["result_bytes"] = sum(len(bytes(item)) for item in own)
            used["result_items"] = sum(_count(item) for item in own)
    return used


def _count(item: msgspec.Raw) -> int:
    try:
        decoded: Any = msgspec.json.decode(item)
    except msgspec.DecodeError:
        return 1
    entries = decoded.get("items") if isinstance(decoded, dict) else None
    return 1 + (len(entries) if isinstance(entries, list) else 0)
