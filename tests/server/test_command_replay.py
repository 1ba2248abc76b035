"""`skerry run --record` and `skerry replay`: what they print, and how they end."""

from __future__ import annotations

import json
import shutil
import stat
from pathlib import Path
from typing import Any

import pytest

from sandbox.journal_file import decode, encode
from tests.server.command import Ended, skerry
from tests.server.conftest import github, write
from tests.server.integrations import integration

NAME = "Adas-page"
BODY = """
    logger.info('looking');
    const refused = await fetch('https://api.example.com/x').catch((error) => error.name);
    await cache.set('k', context.page.name);
    return { type: 'text', content: `${context.page.name} ${refused} ${Math.random()}` };
"""
FILES = {
    "integrations/team/busy.integration.js": integration("busy", BODY),
    "integrations/broken.integration.js": integration("broken", "throw new TypeError('no such thing');"),
    "context.json": json.dumps(github(name=NAME)),
}


def record(folder: Path, name: str) -> Ended:
    write(folder, FILES)
    file = f"integrations/{name}.integration.js"
    return skerry("run", file, "--context", "context.json", "--record", "run.journal", "--json", cwd=folder)


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    """A folder with the journal of one run in it, and what the run said."""
    folder = tmp_path_factory.mktemp("recorded")
    return folder, json.loads(record(folder, "team/busy").out)


@pytest.fixture
def folder(tmp_path: Path, recorded: tuple[Path, Any]) -> Path:
    """A copy of it."""
    shutil.copytree(recorded[0], tmp_path, dirs_exist_ok=True)
    return tmp_path


def test_a_recorded_run_is_replayed_from_its_file(folder: Path, recorded: tuple[Path, Any]) -> None:
    _, ran = recorded
    assert stat.S_IMODE((folder / "run.journal").stat().st_mode) == 0o600
    ended = skerry("replay", "run.journal", cwd=folder)
    assert (ended.code, json.loads(ended.out)["results"]) == (0, ran["results"][0])
    assert ended.err.splitlines() == [
        "log info: looking",
        f"run.journal: the same: 3 turns, {ran['fuel']:,} fuel, end: done",
    ]


def test_a_failed_run_is_recorded_too_and_replays(tmp_path: Path) -> None:
    assert record(tmp_path, "broken").code == 1
    ended = skerry("replay", "run.journal", cwd=tmp_path)
    assert (ended.code, ended.out) == (0, "")
    assert "failed: TypeError: no such thing" in ended.err
    assert "the same" in ended.err


def test_json_tells_all_of_it(folder: Path, recorded: tuple[Path, Any]) -> None:
    _, ran = recorded
    (report,) = json.loads(skerry("replay", "run.journal", "--json", cwd=folder).out)
    assert (report["same"], report["path"], report["end"]) == (True, "team/busy.integration.js", "done")
    assert report["recorded"] == report["replayed"]
    assert (report["replayed"]["fuel"], report["replayed"]["logs"]) == (ran["fuel"], ran["logs"])


def test_steps_are_shown_one_by_one(folder: Path) -> None:
    ended = skerry("replay", "run.journal", "--step", cwd=folder)
    lines = ended.out.splitlines()
    assert ended.code == 0
    assert [line.partition(":")[0] for line in lines if line.startswith("turn")] == ["turn 1", "turn 2", "turn 3"]
    assert "  log info: looking" in lines
    assert any(line.startswith('  call 1: fetch {"url":"https://api.example.com/x"') for line in lines)
    assert any("call 1 failed: TypeError: team/busy.integration.js may not reach" in line for line in lines)
    assert lines[-1].startswith(f'  it is done: {{"results":{{"type":"text","content":"{NAME} TypeError 0.')


def test_a_program_that_changed_is_named_before_the_turn_that_differs(folder: Path) -> None:
    write(folder, {"integrations/team/busy.integration.js": integration("busy", BODY.replace("'k'", "'other'"))})
    ended = skerry("replay", "run.journal", cwd=folder)
    assert ended.code == 1
    notes = [line for line in ended.err.splitlines() if not line.startswith("log")]
    assert notes[0] == "note: another program: ./team/busy.integration.js changed"
    assert '"key":"k"' in ended.err
    assert '"key":"other"' in ended.err
    assert notes[-1].startswith("run.journal: not the same, from turn ")
    stepped = skerry("replay", "run.journal", "--step", cwd=folder)
    assert "  differs: call 1: recorded " in stepped.out
    assert "differs" not in stepped.err  # which was said in its turn


