"""What passed, by file, and the table of it in docs/reference/web-platform.md."""

from __future__ import annotations

from pathlib import Path

import msgspec

from sandbox.runner import Runner
from tests.conformance.areas import AREAS, LEFT_OUT, Area, files
from tests.conformance.running import Ran, run_file, variants

ROOT = Path(__file__).parents[2]
RECORD = Path(__file__).with_name("passed.json")
DOCUMENT = ROOT / "docs" / "reference" / "web-platform.md"
BEGIN, END = "<!-- measured -->\n", "<!-- end -->\n"


class Count(msgspec.Struct, frozen=True):
    """Tests of one file that passed, and all of them; 0 of 0 if the file did not get through."""

    passed: int
    total: int


async def run_area(runner: Runner, folder: Path, area: Area) -> dict[str, Ran]:
    """File with its query -> what became of it."""
    asked = [(name, variant) for name in files(folder, area) for variant in variants(folder, name)]
    return {f"{name}{variant}": await run_file(runner, folder, name, variant) for name, variant in asked}


def count(ran: Ran) -> Count:
    """A file that did not get through counts as one test that failed."""
    return Count(ran.passed, ran.passed + len(ran.failed) + (ran.error is not None))


def read_record() -> dict[str, dict[str, Count]]:
    """Area -> file -> count, as it was recorded."""
    return msgspec.json.decode(RECORD.read_bytes(), type=dict[str, dict[str, Count]])


def write_record(record: dict[str, dict[str, Count]]) -> None:
    """Keep what passed, and put the table into the document."""
    RECORD.write_bytes(msgspec.json.format(msgspec.json.encode(record), indent=1) + b"\n")
    DOCUMENT.write_text(document(DOCUMENT.read_text(encoding="utf-8"), record), encoding="utf-8")


def document(text: str, record: dict[str, dict[str, Count]]) -> str:
    """The document's text with the table as it is now."""
    before, _, rest = text.partition(BEGIN)
    _, _, behind = rest.partition(END)
    return f"{before}{BEGIN}{_table(record)}\n{_left_out()}{END}{behind}"


def _table(record: dict[str, dict[str, Count]]) -> str:
    rows = ["| area | files | tests | pass |", "|---|---:|---:|---:|"]
    for area in AREAS:
        counts = record[area.title].values()
        passed, total = sum(each.passed for each in counts), sum(each.total for each in counts)
        rows.append(f"| {area.title} | {len(counts)} | {total:,} | {passed:,} ({passed * 1000 // total / 10:g} %) |")
    return "\n".join(rows) + "\n"


def _left_out() -> str:
    rows = ["| not run | why |", "|---|---|", *(f"| `{pattern}` | {reason} |" for pattern, reason in LEFT_OUT.items())]
    return "\n".join(rows) + "\n"
