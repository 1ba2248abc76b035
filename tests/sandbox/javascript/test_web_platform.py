from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from tests.sandbox.javascript.case_table import TABLES, outcome_of, read_table

Evaluate = Callable[[str], Awaitable[Any]]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
async def test_the_web_platform_answers_as_elsewhere(evaluate: Evaluate, table: Path) -> None:
    cases = read_table(table)
    answers = [(case.source, await outcome_of(evaluate, case.source)) for case in cases]
    assert answers == [(case.source, case.outcome) for case in cases]


def test_every_table_holds_cases() -> None:
    assert len(TABLES) >= 14
    assert all(read_table(table) for table in TABLES)
