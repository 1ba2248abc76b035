"""docs/explanation/threat-model.md names attacks that exist, for each group, and files that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from runtime.hostile.case import GROUPS
from runtime.hostile.collection import read_collection

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs/explanation/threat-model.md").read_text()
CASES = read_collection().cases
NAMED = re.findall(rf"`((?:{'|'.join(GROUPS)})/[a-z0-9-]+)`", TEXT)


@pytest.mark.parametrize("name", sorted(set(NAMED)))
def test_a_named_attack_exists(name: str) -> None:
    assert name in CASES


def test_every_line_of_what_is_protected_names_what_shows_it() -> None:
    protected = TEXT.partition("## What is protected")[2].partition("## What is not protected")[0]
    rows = [line for line in protected.splitlines() if line.startswith("| ") and "shown by" not in line]
    assert [row for row in rows if not any(f"`{group}/" in row for group in GROUPS) and "bystander" not in row] == []


def test_every_group_is_named() -> None:
    assert {name.partition("/")[0] for name in NAMED} == set(GROUPS)


def test_a_number_of_attacks_is_right() -> None:
    told = re.findall(r"all of `([a-z]+)/`: (\d+) tricks", TEXT)
    assert told
    for group, number in told:
        assert int(number) == sum(case.group == group for case in CASES.values())


def test_files_that_it_names_are_there() -> None:
    named = [*re.findall(r"`((?:tests|docs|runtime|extension)/[^`*]*)`", TEXT), "SECURITY.md"]
    assert [name for name in named if not (ROOT / name).exists()] == []
