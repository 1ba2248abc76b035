import re
from pathlib import Path

import pytest

from runtime.sources.builtins import PROVIDED, REFUSED, is_builtin

PRELUDE = Path(__file__).parents[3] / "sandbox" / "javascript" / "prelude"


def test_those_that_are_provided_are_the_loaders() -> None:
    table = re.search(r"const BUILTINS = \{(.*?)\n\};", (PRELUDE / "loader.js").read_text(), re.DOTALL)
    assert table is not None
    names = set(re.findall(r'^  "?([\w/:]+)"?: \(\) =>', table[1], re.MULTILINE))
    assert {name for name in names if not name.startswith("skerry:")} == PROVIDED


def test_those_that_are_refused_have_a_reason_there() -> None:
    table = (PRELUDE / "node" / "refused.js").read_text()
    listed = re.findall(r'\[\s*(?:[A-Z_]+|"[^"]*"),\s*"([^"]+)",?\s*\]', table)
    assert {name for names in listed for name in names.split()} - PROVIDED == REFUSED


@pytest.mark.parametrize("name", ["crypto", "node:crypto", "node:anything", "fs", "skerry:host", "timers/promises"])
def test_builtins(name: str) -> None:
    assert is_builtin(name)


@pytest.mark.parametrize("name", ["lodash", "@aws-sdk/client-lambda", "crypto-js", "buffer/", "./crypto", ""])
def test_what_is_none(name: str) -> None:
    assert not is_builtin(name)
