import os
from pathlib import Path
from typing import ClassVar

import msgspec
import pytest

from runtime.problems import Problem
from runtime.sources import Contents, FolderSource, SourceError, Unit, to_program
from runtime.sources.data_files import MAX_BYTES
from runtime.sources.folder import MAX_WASM_BYTES
from runtime.sources.modules import MAX_MODULES
from sandbox.program import JavaScript, Wasm

posix = pytest.mark.skipif(os.name != "posix", reason="links and special files")
MAX_SOURCE = 100_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "integrations"


def write(folder: Path, files: dict[str, str | bytes]) -> None:
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)


def read(folder: Path, files: dict[str, str | bytes] | None = None) -> Contents:
    write(folder, files or {})
    return FolderSource(folder, MAX_SOURCE).read()


def only(contents: Contents) -> Unit:
    (unit,) = contents.units
    return unit


def only_problem(contents: Contents) -> Problem:
    (problem,) = contents.problems
    assert problem.remedy
    return problem


def test_integrations_are_found_by_their_names_in_a_stable_order(folder: Path) -> None:
    contents = read(
        folder,
        {
            "b.integration.js": "",
            "a.integration.mjs": "",
            "team/c.integration.wasm": "",
            "team/deep/d.integration.js": "",
            "Z.integration.js": "",
            "lib.js": "",
            "e.integration.tsx": "",
            ".git/f.integration.js": "",
            ".g.integration.js": "",
            "node_modules/h.integration.js": "",
            "team/node_modules/i.integration.js": "",
        },
    )
    assert [(unit.path, unit.kind) for unit in contents.units] == [
        ("Z.integration.js", "javascript"),
        ("a.integration.mjs", "javascript"),
        ("b.integration.js", "javascript"),
        ("team/c.integration.wasm", "wasm"),
        ("team/deep/d.integration.js", "javascript"),
    ]
    assert contents.problems == ()


def test_a_folder_that_is_not_there_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"nowhere cannot be read \(No such file.*skerry init"):
        read(tmp_path / "nowhere")
    (tmp_path / "file").write_text("")
    with pytest.raises(SourceError, match=r"file cannot be read \(Not a directory"):
        read(tmp_path / "file")


def test_an_empty_folder_is_fine(folder: Path) -> None:
    folder.mkdir()
    assert read(folder) == Contents(())


