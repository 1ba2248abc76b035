"""Intl in the engine gives what Node 20's gives: intl_cases.json, which make_intl_cases.mjs writes with Node."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .conftest import Evaluate

TABLES: dict[str, Any] = json.loads((Path(__file__).parent / "intl_cases.json").read_text("utf-8"))
GROUPS = [name for name in TABLES if name != "made with"]
BATCH = 50  # cases in one run, well below its limit of CPU time
OUTCOMES = """
return expressions.map((evaluate) => {
  try {
    return JSON.parse(JSON.stringify(evaluate()));
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
});
"""


def batches(cases: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(cases), BATCH):
        yield cases[start : start + BATCH]


@pytest.mark.parametrize("group", GROUPS)
async def test_the_engine_agrees_with_node(evaluate: Evaluate, group: str) -> None:
    wrong = []
    for cases in batches(TABLES[group]):
        expressions = ",\n".join(f"() => {expression}" for expression, _ in cases)
        outcomes = await evaluate(f"const expressions = [{expressions}];\n{OUTCOMES}")
        wrong += [
            f"{expression}: {outcome!r} is not {expected!r}"
            for (expression, expected), outcome in zip(cases, outcomes, strict=True)
            if outcome != expected
        ]
    assert wrong == []
