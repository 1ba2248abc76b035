"""`skerry policy suggest`, and what `skerry check` says of wishes and modes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from runtime.settings import Grant, Secret, load
from tests.server.command import Ended, skerry
from tests.server.conftest import write
from tests.server.integrations import integration, says

OWNERS = "team/owners.integration.js"
FILES = {
    OWNERS: "const API = 'https://api.github.com';\n"
    + integration(
        "owners",
        """const headers = { };
        await fetch(`${API}/repos/${context.page.name}/pulls`, { headers: { authorization: secrets.GITHUB_TOKEN } });
        await fetch(`https://${context.page.name}.example.com/`);""",
        requiredSecrets=["GITHUB_TOKEN"],
    ),
    "pager.integration.js": says(
        "pager",
        "x",
        requiredSecrets=["PAGER_TOKEN"],
        permissions={"net": ["GET api.pager.example/v2/", "*.many.example"], "secrets": ["PAGER_TOKEN"]},
    ),
    "plain.integration.js": says("plain", "x"),
}
SETTINGS = """
[egress]
mode = "report"
[grants."pager.integration.js"]
net = ["wide.example"]
secrets = ["OTHER"]
[grants."Plain.integration.js"]
net = ["x.example"]
[secrets.OTHER]
hosts = ["wide.example"]
"""
REPORT = """{"path":"team/owners.integration.js","method":"POST","place":"hooks.example","prefix":"/in/"}
{"path":"gone.integration.js","method":"GET","place":"x.example","prefix":""}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("policy")
    write(folder / "integrations", FILES)
    write(folder, {"skerry.toml": SETTINGS, "egress-report.jsonl": REPORT})
    return folder


@pytest.fixture(scope="module")
def suggested(folder: Path) -> Ended:
    return skerry("policy", "suggest", cwd=folder)


def test_what_is_suggested_can_be_pasted_and_is_what_was_meant(suggested: Ended, folder: Path) -> None:
    assert suggested.code == 0, suggested.err
    (folder / "pasted.toml").write_text(suggested.out)
    settings = load(folder / "pasted.toml", {}).settings
    assert settings.grants == {
        OWNERS: Grant(("POST hooks.example/in/", "GET api.github.com/repos/"), ("GITHUB_TOKEN",)),
        "pager.integration.js": Grant(("wide.example", "GET api.pager.example/v2/"), ("OTHER", "PAGER_TOKEN")),
    }
    assert settings.secrets == {"GITHUB_TOKEN": Secret(hosts=("api.github.com",))}


@pytest.mark.parametrize(
    "line",
    [
        '"POST hooks.example/in/",  # recorded',
        f'"GET api.github.com/repos/",  # a guess: {OWNERS}:3',
        '"GET api.pager.example/v2/",  # metadata.permissions',
        '"wide.example",  # in skerry.toml',
        "# *.many.example (metadata.permissions): it names many hosts",
        f"# {OWNERS}:4 fetches from a host that is computed",
        "# gone.integration.js is in the report and not in the folder",
        "# [secrets.PAGER_TOKEN] needs hosts: is it for api.pager.example or wide.example?",
    ],
)
def test_each_line_says_where_it_comes_from(suggested: Ended, line: str) -> None:
    assert line in suggested.out


def test_another_report_can_be_named_and_json_has_it_all(folder: Path) -> None:
    (folder / "other.jsonl").write_text(REPORT.replace("hooks.", "other."))
    ended = skerry("policy", "suggest", "integrations", "--from-report", "other.jsonl", "--json", cwd=folder)
    found = json.loads(ended.out)
    assert list(found) == ["grants", "secrets", "notes", "toml"]
    assert found["grants"][OWNERS]["net"][0] == {"text": "POST other.example/in/", "why": "recorded", "guess": False}
    assert found["secrets"] == {
        "GITHUB_TOKEN": {"hosts": [{"text": "api.github.com", "why": f"{OWNERS}:3 sends it there", "guess": True}]}
    }
    assert "other.example" in found["toml"]
    assert len(found["notes"]) == 4


def test_where_nothing_is_needed_nothing_is_written(tmp_path: Path) -> None:
    write(tmp_path / "integrations", {"plain.integration.js": FILES["plain.integration.js"]})
    ended = skerry("policy", "suggest", cwd=tmp_path)
    assert (ended.code, ended.out) == (0, "")
    assert "nothing to add" in ended.err


@pytest.mark.parametrize(
    ("options", "says_"),
    [
        (("--from-report", "none.jsonl"), "none.jsonl cannot be read: No such file"),
        (("--from-report", "skerry.toml"), "this line was not written by mode"),
        (("nowhere",), "nowhere"),
    ],
)
def test_what_cannot_be_read_is_named(folder: Path, options: tuple[str, ...], says_: str) -> None:
    ended = skerry("policy", "suggest", *options, cwd=folder)
    assert ended.code == 1
    assert says_ in ended.err
    assert "Traceback" not in ended.err


def test_check_compares_wishes_with_grants_and_names_the_mode(folder: Path) -> None:
    ended = skerry("check", cwd=folder, env={"INTEGRATION_PAGER_TOKEN": "x" * 20, "INTEGRATION_GITHUB_TOKEN": "x" * 20})
    for words in (
        ("warning:", "egress.mode", "every public address"),
        (
            "warning:",
            'it asks for "GET api.pager.example/v2/", which is not granted',
            '[grants."pager.integration.js"]',
        ),
        ("warning:", 'it asks for "*.many.example", which is not granted', "if it may: add"),
        ("note:", 'it is granted "wide.example", which is more than it asks for', "take it away"),
        ("warning:", 'grants."Plain.integration.js": it fits no integration', 'did you mean "plain.integration.js"?'),
        ("note:", 'it is granted "OTHER", which is more than it asks for', "take it away"),
    ):
        assert sum(all(word in line for word in words) for line in ended.err.splitlines()) == 1, ended.err
    assert ended.code == 1


def test_check_runs_nothing_over_the_network_in_any_mode(folder: Path, tmp_path: Path) -> None:
    """It runs integrations to see what they read; what they ask for then is neither sent nor noted."""
    source = integration("asks", "await fetch('https://api.example.com/' + context.page.name);")
    write(tmp_path / "integrations", {"asks.integration.js": source})
    write(tmp_path, {"skerry.toml": '[egress]\nmode = "report"\n'})
    skerry("check", cwd=tmp_path)
    assert not (tmp_path / "egress-report.jsonl").exists()
