from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from tests.sandbox.javascript.case_table import Case, outcome_of, read_tables

Evaluate = Callable[[str], Awaitable[Any]]


@pytest.mark.parametrize("case", read_tables(), ids=str)
async def test_the_web_platform_answers_as_elsewhere(evaluate: Evaluate, case: Case) -> None:
    assert await outcome_of(evaluate, case.source) == case.outcome