class TestModules:
    def modules(self, folder: Path, files: dict[str, str | bytes]) -> list[str]:
        contents = read(folder, files)
        assert contents.problems == ()
        return sorted(only(contents).modules)

    def test_what_is_required_is_collected_by_nodes_rules(self, folder: Path) -> None:
        files: dict[str, str | bytes] = {
            "team/x.integration.js": "require('./exact.js'); require('./bare'); require('./data.json');"
            "require('./dir'); require('../shared/lib'); require('./table');"
            "require('fs'); require('node:crypto'); require('./none')",
            "team/exact.js": "",
            "team/bare.js": "require('./bare2.cjs')",
            "team/bare2.cjs": "import('./esm.mjs')",
            "team/esm.mjs": "import './bare.js'",
            "team/bare.json": "{}",
            "team/data.json": "\"require('./not')\"",
            "team/dir/index.js": "require('..'); require('.')",
            "team/table.json": "{}",
            "team/index.js": "",
            "team/unused.js": "",
            "team/exact.txt": "",
            "shared/lib.mjs": "",
        }
        assert self.modules(folder, files) == [
            "shared/lib.mjs",
            "team/bare.js",
            "team/bare2.cjs",
            "team/data.json",
            "team/dir/index.js",
            "team/esm.mjs",
            "team/exact.js",
            "team/index.js",
            "team/table.json",
            "team/x.integration.js",
        ]

    def test_circles_are_fine(self, folder: Path) -> None:
        files: dict[str, str | bytes] = {"x.integration.js": "require('./a')", "a.js": "require('./x.integration')"}
        assert self.modules(folder, files) == ["a.js", "x.integration.js"]

    def test_only_sources_are_given_also_by_their_whole_name(self, folder: Path) -> None:
        files: dict[str, str | bytes] = {
            "x.integration.js": "require('./secrets.yml'); require('./a.js/..'); require('./\\0')",
            "secrets.yml": "",
        }
        assert self.modules(folder, files) == ["x.integration.js"]

    @pytest.mark.parametrize(
        ("specifier", "why"),
        [
            ("../outside", "lies outside the integrations folder"),
            ("./../../outside.js", "lies outside the integrations folder"),
            ("./a/../../outside.js", "lies outside the integrations folder"),
            ("..", "lies outside the integrations folder"),
            ("/etc/passwd", "is an absolute path"),
            ("file:///etc/passwd", "is an absolute path"),
        ],
    )
    def test_no_specifier_leads_out_of_the_folder(self, folder: Path, specifier: str, why: str) -> None:
        write(folder.parent, {"outside.js": "secret", "index.js": "secret"})
        contents = read(folder, {"x.integration.js": f"// first line\nrequire('{specifier}')"})
        problem = only_problem(contents)
        assert (problem.file, problem.line) == ("x.integration.js", 2)
        assert problem.message == f'"{specifier}" {why}'
        assert list(only(contents).modules) == ["x.integration.js"]

    @posix
    def test_no_link_leads_out_of_the_folder(self, folder: Path) -> None:
        write(folder.parent, {"outside.js": "secret", "other/x.js": "secret"})
        write(folder, {"x.integration.js": "require('./link'); require('./dir/x')", "y.js": ""})
        (folder / "link.js").symlink_to("../outside.js")
        (folder / "dir").symlink_to("../other")
        contents = read(folder)
        assert list(only(contents).modules) == ["x.integration.js"]
        assert [str(problem) for problem in contents.problems] == [
            "dir: it is a link to a folder outside, and is not read; put the files themselves into the folder",
            'x.integration.js:1: "./link" cannot be used: it is a link that leaves the folder; '
            "put the file itself into the folder",
            'x.integration.js:1: "./dir/x" cannot be used: it is a link that leaves the folder; '
            "put the file itself into the folder",
        ]

    @posix
    def test_links_inside_the_folder_are_fine(self, folder: Path) -> None:
        write(folder, {"shared/a.js": "require('./b')", "shared/b.js": "", "team/x.integration.js": "require('./s/a')"})
        (folder / "team" / "s").symlink_to("../shared")
        assert self.modules(folder, {}) == ["team/s/a.js", "team/s/b.js", "team/x.integration.js"]

    def test_all_sources_together_are_bounded(self, folder: Path) -> None:
        contents = read(folder, {"x.integration.js": "require('./a')", "a.js": "x" * (MAX_SOURCE - 14)})
        assert contents.problems == ()
        contents = read(folder, {"x.integration.js": "require('./a') ", "a.js": "x" * (MAX_SOURCE - 14)})
        assert contents.units == ()
        assert contents.unreadable == {"x.integration.js"}
        assert "with all that it requires it has more than 100,000 bytes" in only_problem(contents).message

    def test_the_number_of_modules_is_bounded(self, folder: Path) -> None:
        names = [f"m{number}" for number in range(MAX_MODULES)]
        files: dict[str, str | bytes] = {f"{name}.js": "" for name in names}
        contents = read(folder, {"x.integration.js": "".join(f"require('./{name}');" for name in names), **files})
        assert "requires more than 1,000 files" in only_problem(contents).message


