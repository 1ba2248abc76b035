"""Which lines of a module a set of frames reaches, among those that decoding can reach at all."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from types import CodeType, FrameType, ModuleType
from typing import Any


def lines_reached(check: Callable[[bytes], None], inputs: Iterable[bytes], module: ModuleType) -> dict[str, set[int]]:
    """Function -> its lines that were executed while the inputs were checked."""
    reached: dict[str, set[int]] = {}

    def in_function(frame: FrameType, event: str, _: Any) -> Any:
        if event == "line":
            reached[frame.f_code.co_qualname].add(frame.f_lineno)
        return in_function

    def on_call(frame: FrameType, event: str, _: Any) -> Any:
        if frame.f_code.co_filename != module.__file__:
            return None
        reached.setdefault(frame.f_code.co_qualname, set())
        return in_function

    before = sys.gettrace()
    sys.settrace(on_call)
    try:
        for each in inputs:
            check(each)
    finally:
        sys.settrace(before)
    return reached


def lines_of(module: ModuleType) -> dict[str, set[int]]:
    """Function -> all of its lines, from the module's compiled source."""
    assert module.__file__ is not None
    code = compile(Path(module.__file__).read_bytes(), module.__file__, "exec")
    found: dict[str, set[int]] = {}
    waiting = [constant for constant in code.co_consts if isinstance(constant, CodeType)]
    while waiting:
        function = waiting.pop()
        lines = {line for _, _, line in function.co_lines() if line is not None}
        found[function.co_qualname] = lines - {function.co_firstlineno}
        waiting += [constant for constant in function.co_consts if isinstance(constant, CodeType)]
    return found
