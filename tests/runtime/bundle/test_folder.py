from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from runtime.bundle import Bundled, Esbuild, bundle_folder, make
from runtime.bundle.confined import Ran, run_confined
from runtime.sources import FolderSource, Unit
from tests.runtime.bundle.conftest import Write

MAX_SOURCE = 1_000_000

Bundling = Callable[[Path], list[Bundled]]

LIBRARY = {
    "node_modules/library/package.json": '{"name": "library", "main": "index.js", "browser": {"fs": false}}',
    "node_modules/library/index.js": "require('fs'); exports.twice = (x) => 2 * x;\n",
    "node_modules/library/unused.js": "",
}
USES = "const { twice } = require('library');\nmodule.exports = { twice };\n"


@pytest.fixture
def bundle(esbuild: Esbuild) -> Bundling:
    return lambda folder: list(bundle_folder(lambda: esbuild, folder, MAX_SOURCE, lambda path: True))


def outcomes(done: list[Bundled]) -> dict[str, str]:
    return {one.path: one.outcome for one in done}


def read(folder: Path) -> dict[str, Unit]:
    contents = FolderSource(folder, MAX_SOURCE).read()
    assert contents.problems == ()
    return {unit.path: unit for unit in contents.units}


def test_those_that_need_it_are_bundled_and_then_current(write: Write, bundle: Bundling) -> None:
    folder = write(
        {
            **LIBRARY,
            "a.integration.js": USES,
            "team/b.integration.ts": "import { twice } from 'library';\nexport default twice satisfies unknown;\n",
            "c.integration.mjs": "import { twice } from 'library';\nexport default { twice };\n",
            "d.integration.js": "require('./lib')",
            "e.integration.js": "require('crypto')",
            "lib.js": "require('library')",
            "f.integration.wasm": "",
        }
    )
    made = bundle(folder)
    assert outcomes(made) == {
        "a.integration.js": "made",
        "c.integration.mjs": "made",
        "d.integration.js": "made",
        "team/b.integration.ts": "made",
    }
    assert all((folder / one.bundle).stat().st_size == one.bytes for one in made)
    units = read(folder)
    assert units["team/b.integration.ts"].main == "team/b.bundle.js"
    assert units["e.integration.js"].main == "e.integration.js"
    assert set(outcomes(bundle(folder)).values()) == {"current"}


def test_what_changed_is_made_again_and_what_needs_none_any_more_loses_it(write: Write, bundle: Bundling) -> None:
    folder = write({**LIBRARY, "a.integration.js": USES, "b.integration.js": USES, "c.integration.js": USES})
    bundle(folder)
    write({"a.integration.js": USES + "//", "b.integration.js": "module.exports = 1;", "c.bundle.js": "mine"})
    assert outcomes(bundle(folder)) == {
        "b.integration.js": "removed",
        "a.integration.js": "made",
        "c.integration.js": "made",
    }
    assert not (folder / "b.bundle.js").exists()
    write({"node_modules/library/index.js": "exports.twice = (x) => x + x;"})
    assert set(outcomes(bundle(folder)).values()) == {"made"}


def test_a_file_of_someone_else_is_not_removed(write: Write, bundle: Bundling) -> None:
    folder = write({"a.integration.js": "module.exports = 1;", "a.bundle.js": "mine"})
    assert bundle(folder) == []
    assert (folder / "a.bundle.js").read_text() == "mine"


def test_equal_files_give_equal_bundles_wherever_they_are(write: Write, bundle: Bundling, tmp_path: Path) -> None:
    folder = write({**LIBRARY, "team/a.integration.js": USES})
    bundle(folder)
    other = tmp_path / "other"
    folder.rename(other)
    before = (other / "team/a.bundle.js").read_bytes()
    (other / "team/a.bundle.js").unlink()
    bundle(other)
    assert (other / "team/a.bundle.js").read_bytes() == before
    assert str(tmp_path).encode() not in before


