"""Tables of cases: what JavaScript answers in the engine.

A case is an expression or the body of an async function, then a line `=> JSON` with the value, or `=> throws NAME` with the
error's name; empty lines stand between cases. A comment over a case says where the engine differs from Node on purpose: every
other expected value is the one of Node 20.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import msgspec

FOLDER = Path(__file__).parent / "cases"
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
    table: str
    source: str
    expected: str

    def __str__(self) -> str:
        return f"{self.table}: {self.source.splitlines()[-1]}"

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
        cases.append(Case(path.stem, source, expected.strip()))
    return cases


def read_tables() -> list[Case]:
    return [case for path in sorted(FOLDER.glob("*.txt")) for case in read_table(path)]


async def outcome_of(evaluate: Callable[[str], Awaitable[Any]], source: str) -> Any:
    """{"value": JSON} or {"throws": the error's name}."""
    return await evaluate(f"const source = {json.dumps(source)};\n{OUTCOME}")
