"""The extension holds what it promises: each of its own commands, as a developer runs it."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

from tests.extension.conftest import EXTENSION, Npm


def test_types_and_style_are_in_order(npm: Npm) -> None:
    npm("run", "lint")


def test_its_unit_tests_pass(npm: Npm) -> None:
    npm("test")


def test_it_builds_for_both_browsers_and_stays_small(npm: Npm) -> None:
    npm("run", "build")
    npm("run", "sizes")


def test_the_archives_for_the_stores_are_reproducible(npm: Npm, tmp_path: Path) -> None:
    digests = []
    for name in ("first", "second"):
        npm("run", "zip", environment={"SKERRY_OUT": str(tmp_path / name)})
        archives = sorted((tmp_path / name).glob("*.zip"))
        assert {"chrome", "firefox"} <= {archive.stem.rsplit("-", 1)[1] for archive in archives}
        digests.append([sha256(archive.read_bytes()).hexdigest() for archive in archives])
    assert digests[0] == digests[1]


def test_it_works_in_a_real_browser(npm: Npm, chromium: str) -> None:
    npm("run", "e2e", environment={"SKERRY_CHROMIUM": chromium})


def test_its_readme_names_no_command_that_is_not_there() -> None:
    scripts = json.loads((EXTENSION / "package.json").read_text())["scripts"]
    for line in (EXTENSION / "README.md").read_text().splitlines():
        if line.strip().startswith("npm run "):
            assert line.split("npm run ")[1].split()[0] in scripts, line