def test_a_package_with_another_build_for_browsers_gives_that_one(write: Write, bundle: Bundling) -> None:
    folder = write(
        {
            "node_modules/two/package.json": '{"main": "node.js", "module": "browser.js"}',
            "node_modules/two/node.js": "require('node:http'); exports.which = 'node';",
            "node_modules/two/browser.js": "export const which = 'browser';",
            "a.integration.js": "exports.which = require('two').which;",
        }
    )
    assert outcomes(bundle(folder)) == {"a.integration.js": "made"}
    code = read(folder)["a.integration.js"].modules["a.bundle.js"]
    assert b'which = "browser"' in code
    assert b"node:http" not in code


def test_what_only_node_has_stays_a_require(write: Write, bundle: Bundling) -> None:
    folder = write({"a.integration.ts": "export const read = () => require('node:fs').readFileSync;"})
    assert outcomes(bundle(folder)) == {"a.integration.ts": "made"}
    assert b'require("node:fs")' in read(folder)["a.integration.ts"].modules["a.bundle.js"]


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"a.integration.js": "require('nowhere')"}, "npm install --prefix"),
        ({"a.integration.ts": "const = 1"}, "a.integration.ts:1:6"),
        ({"a.integration.ts": "import './x.css'", "x.css": "a {}"}, "no code"),
        ({"a.integration.ts": "import './x.node'", "x.node": ""}, "No loader"),
        ({"a.integration.ts": "await 1"}, "Top-level await"),
        ({"a=b.integration.ts": ""}, "rename it"),
        ({"a.integration.js": "require('x');" + " " * MAX_SOURCE}, "more than 1,000,000 bytes"),
    ],
)
def test_what_cannot_be_bundled_is_told(write: Write, bundle: Bundling, files: dict[str, str], told: str) -> None:
    folder = write(files)
    (one,) = bundle(folder)
    assert one.outcome == "failed"
    assert told in one.problem
    assert {path.name for path in folder.iterdir()} == set(files)


def test_two_that_would_have_one_bundle_are_told(write: Write, bundle: Bundling) -> None:
    folder = write({"a.integration.ts": "export {};", "a.integration.mjs": "import 'library';", **LIBRARY})
    done = bundle(folder)
    assert outcomes(done) == {"a.integration.mjs": "failed", "a.integration.ts": "failed"}
    assert all("would be a.bundle.js as well" in one.problem for one in done)


def test_what_changes_while_it_is_bundled_is_told(
    write: Write, bundle: Bundling, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write({"a.integration.ts": "import './b';", "b.ts": "export const b = 1;"})

    def run(*given: Any, **options: Any) -> Ran:
        ran = run_confined(*given, **options)
        write({"b.ts": "export const b = 2;"})
        return ran

    with monkeypatch.context() as patched:
        patched.setattr(make, "run_confined", run)
        (one,) = bundle(folder)
    assert (one.outcome, one.problem) == ("failed", "b.ts changed meanwhile: run it again")
    assert outcomes(bundle(folder)) == {"a.integration.ts": "made"}


def test_one_that_fails_does_not_keep_the_others(write: Write, bundle: Bundling) -> None:
    folder = write({"a.integration.ts": "const = 1", "b.integration.ts": "export {};"})
    assert outcomes(bundle(folder)) == {"a.integration.ts": "failed", "b.integration.ts": "made"}


def test_esbuild_is_not_asked_for_where_nothing_needs_it(write: Write) -> None:
    folder = write({"a.integration.js": "require('./b')", "b.js": "require('crypto')"})

    def esbuild() -> Esbuild:
        pytest.fail("it was asked for")

    assert list(bundle_folder(esbuild, folder, MAX_SOURCE, lambda path: True)) == []


def test_a_link_in_the_bundles_place_is_replaced_and_not_followed(
    write: Write, bundle: Bundling, tmp_path: Path
) -> None:
    folder = write({"a.integration.ts": "export {};"})
    (tmp_path / "target").write_text("mine")
    (folder / "a.bundle.js").symlink_to(tmp_path / "target")
    assert outcomes(bundle(folder)) == {"a.integration.ts": "made"}
    assert (tmp_path / "target").read_text() == "mine"
    assert not (folder / "a.bundle.js").is_symlink()
    assert (folder / "a.bundle.js").stat().st_mode & 0o777 == 0o666 & ~_umask()


def _umask() -> int:
    umask = os.umask(0o22)
    os.umask(umask)
    return umask
