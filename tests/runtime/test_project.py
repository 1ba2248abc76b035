import os
from pathlib import Path

import msgspec
import pytest

from runtime.catalog import build
from runtime.project import ProjectError, create
from runtime.services import contract
from runtime.settings import load, token_set
from runtime.sources import FolderSource
from sandbox.limits import Limits
from sandbox.program import Image, Program, encode_program
from sandbox.runner import decode_preparation
from sandbox.thread_runner import ThreadRunner
from sandbox.turns import Call, CallFailed, Granted, Request, converse

FILES = {
    ".env",
    ".gitignore",
    "README.md",
    "integrations/hello-links.integration.js",
    "integrations/hello-links.test.yml",
    "integrations/integration.d.ts",
    "integrations/owners.data.yml",
    "integrations/tsconfig.json",
    "skerry.toml",
}


def test_all_files_are_made(tmp_path: Path) -> None:
    made = create(tmp_path / "new" / "project")
    assert {path.relative_to(tmp_path / "new" / "project").as_posix() for path in made} == FILES
    assert all(path.read_bytes() for path in made)
    assert ".env" in (tmp_path / "new" / "project" / ".gitignore").read_text().splitlines()


@pytest.mark.skipif(os.name != "posix", reason="modes of files")
def test_only_the_owner_can_read_the_token(tmp_path: Path) -> None:
    create(tmp_path)
    assert (tmp_path / ".env").stat().st_mode & 0o777 == 0o600


def test_its_settings_and_token_are_accepted_without_a_warning(tmp_path: Path) -> None:
    create(tmp_path)
    loaded = load(tmp_path / "skerry.toml", {})
    assert loaded.warnings == ()
    assert token_set(loaded).names == ("default",)
    assert Path(loaded.settings.integrations.path) == tmp_path / "integrations"


def test_the_comments_of_its_settings_are_settings(tmp_path: Path) -> None:
    create(tmp_path)
    file = tmp_path / "skerry.toml"
    shown = [line.removeprefix("# ") for line in file.read_text().splitlines()]
    file.write_text("\n".join(line for line in shown if line.startswith("[") or " = " in line))
    loaded = load(file, {})
    assert loaded.warnings == ()
    assert loaded.settings.server.tokens
    assert loaded.settings.limits == Limits()
    assert loaded.settings.grants
    assert loaded.settings.secrets
    assert loaded.settings.egress.private


def test_each_project_has_a_token_of_its_own(tmp_path: Path) -> None:
    create(tmp_path / "a")
    create(tmp_path / "b")
    assert (tmp_path / "a" / ".env").read_text() != (tmp_path / "b" / ".env").read_text()


def test_files_are_added_to_a_folder_that_holds_others(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "integrations").mkdir()
    (tmp_path / "integrations" / "mine.integration.js").write_text("mine")
    create(tmp_path)
    assert (tmp_path / "integrations" / "mine.integration.js").read_text() == "mine"
    assert (tmp_path / "skerry.toml").exists()


@pytest.mark.parametrize("name", sorted(FILES))
def test_nothing_is_overwritten_and_then_nothing_is_written(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    file.write_text("mine")
    with pytest.raises(ProjectError, match=f"already holds {name}, and nothing is overwritten"):
        create(tmp_path)
    assert file.read_text() == "mine"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [file]


@pytest.mark.skipif(os.name != "posix", reason="links")
def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (project / ".env").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ProjectError, match=r"already holds \.env"):
        create(project)
    assert not (tmp_path / "elsewhere").exists()


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ProjectError, match="is a file"):
        create(tmp_path / "file")


class NoCalls:
    async def perform(self, call: Call) -> Granted:
        raise CallFailed("TypeError", f"no {call.op} here")


@pytest.mark.parametrize(
    ("repository", "contents"),
    [("octocat/hello-world", ["Owned by platform", "Open pull requests"]), ("a/b", ["Open pull requests"])],
)
async def test_its_integration_loads_without_a_problem_and_gives_links(
    tmp_path: Path, repository: str, contents: list[str]
) -> None:
    create(tmp_path)
    runner = ThreadRunner(Limits())

    async def prepare(program: Program) -> Image:
        return decode_preparation(await runner.prepare(encode_program(program)))

    try:
        catalog = await build(FolderSource(tmp_path / "integrations", 5_000_000).read(), prepare, contract())
        assert catalog.problems == ()
        (entry,) = catalog.entries
        context = {"type": "github", "url": f"https://github.com/{repository}", "page": {"repository": repository}}
        argument = msgspec.json.encode({"context": context, "secrets": {}})
        outcome = await converse(runner, Request(entry.image.id, "run", argument, "test"), NoCalls(), Limits())
        results = msgspec.json.decode(outcome.value)["results"]
        assert [result["content"] for result in results] == contents
    finally:
        await runner.close()
