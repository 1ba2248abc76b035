from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest

from runtime.problems import Problem
from runtime.sources import Contents, FolderSource, Unit, to_program
from runtime.sources.bundles import FORMAT, Manifest, encode_bundle
from runtime.sources.source_map import NO_SOURCE, Segment, Text, encode
from sandbox.program import JavaScript

MAIN = "team/x.integration.ts"
BUNDLE = "team/x.bundle.js"
CODE = b"// head\nconst library = 1;\nmodule.exports = library;"
PACKAGE = "node_modules/p/index.js"
FILES = {MAIN: "export default 1", "team/lib.ts": "lib", PACKAGE: "package", "package.json": "{}"}

SEGMENTS = [Segment(0, 0, NO_SOURCE, 0, 0), Segment(1, 0, 1, 4, 2), Segment(2, 0, 0, 0, 0), Segment(2, 17, 0, 6, 8)]
SOURCES = ["x.integration.ts", f"../{PACKAGE}"]


def digest(content: str) -> str:
    return sha256(content.encode()).hexdigest()


def manifest(main: str = "x.integration.ts", **changes: object) -> Manifest:
    inputs = {os.path.relpath(path, "team"): digest(content) for path, content in FILES.items()}
    made = Manifest(FORMAT, main, "0.28.2", "0" * 64, ["--bundle"], "", inputs)
    return msgspec.structs.replace(made, **changes)


