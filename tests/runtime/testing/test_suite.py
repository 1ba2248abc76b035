"""Finding tests: each beside its integration, and nothing is passed over in silence."""

from __future__ import annotations

from pathlib import Path

from runtime.sources import FolderSource
from runtime.testing.suite import Suite, find

CASES = '- name: a\n  matches: false\n  context: { type: github, url: "https://github.com/a" }\n'
SOURCE = "module.exports = {};"


def found(folder: Path, files: dict[str, str], below: str = "") -> Suite:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return find(FolderSource(folder, 1_000_000).read(), folder, below)


FILES = {
    "a.integration.js": SOURCE,
    "a.test.yml": CASES,
    "team/b.integration.mjs": SOURCE,
    "team/b.test.json": '[{"name": "b", "matches": false, "context": {"type": "aws", "url": "https://x.example/"}}]',
    "team/c.integration.js": SOURCE,
    "node_modules/d.test.yml": CASES,
    ".hidden/e.test.yml": CASES,
}


def test_what_is_found(tmp_path: Path) -> None:
    suite = found(tmp_path, FILES)
    assert [(file.path, file.unit.path, len(file.cases)) for file in suite.files] == [
        ("a.test.yml", "a.integration.js", 1),
        ("team/b.test.json", "team/b.integration.mjs", 1),
    ]
    assert (suite.untested, suite.problems) == (("team/c.integration.js",), ())


def test_a_part_of_the_folder(tmp_path: Path) -> None:
    suite = found(tmp_path, {**FILES, "z.test.yml": CASES}, "team/")
    assert [file.path for file in suite.files] == ["team/b.test.json"]
    assert suite.problems == ()


def test_a_test_without_an_integration(tmp_path: Path) -> None:
    (problem,) = found(tmp_path, {"gone.test.yml": CASES}).problems
    assert str(problem) == (
        "gone.test.yml: there is no integration beside it; call it like the file: gone.integration.js"
    )


def test_two_files_for_one_integration(tmp_path: Path) -> None:
    files = {"a.integration.js": SOURCE, "a.test.yaml": CASES, "a.test.yml": CASES}
    (problem,) = found(tmp_path, files).problems
    assert str(problem) == "a.test.yml: a.test.yaml is there too; put all cases into one of them"


def test_a_file_with_a_mistake_has_no_cases(tmp_path: Path) -> None:
    suite = found(tmp_path, {"a.integration.js": SOURCE, "a.test.yml": CASES + "  nmae: x\n"})
    assert [file.cases for file in suite.files] == [()]
    assert [problem.line for problem in suite.problems] == [4]


def test_a_link_that_leaves_the_folder_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "outside.yml").write_text(CASES)
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.test.yml").symlink_to(tmp_path / "outside.yml")
    suite = found(tmp_path / "in", {"a.integration.js": SOURCE})
    assert suite.files == ()
    assert "a link that leaves the folder" in str(suite.problems[0])
