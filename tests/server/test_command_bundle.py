"""`skerry bundle`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.npm import install, pinned
from tests.server.command import Ended, skerry
from tests.server.conftest import write

FILES = {
    "integrations/a.integration.ts": "export default 1;",
    "integrations/team/b.integration.js": "module.exports = require('library');",
    "integrations/c.integration.js": "module.exports = require('crypto');",
    "integrations/node_modules/library/index.js": "module.exports = 1;",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write(tmp_path, FILES)
    pin = pinned(install())
    lines = [f'esbuild = "{pin.esbuild}"', f'version = "{pin.version}"', f'sha256 = "{pin.sha256}"']
    (tmp_path / "skerry.toml").write_text("\n".join(["[bundle]", *lines]))
    return tmp_path


def names(project: Path) -> list[str]:
    return sorted(path.relative_to(project).as_posix() for path in project.rglob("*.bundle.js"))


def bundle(project: Path, *arguments: str) -> Ended:
    return skerry("bundle", *arguments, cwd=project)


def test_all_that_need_it_are_bundled(project: Path) -> None:
    ended = bundle(project)
    assert (ended.code, ended.err) == (0, "")
    assert [line.partition(":")[0] for line in ended.out.splitlines()] == ["made a.bundle.js", "made team/b.bundle.js"]
    assert names(project) == ["integrations/a.bundle.js", "integrations/team/b.bundle.js"]
    assert bundle(project).out == "a.bundle.js is current\nteam/b.bundle.js is current\n"


@pytest.mark.parametrize(
    ("target", "made"),
    [
        ("integrations/team", ["integrations/team/b.bundle.js"]),
        ("integrations/a.integration.ts", ["integrations/a.bundle.js"]),
        ("integrations", ["integrations/a.bundle.js", "integrations/team/b.bundle.js"]),
    ],
)
def test_a_part_of_the_folder_may_be_named_and_packages_are_those_of_all(
    project: Path, target: str, made: list[str]
) -> None:
    assert bundle(project, target).code == 0
    assert names(project) == made


def test_another_folder_is_a_root_of_its_own(project: Path) -> None:
    write(project, {"other/x.integration.ts": "export {};", "other/y.integration.js": "require('library')"})
    ended = bundle(project, "other")
    assert ended.code == 1
    assert "error: y.integration.js: " in ended.err
    assert "Packages must be installed inside the folder" in ended.err
    assert names(project) == ["other/x.bundle.js"]


def test_nothing_to_do_is_said(project: Path) -> None:
    ended = bundle(project, "integrations/c.integration.js")
    assert (ended.code, ended.out) == (0, "nothing to bundle: no integration requires a package or is TypeScript\n")


@pytest.mark.parametrize(
    ("target", "told"), [("nowhere", "nowhere does not exist"), ("skerry.toml", "nothing to bundle")]
)
def test_a_target_that_is_none(project: Path, target: str, told: str) -> None:
    ended = bundle(project, target)
    assert told in ended.out + ended.err


def test_without_a_pin_the_message_says_what_to_add_and_nothing_is_done(project: Path) -> None:
    (project / "skerry.toml").write_text("")
    ended = bundle(project)
    assert ended.code == 1
    assert '    esbuild = "integrations/node_modules/@esbuild/' in ended.err
    assert names(project) == []


def test_check_says_the_command(project: Path) -> None:
    ended = skerry("check", cwd=project)
    assert ended.code == 1
    assert (
        f"a.integration.ts: it is TypeScript and has no bundle; run: skerry bundle {project}/integrations" in ended.err
    )
    assert '"library" is a package, and team/b.integration.js has no bundle; run: skerry bundle' in ended.err


def test_run_takes_the_bundle_and_shows_the_authors_lines(project: Path) -> None:
    source = """
        const fail = (why: string): never => { throw new TypeError(why); };
        export default {
          metadata: { name: 'typed', match: { contextType: 'github' } },
          run() { return fail('no'); },
        };
    """
    write(project, {"integrations/a.integration.ts": source})
    context = '{"type": "github", "url": "https://github.com/a/b"}'
    before = skerry("run", "integrations/a.integration.ts", "--context", "-", cwd=project, given=context)
    assert "it is TypeScript and has no bundle" in before.err
    assert bundle(project, "integrations/a.integration.ts").code == 0
    ended = skerry("run", "integrations/a.integration.ts", "--context", "-", cwd=project, given=context)
    assert ended.code == 1
    lines = [line.strip() for line in ended.err.splitlines()]
    at = lines.index("failed: TypeError: no")
    assert lines[at + 1].startswith("at fail (./a.integration.ts:2:")
    assert lines[at + 2].startswith("at run (./a.integration.ts:5:")
