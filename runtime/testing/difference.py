"""How two values differ, as lines of a unified diff of their YAML."""

from __future__ import annotations

import difflib
from itertools import islice
from typing import Any

from runtime.testing.yaml_text import block

MAX_LINES = 200


def difference(expected: Any, actual: Any) -> list[str]:
    """`-` is what the case expects, `+` what the run gave."""
    compared = difflib.unified_diff(block(expected), block(actual), "expected", "actual", lineterm="")
    lines = list(islice(compared, MAX_LINES + 1))
    return [*lines[:MAX_LINES], "..."] if len(lines) > MAX_LINES else lines
