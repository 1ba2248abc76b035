"""The documents about adapters say what is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from runtime.adapters import declarations, model, patterns, selector_syntax, selectors, values
from runtime.cli import app
from runtime.settings import adapters as hosts
from runtime.sources.adapter_files import MAX_BYTES, decode, shipped

ROOT = Path(__file__).parents[3]
REFERENCE = (ROOT / "docs/reference/adapters.md").read_text(encoding="utf-8")
SETTINGS = (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8")
HOW_TO = (ROOT / "docs/how-to/add-a-site.md").read_text(encoding="utf-8")
TYPES = (ROOT / "runtime/project/template/integrations/integration.d.ts").read_text(encoding="utf-8")
FILE = re.compile(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```", re.DOTALL)
ADAPTER = "integrations/depot.adapter.yml"


def section(title: str) -> str:
    return REFERENCE.partition(f"## {title}\n")[2].partition("\n## ")[0]


def test_the_example_is_good_and_shows_every_key() -> None:
    (example,) = re.findall(r"```yml\n(.*?)```", REFERENCE, re.DOTALL)
    read = decode(example.encode(), "depot.adapter.yml")
    assert read.problems == ()
    for key in (*model.Declaration.__struct_fields__, *model.DeclaredPage.__struct_fields__):
        assert f"{key}:" in example


def test_all_keys_are_told() -> None:
    told = set(
        re.findall(r"^\| (`.*?`(?:(?:,| and) `\w+`)*) \|", section("The file") + section("Values"), re.MULTILINE)
    )
    keys = {key for cell in told for key in re.findall(r"`(\w+)`", cell)}
    known = {
        *model.Declaration.__struct_fields__,
        *model.DeclaredPage.__struct_fields__,
        *model.Value.__struct_fields__,
    }
    assert keys == known - {"attribute"}  # it stands in the row of select


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("The file", f"at most {MAX_BYTES // 1024} KiB"),
        ("The file", f"in 1 to {declarations.MAX_DESCRIPTION} characters"),
        ("The file", f"list of 1 to {declarations.MAX_PAGES} pages"),
        ("Patterns", f"At most {patterns.MAX_PATTERN} characters and {patterns.MAX_GROUPS} groups each"),
        ("Values", f"together have at most {values.MAX_VALUES}"),
        ("Values", f"Texts have 1 to {values.MAX_TEXT} characters"),
        ("What cannot be read", f"A selector has at most {selectors.MAX_SELECTOR} characters"),
    ],
)
def test_limits_are_told(title: str, words: str) -> None:
    assert words in section(title)


def test_what_is_refused_is_told() -> None:
    text = section("What cannot be read")
    rows = [set(re.findall(r"`(\w+)`", row)) for row in re.findall(r"^\| (`.*?) \|", text, re.MULTILINE)]
    assert rows == [set(selectors.TYPED_INTO), {"value"}, set(selectors.WORDS)]
    pseudo = {*selector_syntax.POSITIONS, *(f"{name}()" for name in selector_syntax.COUNTED | selector_syntax.COMBINED)}
    assert set(re.findall(r"`:([a-z()-]+)`", text)) == pseudo


def test_the_settings_tell_how_many_hosts() -> None:
    assert f"at most {hosts.MAX_HOSTS} hosts" in SETTINGS


def test_all_that_ship_are_told() -> None:
    assert set(re.findall(r"`([a-z]+\.adapter\.yml)`", section("Where it reads"))) == set(shipped())
    (names,) = re.findall(r"export type SiteType = (.*);", TYPES)
    assert re.findall(r"'([^']+)'", names) == sorted(declaration.name for declaration in shipped().values())


def command(*arguments: str) -> list[str]:
    done = CliRunner().invoke(app, arguments)
    return [line for line in (done.stdout + done.stderr).splitlines() if line]


def not_shown(lines: list[str]) -> list[str]:
    return [line for line in lines if f"\n    {line}\n" not in HOW_TO]


def test_the_how_to_works_as_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "integrations").mkdir()
    for name, content in FILE.findall(HOW_TO):
        (tmp_path / name).write_text(content)
    tested, checked = command("test"), command("check")
    assert not_shown(tested + checked) == []
    assert (tested[-1], checked) == ("2 passed", ["1 integration, nothing is wrong"])
    settings = (tmp_path / "skerry.toml").read_text()
    (tmp_path / "skerry.toml").write_text("")
    told = command("check")
    assert len(told) == 3
    assert not_shown(told) == ["1 integration, 1 thing to put right"]
    (tmp_path / "skerry.toml").write_text(settings)
    (tmp_path / ADAPTER).write_text((tmp_path / ADAPTER).read_text().replace("main h1", "main input", 1))
    errors = [line for line in command("check") if line.startswith("error")]
    assert len(errors) == 1
    assert not_shown(errors) == []
