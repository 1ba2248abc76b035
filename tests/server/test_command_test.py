"""`skerry test`: what it prints, writes and returns."""

from __future__ import annotations

import json
from contextlib import chdir
from pathlib import Path
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from runtime.cli import app
from runtime.project import create
from tests.server.command import Ended, skerry
from tests.server.conftest import write
from tests.server.integrations import TEXT, fetches, integration, says

CONTEXT = 'context: { type: github, url: "https://github.com/a/b", page: { name: "\\u001b[31mred" } }'
GOOD = f"""
# a comment that stays
- name: it says so
  {CONTEXT}
  results: [{{ type: text, content: ok }}]
- name: elsewhere
  context: {{ type: aws, url: "https://console.aws.amazon.com/" }}
  matches: false
"""
OTHER = GOOD.replace("content: ok", "content: other")
FILES = {
    "skerry.toml": "",
    "integrations/good.integration.js": says("good", "ok"),
    "integrations/good.test.yml": GOOD,
}
FAILING = {
    "skerry.toml": "",
    "integrations/other.integration.js": integration("other", "return text(context.page.name);" + TEXT),
    "integrations/other.test.yml": OTHER,
    "integrations/asks.integration.js": fetches("asks", "https://api.example.com/now"),
    "integrations/asks.test.yml": GOOD,
    "integrations/none.integration.js": says("none", "x"),
}


def run(folder: Path, files: dict[str, str], *options: str) -> Ended:
    """In this process: starting another takes a second."""
    write(folder, files)
    with chdir(folder):
        done = CliRunner().invoke(app, ["test", *options])
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return Ended(done.exit_code, done.stdout, done.stderr)


@pytest.fixture(scope="module")
def failing(tmp_path_factory: pytest.TempPathFactory) -> Ended:
    folder = tmp_path_factory.mktemp("failing")
    write(folder, {**FAILING, **FILES})
    return skerry("test", "integrations", cwd=folder)


def test_all_passed(tmp_path: Path) -> None:
    ended = run(tmp_path, FILES)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == "good.test.yml: 2 cases, ok\n2 passed\n"


def test_some_failed(failing: Ended) -> None:
    assert failing.code == 1
    assert failing.out.endswith("\n4 passed, 2 failed\n")
    assert "good.test.yml: 2 cases, ok\n" in failing.out
    assert "  failed: it says so (line 3)\n" in failing.out
    assert "unexpected request GET https://api.example.com/now; the case has no responses" in failing.out
    assert "it fails: TypeError: fetch failed: unexpected request" in failing.out


def test_the_difference_is_shown_in_plain_text(failing: Ended) -> None:
    lines = [line.strip() for line in failing.out.splitlines()]
    at = lines.index("--- expected")
    assert lines[at : at + 6] == [
        "--- expected",
        "+++ actual",
        "@@ -1,2 +1,2 @@",
        "- type: text",
        "-  content: other",
        '+  content: "\\e[31mred"',
    ]
    assert "\x1b" not in failing.out


def test_what_has_no_tests_is_noted(failing: Ended) -> None:
    assert failing.err == "note: none.integration.js: it has no tests; write none.test.yml\n"


def test_only_some_cases(tmp_path: Path) -> None:
    ended = run(tmp_path, {**FAILING, **FILES}, "-k", "ELSEwhere")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.endswith("\n3 passed\n")


@pytest.mark.parametrize("path", ["integrations/good.integration.js", "integrations/good.test.yml"])
def test_only_one_file(tmp_path: Path, path: str) -> None:
    ended = run(tmp_path, {**FAILING, **FILES}, path)
    assert (ended.code, ended.out) == (0, "good.test.yml: 2 cases, ok\n2 passed\n")


def test_a_folder_inside_keeps_the_data_of_the_top_folder(tmp_path: Path) -> None:
    body = "return { type: 'text', content: dataFiles[0].data };"
    files = {
        "skerry.toml": "",
        "integrations/top.data.yml": "ok",
        "integrations/team/x.integration.js": integration("reads", body),
        "integrations/team/x.test.yml": GOOD,
    }
    assert run(tmp_path, files, "integrations/team").out == "team/x.test.yml: 2 cases, ok\n2 passed\n"