def test_other_limits_are_named_and_the_journals_used(folder: Path) -> None:
    write(folder, {"skerry.toml": "[limits]\nturns = 2\n"})
    ended = skerry("replay", "run.journal", cwd=folder)
    assert ended.code == 0
    assert "note: other limits: turns 1,000, now 2 (the journal's are used)" in ended.err


def test_a_redacted_copy_says_that_it_no_longer_replays(folder: Path) -> None:
    made = skerry("replay", "run.journal", "--redact", "copy.journal", cwd=folder)
    assert (made.code, made.err.strip()) == (
        0,
        "copy.journal no longer replays; look it over with --step before you share it",
    )
    assert NAME.encode() not in (folder / "copy.journal").read_bytes()
    ended = skerry("replay", "copy.journal", "--step", cwd=folder)
    assert ended.code == 1
    assert "copy.journal: not replayed: it is redacted" in ended.err
    assert 'call 1: fetch {"url":"https://host-1/<1>"' in ended.out
    assert NAME not in ended.out + ended.err


def test_a_redacted_copy_never_replaces_what_it_is_a_copy_of(folder: Path) -> None:
    before = (folder / "run.journal").read_bytes()
    ended = skerry("replay", "run.journal", "--redact", "./run.journal", cwd=folder)
    assert ended.code == 1
    assert "the copy would replace run.journal" in ended.err
    assert (folder / "run.journal").read_bytes() == before


def test_a_file_that_cannot_be_read_is_told(folder: Path) -> None:
    ended = skerry("replay", "gone.journal", cwd=folder)
    assert (ended.code, ended.err.strip()) == (1, "gone.journal: not replayed: No such file or directory")


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda data: b"{}", 'it is no journal: the first line must be "skerry journal 1"'),
        (lambda data: data[:-9], "it breaks off in record"),
        (lambda data: data.replace(b"skerry journal 1", b"skerry journal 7"), "it is of another version"),
    ],
)
def test_a_file_that_is_no_journal_is_told(folder: Path, spoil: object, says: str) -> None:
    assert callable(spoil)
    (folder / "run.journal").write_bytes(spoil((folder / "run.journal").read_bytes()))
    ended = skerry("replay", "run.journal", cwd=folder)
    assert ended.code == 1
    assert says in ended.err
    assert "Traceback" not in ended.err


@pytest.mark.parametrize("path", ["team/gone.integration.js", "../context.json", "/etc/passwd"])
def test_a_program_that_is_not_there_is_named_with_the_remedy(folder: Path, path: str) -> None:
    data = (folder / "run.journal").read_bytes()
    kept = decode(data)
    journal = type(kept)(
        type(kept.header)("r", path, "run", kept.header.origin, kept.header.limits), kept.exchanges, kept.end
    )
    (folder / "run.journal").write_bytes(encode(journal))
    ended = skerry("replay", "run.journal", cwd=folder)
    assert ended.code == 1
    assert f"{path} is not in " in ended.err
    assert "--integrations" in ended.err


def test_a_program_that_no_longer_loads_says_why(folder: Path) -> None:
    write(folder, {"integrations/team/busy.integration.js": "module.exports = {"})
    ended = skerry("replay", "run.journal", cwd=folder)
    assert ended.code == 1
    assert "not replayed: SyntaxError" in ended.err


def test_a_value_that_is_given_keeps_the_run_from_being_recorded(folder: Path) -> None:
    write(
        folder,
        {
            "skerry.toml": '[grants."*"]\nsecrets = ["TOKEN"]\n[secrets.TOKEN]\nhosts = ["x.com"]\nexpose = true\n',
            "integrations/knows.integration.js": integration(
                "knows", "return { type: 'text', content: 'did it' };", requiredSecrets=["TOKEN"]
            ),
        },
    )
    file = "integrations/knows.integration.js"
    ended = skerry(
        "run",
        file,
        "--context",
        "context.json",
        "--record",
        "new.journal",
        cwd=folder,
        env={"INTEGRATION_TOKEN": "a-value-of-more-than-16-bytes"},
    )
    assert ended.code == 1
    assert "there is no journal: it is given the value of TOKEN (expose = true)" in ended.err
    assert "did it" in ended.out  # it was run all the same
    assert not (folder / "new.journal").exists()
