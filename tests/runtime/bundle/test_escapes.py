"""Imports of what lies outside the folder: refused, and by each of the two walls alone; without them they succeed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import msgspec
import pytest

from runtime.bundle import Esbuild, NotBundled
from runtime.bundle.command import METAFILE, OUTPUT, arguments, options
from runtime.bundle.inputs import Metafile, input_files
from runtime.bundle.make import make
from runtime.settings.model import Bundle
from runtime.sources.files import Root
from tests.runtime.bundle.conftest import Write

SECRET = "the-content-of-a-file-outside"  # must not get into a bundle

ESCAPES = {
    "an absolute import": "import x from '{outside}'; module.exports = x;",
    "an absolute require": "module.exports = require('{outside}');",
    "an import above the folder": "import x from '../../outside'; module.exports = x;",
    "an import above the folder in parts": "module.exports = require('./../team/../../outside.js');",
    "a link to a file outside": "module.exports = require('./link.js');",
    "a link to a folder outside": "module.exports = require('./folder/outside.js');",
    "a file of the system as text": "import x from '/proc/self/environ' with { type: 'text' }; module.exports = x;",
    "a package above the folder": "module.exports = require('outside-package');",
    "a package that is a link": "module.exports = require('linked');",
    "a package whose main file lies outside": "module.exports = require('sly');",
}


@pytest.fixture
def folder(write: Write, tmp_path: Path) -> Path:
    """An integrations folder, with files outside it, and links and packages that lead there."""
    package = tmp_path / "node_modules" / "outside-package"
    package.mkdir(parents=True)
    for file in (tmp_path / "outside.js", package / "index.js"):
        file.write_text(f"module.exports = '{SECRET}';")
    folder = write({"node_modules/sly/package.json": '{"main": "../../../outside.js"}', "team/other.js": ""})
    (folder / "team" / "link.js").symlink_to(tmp_path / "outside.js")
    (folder / "team" / "folder").symlink_to(tmp_path)
    (folder / "node_modules" / "linked").symlink_to(package)
    return folder


def prepare(folder: Path, escape: str) -> str:
    main = "team/x.integration.ts"
    (folder / main).write_text(ESCAPES[escape].replace("{outside}", str(folder.parent / "outside.js")))
    return main


def run_without_walls(pin: Bundle, folder: Path, main: str, output: Path) -> None:
    """The same esbuild with the same options, started as one would start it oneself."""
    assert pin.esbuild is not None
    output.mkdir()
    command = arguments(Path(main).name, str(output), options())
    subprocess.run(
        command,
        executable=pin.esbuild,
        cwd=(folder / main).parent,
        env={"SKERRY_SECRET": SECRET},
        check=True,
        capture_output=True,
    )


@pytest.mark.parametrize("escape", ESCAPES)
def test_it_is_refused(folder: Path, esbuild: Esbuild, escape: str) -> None:
    main = prepare(folder, escape)
    with pytest.raises(NotBundled, match=r"Could not resolve|Cannot read file"):
        make(esbuild, Root(folder), main)


@pytest.mark.parametrize("escape", ESCAPES)
def test_without_the_walls_it_succeeds_and_what_esbuild_says_it_read_would_still_refuse_it(
    folder: Path, pin: Bundle, tmp_path: Path, escape: str
) -> None:
    main = prepare(folder, escape)
    output = tmp_path / "output"
    run_without_walls(pin, folder, main, output)
    assert SECRET in (output / OUTPUT).read_text()
    metafile = msgspec.json.decode((output / METAFILE).read_bytes(), type=Metafile)
    with pytest.raises(NotBundled, match=r"outside|is no file"):  # the process of /proc/self is gone by now
        input_files(metafile, (folder / main).parent, folder)


def test_a_hidden_file_stays_out(write: Write, esbuild: Esbuild) -> None:
    """A project may be its own integrations folder, with the secrets of .env in it."""
    folder = write({".env": SECRET, "x.integration.ts": "import x from './.env' with { type: 'text' }; export { x };"})
    with pytest.raises(NotBundled, match=r"'\.env', and hidden files stay out"):
        make(esbuild, Root(folder), "x.integration.ts")


def test_the_environment_of_the_bundler_is_not_in_reach(
    write: Write, esbuild: Esbuild, monkeypatch: pytest.MonkeyPatch
) -> None:
    """esbuild replaces process.env.NODE_ENV; nothing else of an environment gets in, as there is none."""
    monkeypatch.setenv("NODE_ENV", SECRET)
    monkeypatch.setenv("SKERRY_SECRET", SECRET)
    folder = write({"x.integration.ts": "export const env = [process.env.NODE_ENV, process.env.SKERRY_SECRET];"})
    assert SECRET.encode() not in make(esbuild, Root(folder), "x.integration.ts").content


@pytest.mark.parametrize("config", ["tsconfig.json", "jsconfig.json"])
def test_a_tsconfig_changes_nothing(write: Write, esbuild: Esbuild, config: str) -> None:
    folder = write({"x.integration.ts": "export const a: number = 1;"})
    before = make(esbuild, Root(folder), "x.integration.ts").content
    write({config: '{"extends": "/etc/passwd", "compilerOptions": {"paths": {"*": ["/etc/*"]}, "alwaysStrict": true}}'})
    assert make(esbuild, Root(folder), "x.integration.ts").content == before