def test_update_records_and_keeps_the_rest(tmp_path: Path) -> None:
    files = {**FILES, "integrations/good.test.yml": OTHER}
    ended = run(tmp_path, files, "--update")
    assert (ended.code, ended.out) == (0, "good.test.yml: 2 cases, ok, 1 recorded\n2 passed\n")
    recorded = "results:\n    - type: text\n      content: ok"
    assert (tmp_path / "integrations/good.test.yml").read_text() == GOOD.replace(
        "results: [{ type: text, content: ok }]", recorded
    )
    assert run(tmp_path, {}).code == 0


def test_update_does_not_bless_what_went_wrong(tmp_path: Path) -> None:
    files = {name: text for name, text in FAILING.items() if "asks" in name}
    ended = run(tmp_path, files, "integrations", "--update")
    assert ended.code == 1
    assert (tmp_path / "integrations/asks.test.yml").read_text() == GOOD


def test_json_has_exactly_its_keys(tmp_path: Path) -> None:
    ended = run(tmp_path, {**FAILING, **FILES}, "--json")
    report = json.loads(ended.out)
    assert (ended.code, ended.err) == (1, "")
    assert list(report) == ["ok", "passed", "failed", "files", "untested", "problems"]
    assert (report["ok"], report["passed"], report["failed"]) == (False, 4, 2)
    assert report["untested"] == ["none.integration.js"]
    file = report["files"][0]
    assert list(file) == ["path", "integration", "tested", "updated"]
    assert list(file["tested"][0]) == ["name", "line", "failures", "fuel", "ms"]
    assert list(file["tested"][0]["failures"][0]) == ["message", "difference"]


def test_a_new_project_passes(tmp_path: Path) -> None:
    create(tmp_path)
    ended = run(tmp_path, {})
    assert (ended.code, ended.out) == (0, "hello-links.test.yml: 3 cases, ok\n3 passed\n")


def test_one_case_is_one(tmp_path: Path) -> None:
    ended = run(tmp_path, FILES, "-k", "elsewhere")
    assert ended.out == "good.test.yml: 1 case, ok\n1 passed\n"


def test_junit(tmp_path: Path) -> None:
    ended = run(tmp_path, {**FAILING, **FILES}, "--junit", "out.xml")
    top = ElementTree.parse(tmp_path / "out.xml").getroot()
    assert ended.code == 1
    assert (top.get("tests"), top.get("failures"), top.get("errors")) == ("6", "2", "0")


UNUSABLE = [
    ({"integrations/good.test.yml": GOOD + "  nmae: x\n"}, (), "good.test.yml:9: [1].nmae: it is not known here; did"),
    ({"integrations/gone.test.yml": GOOD}, (), "gone.test.yml: there is no integration beside it"),
    ({}, ("nowhere",), "nowhere does not exist"),
    ({}, ("-k", "nothing like it"), 'there is nothing to run: no case has "nothing like it" in its name or file'),
    ({"skerry.toml": '[integrations]\npath = "empty"\n', "empty/x": ""}, (), "cases stand in NAME.test.yml beside"),
    ({}, ("--config", "nowhere.toml"), "nowhere.toml"),
    ({}, ("--junit", "nowhere/out.xml"), "nowhere/out.xml cannot be written"),
    ({"skerry.toml": "[limits]\nfuel = 1\n"}, (), "skerry.toml"),
]


@pytest.mark.parametrize(("files", "options", "says_"), UNUSABLE, ids=[each[2] for each in UNUSABLE])
def test_what_cannot_be_used(tmp_path: Path, files: dict[str, str], options: tuple[str, ...], says_: str) -> None:
    ended = run(tmp_path, {**FILES, **files}, *options)
    assert ended.code == 2
    assert says_ in ended.err
    assert ended.err.count("error:") == 1  # and nothing that only follows from it


def test_no_secret_and_no_network_is_touched(tmp_path: Path) -> None:
    body = "return text(secrets.TOKEN.startsWith('skerry_'));" + TEXT
    files = {
        "skerry.toml": '[secrets.TOKEN]\nhosts = ["api.example.com"]\n',
        "integrations/x.integration.js": integration("uses", body, requiredSecrets=["TOKEN"]),
        "integrations/x.test.yml": GOOD.replace("content: ok", 'content: "true"'),
    }
    assert run(tmp_path, files).code == 0
