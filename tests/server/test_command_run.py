"""`skerry run`: one integration, once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.server.command import Ended, skerry
from tests.server.conftest import github, write
from tests.server.integrations import integration, says

KEYS = ["results", "logs", "calls", "fuel", "memory_bytes", "ms", "error", "stack"]
FILES = {
    "busy.integration.js": integration(
        "busy",
        """
        logger.info({ page: context.page.name }, 'looking');
        await cache.set('k', 1);
        await fetch('https://api.example.com/x').catch(() => null);
        return [
          { type: 'link', content: 'On call: Ada \\u001b[31m', href: 'https://x.example/', status: 'important',
            tooltip: 'now' },
          { type: 'dropdown', content: 'More', items: [{ content: 'Logs', href: 'https://logs.example/' }] },
        ];""",
    ),
    "broken.integration.js": integration("broken", "console.log('first'); throw new TypeError('no such thing');"),
    "silent.integration.js": integration("silent", "return null;"),
    "skips.integration.js": says("skips", "never", should_run="() => false"),
    "no-load.integration.js": "module.exports = {",
}


def run(folder: Path, name: str, *options: str, context: Any = None, given: str = "") -> Ended:
    (folder / "context.json").write_text(json.dumps(context or github(name="a")))
    write(folder / "integrations", FILES)
    if not any(option == "--context" for option in options):
        options = ("--context", "context.json", *options)
    return skerry("run", f"integrations/{name}", *options, cwd=folder, given=given)


def test_it_shows_results_logs_calls_and_costs(tmp_path: Path) -> None:
    ended = run(tmp_path, "busy.integration.js")
    assert ended.code == 0, ended.err
    first, second, third = ended.out.splitlines()
    assert first == "!! On call: Ada \\x1b[31m -> https://x.example/ (now)"
    assert (second.strip(), third.strip()) == ("More", "Logs -> https://logs.example/")
    assert "log info:" in ended.err
    assert "looking" in ended.err
    assert "call cache.set: k" in ended.err
    assert "call fetch: https://api.example.com/x" in ended.err
    assert '[grants."busy.integration.js"]' in ended.err
    assert " fuel, " in ended.err


@pytest.mark.parametrize(
    ("name", "code", "error", "results", "logs", "calls"),
    [
        ("busy.integration.js", 0, None, 2, 1, 2),
        ("silent.integration.js", 0, None, 0, 0, 0),
        ("skips.integration.js", 0, None, 0, 0, 0),
        ("broken.integration.js", 1, "TypeError: no such thing", 0, 1, 0),
    ],
)
def test_json_has_exactly_its_keys(
    tmp_path: Path, name: str, code: int, error: str | None, results: int, logs: int, calls: int
) -> None:
    ended = run(tmp_path, name, "--json")
    report = json.loads(ended.out)
    assert list(report) == KEYS
    assert (ended.code, report["error"]) == (code, error)
    assert [len(report[key]) for key in ("results", "logs", "calls")] == [results, logs, calls]
    assert report["fuel"] > 0
    assert report["memory_bytes"] > 0
    assert report["ms"] > 0


def test_it_takes_the_context_from_standard_input(tmp_path: Path) -> None:
    ended = run(tmp_path, "busy.integration.js", "--context", "-", given=json.dumps(github(name="b")))
    assert ended.code == 0
    assert "On call" in ended.out


@pytest.mark.parametrize("path", ["deep.integration.js", "team/deep.integration.js"])
def test_an_integration_of_the_folder_is_found_by_its_name(tmp_path: Path, path: str) -> None:
    write(tmp_path / "integrations", {path: says("deep", "found")})
    ended = skerry("run", "deep", "--context", "-", cwd=tmp_path, given=json.dumps(github()))
    assert ended.code == 0, ended.err
    assert "found" in ended.out


@pytest.mark.parametrize(
    ("files", "says_"),
    [
        ((), "deep is no file, and {} has no deep.integration.js: give the integration's file"),
        (
            ("a/deep.integration.js", "b/deep.integration.mjs"),
            "deep may be a/deep.integration.js or b/deep.integration.mjs of {}: give the file",
        ),
        (None, "deep is no file, and the integrations folder {} cannot be read"),
    ],
)
def test_a_name_that_is_not_one_file_is_not_run(tmp_path: Path, files: tuple[str, ...] | None, says_: str) -> None:
    if files is not None:
        (tmp_path / "integrations").mkdir()
        write(tmp_path / "integrations", dict.fromkeys(files, says("deep", "found")))
    ended = skerry("run", "deep", "--context", "-", cwd=tmp_path, given=json.dumps(github()))
    assert ended.code == 1
    assert says_.format(tmp_path / "integrations") in " ".join(ended.err.split())
    assert ended.out == ""


@pytest.mark.parametrize(
    ("name", "options", "given", "says_"),
    [
        ("busy.integration.js", ("--context", "nowhere.json"), "", "nowhere.json cannot be read: No such file"),
        ("busy.integration.js", ("--context", "-"), "{", "standard input is no context: "),
        ("busy.integration.js", ("--context", "-"), '{"type": "gihub", "url": "https://x.y/"}', "Invalid enum value"),
        ("nowhere.integration.js", (), "", "integrations/nowhere.integration.js does not exist"),
        ("../context.json", (), "", "is no integration: give a file NAME.integration.js"),
        ("no-load.integration.js", (), "", "SyntaxError"),
        ("busy.integration.js", ("--config", "nowhere.toml"), "", "nowhere.toml"),
        ("busy.integration.js", ("--allow-net", "ftp://x"), "", "--allow-net"),
    ],
)
def test_what_cannot_be_run_is_named(
    tmp_path: Path, name: str, options: tuple[str, ...], given: str, says_: str
) -> None:
    ended = run(tmp_path, name, *options, given=given)
    assert ended.code == 1
    assert says_ in ended.err
    assert "Traceback" not in ended.err
    assert ended.out == ""
