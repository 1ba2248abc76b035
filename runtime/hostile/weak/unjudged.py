"""Results are shown as they come."""

from __future__ import annotations

import msgspec

from runtime.execution import Executor
from runtime.results import Results


def accept(value: bytes, *, max_bytes: int, max_items: int) -> Results:
    """Whatever a run returned."""
    items = value if value.startswith(b"[") else b"[" + value + b"]"
    return Results(tuple(msgspec.json.decode(items, type=list[msgspec.Raw])))


def without_judge(executor: Executor) -> Executor:
    """The executor that lets all results pass."""
    return msgspec.structs.replace(executor, judge=accept)
