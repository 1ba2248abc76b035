"""What a browser does with published rules: docs/reference/http.md as code, to hold the real ones against."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Rules = Sequence[Mapping[str, Any]]
MISSING = object()
_STEP = re.compile(r"""\.?([^.\[\]]+)|\[(\d+)\]|\["([^"]+)"\]|\['([^']+)'\]""")


def may_match(context: Mapping[str, Any], rules: Rules) -> bool:
    """Whether any rule may match."""
    return any(
        rule["type"] in ("*", context["type"])
        and all(may_hold(value_at(context, path), operators) for path, operators in rule["context"].items())
        for rule in rules
    )


def value_at(context: Any, path: str) -> Any:
    """The value at a path, or MISSING."""
    value = context
    for step in _STEP.finditer(path):
        name = next(found for found in step.groups() if found is not None)
        if isinstance(value, list) and re.fullmatch("0|[1-9][0-9]{0,8}", name):
            value = value[int(name)] if int(name) < len(value) else MISSING
        elif isinstance(value, dict):
            value = value.get(name, MISSING)
        else:
            return MISSING
    return value


def may_hold(value: Any, operators: Mapping[str, Any]) -> bool:
    """Whether all operators that are known hold."""
    known: dict[str, Callable[[Any], bool]] = {
        "exists": lambda wanted: (value is not MISSING) == wanted,
        "equals": lambda wanted: same(value, wanted),
        "in": lambda wanted: any(same(value, one) for one in wanted),
        "startsWith": lambda wanted: isinstance(value, str) and value.startswith(wanted),
        "endsWith": lambda wanted: isinstance(value, str) and value.endswith(wanted),
        "pattern": lambda wanted: isinstance(value, str),
    }
    return all(known[name](wanted) for name, wanted in operators.items() if name in known)


def same(value: Any, wanted: Any) -> bool:
    """JavaScript's `===` with a scalar."""
    numbers = [isinstance(one, int | float) and not isinstance(one, bool) for one in (value, wanted)]
    return bool(value == wanted) if all(numbers) else type(value) is type(wanted) and bool(value == wanted)