def bundle(made: Manifest | None = None, source_map: Text | None = None) -> bytes:
    return encode_bundle(CODE, source_map or encode(SOURCES, iter(SEGMENTS)), made or manifest())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An integration with a bundle that is current."""
    for path, content in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(content)
    (tmp_path / BUNDLE).write_bytes(bundle())
    return tmp_path


def read(folder: Path) -> Contents:
    return FolderSource(folder, 100_000).read()


def only(contents: Contents) -> Unit:
    assert contents.problems == ()
    (unit,) = contents.units
    return unit


def refused(contents: Contents) -> Problem:
    assert contents.units == ()
    (problem,) = contents.problems
    return problem


def test_a_bundle_that_is_current_is_the_program(folder: Path) -> None:
    unit = only(read(folder))
    assert (unit.path, unit.main, unit.source) == (MAIN, BUNDLE, FILES[MAIN])
    program = to_program(unit, b"contract")
    assert isinstance(program, JavaScript)
    assert program.modules[f"./{BUNDLE}"] == CODE + b"\n"
    assert f"./{MAIN}" not in program.modules
    assert msgspec.json.decode(program.modules["skerry:program"])["main"] == f"./{BUNDLE}"


def test_places_in_it_are_the_authors(folder: Path) -> None:
    unit = only(read(folder))
    assert unit.lines is not None
    text = (
        f"TypeError: x\n    at f (./{BUNDLE}:3:20)\n    at ./{BUNDLE}:2:9\n    at y (./y.js:3:20) ./{BUNDLE}:1:1"
        f" {BUNDLE}:3:20 ./{BUNDLE}:3 ./{BUNDLE}:99:1 ./{BUNDLE}:99999999999:1"
    )
    assert unit.lines.restore(text) == (
        f"TypeError: x\n    at f (./{MAIN}:7:9)\n    at ./{PACKAGE}:5\n    at y (./y.js:3:20) ./{BUNDLE}:1:1"
        f" {BUNDLE}:3:20 ./{MAIN}:1 ./{BUNDLE}:99:1 ./{BUNDLE}:99999999999:1"
    )


def test_the_sandbox_is_told_which_lines_are_packages_code(folder: Path) -> None:
    program = to_program(only(read(folder)), b"contract")
    assert isinstance(program, JavaScript)
    assert program.packages == {f"./{BUNDLE}": [(2, 2)]}


@pytest.mark.parametrize("path", FILES)
def test_a_change_of_anything_that_it_was_made_of_is_a_problem_with_the_command(folder: Path, path: str) -> None:
    (folder / path).write_text("changed")
    problem = refused(read(folder))
    assert problem.file == MAIN
    assert problem.message == f"its bundle {BUNDLE} is not current: {path} changed"
    assert problem.remedy == f"run: skerry bundle {folder}"


def test_what_is_gone_is_a_problem_but_packages_need_not_be_deployed(folder: Path) -> None:
    (folder / PACKAGE).unlink()
    only(read(folder))
    (folder / "team/lib.ts").unlink()
    (folder / "package.json").unlink()
    assert "package.json and 1 more changed" in refused(read(folder)).message


def test_a_reader_sees_changes_and_what_is_put_right_again(folder: Path) -> None:
    source = FolderSource(folder, 100_000)
    good = source.read()
    assert source.inputs == FILES.keys()
    assert source.read() == good
    (folder / PACKAGE).write_text("changed")
    assert refused(source.read()).message.endswith(f"{PACKAGE} changed")
    assert source.inputs == FILES.keys()
    (folder / PACKAGE).write_text(FILES[PACKAGE])
    assert source.read() == good


def test_a_new_bundle_is_another_unit_even_if_only_its_map_changed(folder: Path) -> None:
    before = only(read(folder))
    (folder / BUNDLE).write_bytes(bundle(source_map=encode(SOURCES, iter(SEGMENTS[:2]))))
    after = only(read(folder))
    assert after.modules == before.modules
    assert after.digest != before.digest


def test_typescript_without_a_bundle_is_a_problem_with_the_command(folder: Path) -> None:
    (folder / BUNDLE).unlink()
    problem = refused(read(folder))
    assert problem.message == "it is TypeScript and has no bundle"
    assert problem.remedy == f"run: skerry bundle {folder}"


def test_a_package_without_a_bundle_is_a_warning_with_the_command(tmp_path: Path) -> None:
    (tmp_path / "x.integration.js").write_text("require('./lib')")
    (tmp_path / "lib.js").write_text("require('fs');\ntry { require('lodash/fp') } catch {}")
    contents = read(tmp_path)
    assert [unit.path for unit in contents.units] == ["x.integration.js"]
    (problem,) = contents.problems
    assert problem.severity == "warning"
    assert str(problem) == (
        f'lib.js:2: "lodash/fp" is a package, and x.integration.js has no bundle; run: skerry bundle {tmp_path}'
    )


@pytest.mark.parametrize("content", [b"module.exports = 1", b""])
def test_a_file_of_another_bundler_is_no_bundle(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.integration.js").write_text("require('./x.bundle')")
    (tmp_path / "x.bundle.js").write_bytes(content)
    assert sorted(only(read(tmp_path)).modules) == ["x.bundle.js", "x.integration.js"]


def test_the_bundle_of_another_integration_of_that_name_is_none(folder: Path) -> None:
    (folder / "team/x.integration.js").write_text("1")
    contents = read(folder)
    assert {unit.path: unit.main for unit in contents.units} == {
        MAIN: BUNDLE,
        "team/x.integration.js": "team/x.integration.js",
    }


ITS = f"its bundle {BUNDLE} "
NESTED = b'{"x":' + b"[" * 100_000 + b"]" * 100_000 + b","
BROKEN = {
    "changed by hand": (bundle().replace(b"library = 1", b"library = 2"), ITS + "was changed by hand"),
    "a changed map": (bundle().replace(b'"version":3', b'"version": 3'), ITS + "was changed by hand"),
    "a manifest that is no JSON": (bundle()[:-20], ITS + "cannot be read"),
    "an unknown format": (bundle(manifest(format=2)), ITS + "has the format 2, not 1"),
    "a map that names no source": (bundle(source_map=Text(3, [], "AAAA")), ITS + "cannot be read"),
    "a map that nests too deeply": (bundle().replace(b'{"version"', NESTED + b'"version"'), ITS + "cannot be read"),
    "an input outside": (bundle(manifest(inputs={"../../x": "0"})), f"its bundle {BUNDLE} was made of '../x'"),
    "an absolute input": (bundle(manifest(inputs={"/etc/passwd": "0"})), f"its bundle {BUNDLE} was made of '/etc"),
    "an input with a zero": (bundle(manifest(inputs={"a\0": "0"})), f"its bundle {BUNDLE} was made of 'team/a"),
    "conflict marks": (b"<<<<<<< HEAD\n" + bundle(), ITS + "was changed by hand"),
    "two versions merged": (bundle() + bundle(), ITS + "was changed by hand"),
    "no map": (bundle().replace(b"//# skerry-map", b"//# other"), ITS + "cannot be read"),
    "not UTF-8": (bundle(manifest(esbuild="é")).replace("é".encode(), b"\xff"), ITS + "cannot be read"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_bundle_that_cannot_be_used_is_a_problem_with_the_command(folder: Path, name: str) -> None:
    content, told = BROKEN[name]
    (folder / BUNDLE).write_bytes(content)
    problem = refused(read(folder))
    assert problem.message.startswith(told)
    assert problem.remedy == f"run: skerry bundle {folder}"


def test_an_input_that_is_a_link_to_the_outside_is_not_read(folder: Path) -> None:
    (folder.parent / "outside").write_text(FILES["team/lib.ts"])
    (folder / "team/lib.ts").unlink()
    (folder / "team/lib.ts").symlink_to("../../outside")
    assert refused(read(folder)).message.endswith("team/lib.ts changed")