class TestRefusedFiles:
    def test_a_file_that_is_too_large_is_a_problem_and_the_others_load(self, folder: Path) -> None:
        contents = read(
            folder,
            {
                "a.integration.js": "x" * (MAX_SOURCE + 1),
                "b.integration.js": "",
                "c.integration.wasm": b"x" * (MAX_WASM_BYTES + 1),
            },
        )
        assert [unit.path for unit in contents.units] == ["b.integration.js"]
        assert contents.unreadable == {"a.integration.js", "c.integration.wasm"}
        assert [problem.file for problem in contents.problems] == ["a.integration.js", "c.integration.wasm"]

    @posix
    def test_links_to_the_outside_and_special_files_are_problems(self, folder: Path) -> None:
        write(folder.parent, {"x.integration.js": "secret", "other/y.integration.js": "", "x.data.yml": "secret"})
        folder.mkdir()
        (folder / "link.integration.js").symlink_to("../x.integration.js")
        (folder / "link.data.yml").symlink_to("../x.data.yml")
        (folder / "other").symlink_to("../other")
        os.mkfifo(folder / "fifo.integration.js")
        contents = read(folder)
        assert contents.units == ()
        assert contents.unreadable == {"link.integration.js", "fifo.integration.js"}
        assert [(problem.file, problem.message.partition(";")[0]) for problem in contents.problems] == [
            ("other", "it is a link to a folder outside, and is not read"),
            ("link.data.yml", "it is a link that leaves the folder"),
            ("fifo.integration.js", "it is no regular file"),
            ("link.integration.js", "it is a link that leaves the folder"),
        ]

    @posix
    def test_linked_folders_inside_are_not_read_twice(self, folder: Path) -> None:
        write(folder, {"team/x.integration.js": ""})
        (folder / "again").symlink_to("team")
        (folder / "team" / "circle").symlink_to("..")
        assert only(read(folder)).path == "team/x.integration.js"

    @posix
    def test_names_that_cannot_be_written_down_are_problems(self, folder: Path) -> None:
        folder.mkdir()
        for name in (b"a\nb.integration.js", b"c\\d.integration.js", b"e\xff.integration.js"):
            (folder / os.fsdecode(name)).write_text("")
        contents = read(folder)
        assert contents.units == ()
        assert len(contents.problems) == 3
        assert all("rename it" in str(problem) for problem in contents.problems)
        assert all(str(problem).encode() for problem in contents.problems)

    def test_folders_that_lie_too_deep_are_not_read(self, folder: Path) -> None:
        deep = "/".join(["d"] * 40)
        assert "32 folders deep" in only_problem(read(folder, {f"{deep}/x.integration.js": ""})).message


