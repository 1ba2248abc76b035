"""All cases, read from the files below `guests/`; and the units that their guests are, ready to be loaded."""

from __future__ import annotations

from pathlib import Path

import msgspec

from runtime.hostile.case import GROUPS, Case, parse_case
from runtime.hostile.forged import module_of_text, module_of_turns
from runtime.sources import FolderSource, Unit
from runtime.sources.unit import make_unit

GUESTS = Path(__file__).parent / "guests"
BYSTANDER = "victims/bystander.integration.js"
MAX_SOURCE_BYTES = 5_000_000


class Collection(msgspec.Struct, frozen=True):
    """Cases by name, and units by path: those of the cases and those of their victims."""

    cases: dict[str, Case]
    units: dict[str, Unit]


def read_collection() -> Collection:
    """Errors: CaseError, for a file of ours that is wrong."""
    units = {unit.path: unit for unit in FolderSource(GUESTS, MAX_SOURCE_BYTES).read().units}
    cases: dict[str, Case] = {}
    for file in sorted(GUESTS.rglob("*.*")):
        path = file.relative_to(GUESTS).as_posix()
        if path.partition("/")[0] not in GROUPS or not path.endswith((".integration.js", ".wat", ".yml")):
            continue
        case = parse_case(path, text := file.read_text())
        cases[case.name] = case
        if path not in units:
            module = module_of_text(case, text) if path.endswith(".wat") else module_of_turns(case, text)
            units[path] = make_unit(f"{case.name}.wasm", "wasm", {f"{case.name}.wasm": module}, ())
    return Collection(cases, units)
