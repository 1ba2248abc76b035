"""`skerry check`: everything wrong with a folder, each named with its place and its remedy."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.server.command import Ended, skerry
from tests.server.conftest import write
from tests.server.integrations import TEXT, integration, says

GOOD = {"a.integration.js": says("fine", "ok")}

WRONG = {
    "operator.integration.js": says("operator", "x").replace("exists", "existss"),
    "twice.integration.js": says("fine", "x"),
    "one.data.yml": "a: 1\nb: [\n",
    "two.data.json": '{\n"a": }',
    "syntax.integration.js": "\nconst = 1;\n",
    "no-run.integration.js": says("no-run", "x").replace("async run(", "async walk("),
    "no-value.integration.js": says("no-value", "x", requiredSecrets=["TOKEN"]),
    "no-grant.integration.js": says("no-grant", "x", requiredSecrets=["HELD"]),
    "unkeyed.integration.js": integration("unkeyed", "return text(context.page.branch);" + TEXT),
    "metadata.integration.js": says("metadata", "x", prioritty=1),
    "climbs.integration.js": "require('../secret.js');" + says("climbs", "x"),
}
COSTLY = {
    "pattern.integration.js": says("pattern", "x").replace('{"exists": true}', "{ pattern: /(a)\\1/ }"),
    "clock.integration.js": "\nconst now = Date.now();\n" + says("clock", "x"),
}
SETTINGS = """
[grants."no-value.integration.js"]
secrets = ["TOKEN"]
[secrets.TOKEN]
hosts = ["api.x.com"]
[secrets.HELD]
hosts = ["api.x.com"]
[grants."gone.integration.js"]
net = ["api.x.com"]
"""
BROAD = '[grants."*"]\nnet = ["api.x.com"]\n'

PROBLEMS = [
    ("error: operator.integration.js:1", "existss", "did you mean exists?"),
    ("error: twice.integration.js", '"fine" is the name of a.integration.js too', "give it a name of its own"),
    ("error: one.data.yml:2", "not valid YAML", "correct the file"),
    ("error: two.data.json:2", "not valid JSON", "correct the file"),
    ("error: syntax.integration.js", "SyntaxError", "syntax.integration.js:2"),
    ("error: no-run.integration.js", "it exports no run function", "add one"),
    ("warning: no-value.integration.js", "TOKEN", "INTEGRATION_TOKEN"),
    ("warning: no-grant.integration.js", "may not use the secret HELD", '[grants."no-grant.integration.js"]'),
    ("note: skerry.toml", "secrets.HELD", "its value comes from environment"),
    ("warning: unkeyed.integration.js", "run reads page.branch", "cached by page.name alone"),
    ("warning: metadata.integration.js:1", "prioritty", "did you mean priority?"),
    ("error: climbs.integration.js:1", '"../secret.js"', "lies outside the integrations folder"),
    ("warning: skerry.toml", 'grants."gone.integration.js"', "fits no integration"),
]
NOTES = [
    ("note: skerry.toml", '[grants."*"]', "every integration"),
    ("note: pattern.integration.js:1", "/(a)\\1/", "the JavaScript engine, which is slower"),
    ("note: clock.integration.js", "evaluated anew in each run", "clock.integration.js:2"),
]


def check(folder: Path, *options: str, files: dict[str, str], settings: str = "") -> Ended:
    write(folder / "integrations", files)
    write(folder, {"skerry.toml": settings})
    return skerry("check", *options, cwd=folder, env={"INTEGRATION_HELD": "held-value-123456"})


@pytest.fixture(scope="module")
def wrong(tmp_path_factory: pytest.TempPathFactory) -> Ended:
    return check(tmp_path_factory.mktemp("wrong"), files={**GOOD, **WRONG}, settings=SETTINGS)


@pytest.fixture(scope="module")
def costly(tmp_path_factory: pytest.TempPathFactory) -> Ended:
    return check(tmp_path_factory.mktemp("costly"), files={**GOOD, **COSTLY}, settings=BROAD)


def told_once(ended: Ended, words: tuple[str, str, str]) -> bool:
    return sum(all(word in line for word in words) for line in ended.err.splitlines()) == 1


@pytest.mark.parametrize("words", PROBLEMS, ids=[words[0] for words in PROBLEMS])
def test_what_is_wrong_is_told_once(wrong: Ended, words: tuple[str, str, str]) -> None:
    assert told_once(wrong, words), wrong.err


def test_anything_wrong_is_exit_code_1(wrong: Ended) -> None:
    assert wrong.code == 1
    assert wrong.out == "5 integrations, 13 things to put right\n", wrong.err
    assert "Traceback" not in wrong.err


@pytest.mark.parametrize("words", NOTES, ids=[words[0] for words in NOTES])
def test_what_costs_something_is_a_note(costly: Ended, words: tuple[str, str, str]) -> None:
    assert told_once(costly, words), costly.err


def test_notes_are_nothing_wrong(costly: Ended) -> None:
    assert len(costly.err.splitlines()) == len(NOTES), costly.err
    assert (costly.code, costly.out) == (0, "3 integrations, nothing is wrong\n")


def test_json_has_exactly_its_keys(tmp_path: Path) -> None:
    files = {**GOOD, "b.integration.js": says("fine", "x"), "sub/c.integration.js": says("other", "x")}
    ended = check(tmp_path, "--json", files=files)
    report = json.loads(ended.out)
    assert (ended.code, ended.err) == (1, "")
    assert list(report) == ["ok", "integrations", "problems"]
    assert (report["ok"], report["integrations"]) == (False, ["a.integration.js", "sub/c.integration.js"])
    (problem,) = report["problems"]
    assert list(problem) == ["file", "line", "key", "message", "remedy", "severity"]
    assert (problem["file"], problem["key"], problem["severity"]) == ("b.integration.js", "metadata.name", "error")


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    ended = skerry("check", "nowhere", cwd=tmp_path)
    assert ended.code == 1
    assert "nowhere cannot be read (No such file or directory): create it" in ended.err
    assert "Traceback" not in ended.err