class TestData:
    def test_an_integration_is_given_its_own_folders_files_and_then_the_roots(self, folder: Path) -> None:
        contents = read(
            folder,
            {
                "root.integration.js": "",
                "team/x.integration.js": "",
                "team/deep/y.integration.js": "",
                "b.data.yml": "1",
                "a.data.json": "2",
                "owners.data.yaml": "root",
                "team/c.data.yml": "3",
                "team/owners.data.yml": "team",
            },
        )
        given = {unit.path: [(data.id, data.json) for data in unit.data] for unit in contents.units}
        root = [("a", b"2"), ("b", b"1"), ("owners", b'"root"')]
        assert given == {
            "root.integration.js": root,
            "team/x.integration.js": [("c", b"3"), ("owners", b'"team"'), ("a", b"2"), ("b", b"1")],
            "team/deep/y.integration.js": root,
        }

    def test_two_files_with_one_id_in_a_folder_are_a_problem(self, folder: Path) -> None:
        contents = read(folder, {"x.integration.js": "", "a.data.json": "1", "a.data.yml": "2"})
        assert [data.json for data in only(contents).data] == [b"1"]
        assert only_problem(contents).file == "a.data.yml"

    def test_a_file_that_breaks_keeps_its_last_good_version(self, folder: Path) -> None:
        write(folder, {"x.integration.js": "", "a.data.yml": "good: 1"})
        source = FolderSource(folder, MAX_SOURCE)
        good = source.read()
        write(folder, {"a.data.yml": "good: 1\nbad: ["})
        broken = source.read()
        assert broken.units == good.units
        assert only_problem(broken).line == 2
        assert "its last good version is used" in only_problem(broken).message
        assert source.read().units == good.units
        write(folder, {"a.data.yml": "good: 2"})
        assert only(source.read()).data[0].json == b'{"good":2}'
        (folder / "a.data.yml").unlink()
        assert only(source.read()) == only(FolderSource(folder, MAX_SOURCE).read())

    def test_a_file_that_never_was_good_is_left_out(self, folder: Path) -> None:
        contents = read(folder, {"x.integration.js": "", "a.data.json": "{", "b.data.json": "1"})
        assert [data.id for data in only(contents).data] == ["b"]
        assert "integrations run without it" in only_problem(contents).message

    def test_a_file_that_is_too_large_is_a_problem(self, folder: Path) -> None:
        contents = read(folder, {"a.data.json": b'"' + b"x" * MAX_BYTES + b'"'})
        assert "more than 5,000,000 bytes" in only_problem(contents).message

    def test_only_what_changed_is_parsed_again(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        write(folder, {"x.integration.js": "", "a.data.yml": "1", "b.data.yml": "2"})
        source = FolderSource(folder, MAX_SOURCE)
        source.read()
        source.read()
        parsed: list[str] = []
        monkeypatch.setattr("runtime.sources.data_files.yaml_value", lambda text, _: parsed.append(text))
        write(folder, {"b.data.yml": "3"})
        source.read()
        assert parsed == ["3"]


class TestDigest:
    FILES: ClassVar[dict[str, str | bytes]] = {
        "team/x.integration.js": "require('./a')",
        "team/a.js": "1",
        "team/d.data.yml": "1",
        "e.data.yml": "1",
    }

    def digest(self, folder: Path, files: dict[str, str | bytes]) -> str:
        return only(read(folder, files)).digest

    def test_equal_files_have_equal_digests_wherever_they_are(self, tmp_path: Path) -> None:
        assert self.digest(tmp_path / "a", self.FILES) == self.digest(tmp_path / "b", self.FILES)

    @pytest.mark.parametrize("path", FILES)
    def test_each_part_counts(self, tmp_path: Path, path: str) -> None:
        before = self.digest(tmp_path / "a", self.FILES)
        changed = "require('./a') " if path.endswith("integration.js") else "2"
        assert self.digest(tmp_path / "b", {**self.FILES, path: changed}) != before

    def test_paths_and_kinds_count(self, tmp_path: Path) -> None:
        names = [
            "x.integration.js",
            "y.integration.js",
            "x.integration.mjs",
            "x.integration.wasm",
            "t/x.integration.js",
        ]
        digests = {self.digest(tmp_path / str(number), {name: ""}) for number, name in enumerate(names)}
        assert len(digests) == len(names)

    def test_what_is_not_part_of_it_does_not_count(self, tmp_path: Path) -> None:
        more: dict[str, str | bytes] = {"team/unused.js": "", "other/f.data.yml": "1", "README.md": ""}
        assert self.digest(tmp_path / "a", self.FILES) == self.digest(tmp_path / "b", {**self.FILES, **more})

    def test_the_way_that_data_is_written_does_not_count(self, tmp_path: Path) -> None:
        a = self.digest(tmp_path / "a", {"x.integration.js": "", "d.data.yml": "a: 1"})
        assert self.digest(tmp_path / "b", {"x.integration.js": "", "d.data.json": '{ "a": 1 }'}) == a


class TestProgram:
    def test_a_javascript_program_has_all_its_modules(self, folder: Path) -> None:
        files: dict[str, str | bytes] = {
            "t/x.integration.js": "require('../a')",
            "a.js": "1",
            "owners.data.yml": "a: 1",
        }
        unit = only(read(folder, files))
        program = to_program(unit, b"contract")
        assert isinstance(program, JavaScript)
        assert program.entry == "skerry:contract"
        description = program.modules.pop("skerry:program")
        assert msgspec.json.decode(description) == {
            "main": "./t/x.integration.js",
            "data": [{"id": "owners", "path": "skerry:data/owners"}],
        }
        assert program.modules == {
            "skerry:contract": b"contract",
            "./t/x.integration.js": b"require('../a')",
            "./a.js": b"1",
            "skerry:data/owners": b'{"a":1}',
        }
        assert unit.source == "require('../a')"

    def test_a_wasm_program_is_its_module(self, folder: Path) -> None:
        unit = only(read(folder, {"x.integration.wasm": b"\0asm", "a.data.yml": "1"}))
        assert to_program(unit, b"contract") == Wasm(b"\0asm")
        assert unit.data == ()
        assert unit.source == ""
