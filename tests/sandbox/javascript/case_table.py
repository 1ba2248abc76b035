"""Tables of cases: what JavaScript answers in the engine.

A case is an expression or the body of an async function, then a line `=> JSON` with the value, or `=> throws NAME` with
the error's name; empty lines stand between cases. Every expected value is the one of Node 20, unless a comment over the
case says how the engine differs on purpose.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import msgspec

TABLES = sorted((Path(__file__).parent / "cases").glob("*.txt"))
OUTCOME = """
const AsyncFunction = (async () => {}).constructor;
let evaluate;
try {
  evaluate = new AsyncFunction(`return (\\n${source}\\n)`);
} catch {
  evaluate = new AsyncFunction(source);
}
try {
  return { value: (await evaluate()) ?? null };
} catch (error) {
  return { throws: error?.name ?? String(error) };
}
"""


class Case(msgspec.Struct, frozen=True):
    source: str
    expected: str

    @property
    def outcome(self) -> dict[str, Any]:
        if self.expected.startswith("throws "):
            return {"throws": self.expected.removeprefix("throws ")}
        return {"value": json.loads(self.expected)}


def read_table(path: Path) -> list[Case]:
    cases = []
    for block in path.read_text("utf-8").strip().split("\n\n"):
        source, separator, expected = block.rpartition("\n=> ")
        if not separator:
            raise ValueError(f"{path.name}: a case has no line that starts with =>: {block[:80]!r}")
        cases.append(Case(source, expected.strip()))
    return cases


async def outcome_of(evaluate: Callable[[str], Awaitable[Any]], source: str) -> Any:
    """{"value": JSON} or {"throws": the error's name}."""
    return await evaluate(f"const source = {json.dumps(source)};\n{OUTCOME}")
