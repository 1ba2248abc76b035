"""`skerry selftest --hostile`, as an operator runs it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.server.command import skerry


def test_it_tells_both_verdicts_and_counts_groups(tmp_path: Path) -> None:
    ended = skerry("selftest", "--hostile", "-k", "results/javascript-", cwd=tmp_path)
    assert (ended.code, ended.err) == (0, "")
    lines = ended.out.splitlines()
    assert [line for line in lines if line.startswith("contained    control: got through  results/javascript-href")]
    assert "results   4 of 4 contained, 4 controls got through" in ended.out
    assert lines[-1].endswith("all contained")


def test_it_prints_json(tmp_path: Path) -> None:
    report = json.loads(skerry("selftest", "--hostile", "-k", "results/file-href", "--json", cwd=tmp_path).out)
    assert report["ok"] is True
    (trial,) = report["trials"]
    assert (trial["verdict"], trial["control"], trial["control_verdict"]) == ("contained", "no judge", "got through")
    assert trial["control_why"] == '\'"href":"file:\' came out'


def test_an_installation_in_which_a_case_is_not_as_it_should_be_ends_with_one(tmp_path: Path) -> None:
    (tmp_path / "skerry.toml").write_text("[limits]\nresult_bytes = 100\n")
    ended = skerry("selftest", "--hostile", "-k", "results/long-tooltip", cwd=tmp_path)
    assert ended.code == 1
    assert ended.out.startswith("unclear")
    assert "1 not as they should be" in ended.out


def test_without_node_its_controls_are_skipped(tmp_path: Path) -> None:
    ended = skerry("selftest", "--hostile", "-k", "escape/exit", cwd=tmp_path, env={"PATH": ""})
    assert ended.code == 0
    assert "there is no `node` here" in ended.err
    assert ended.out.startswith("contained    control: skipped  escape/exit-of-the-process")
    assert "1 of 1 contained, 0 controls got through, 1 skipped" in ended.out
    assert "1 without their control, which needs `node`" in ended.out


def test_it_says_what_it_cannot_do(tmp_path: Path) -> None:
    for arguments, says in (
        ([], "say what to test"),
        (["--hostile", "--group", "mischief"], "there is no group mischief"),
        (["--hostile", "-k", "mischief"], "no case has mischief in its name"),
    ):
        ended = skerry("selftest", *arguments, cwd=tmp_path)
        assert ended.code == 1
        assert says in ended.err
