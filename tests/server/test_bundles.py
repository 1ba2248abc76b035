"""Bundles while a server answers: TypeScript and packages run, errors name the author's lines, changes are noticed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from runtime.bundle import Esbuild, bundle_folder, open_esbuild
from tests.npm import install, pinned
from tests.server.conftest import MakeSite, Site, write

MAIN = "team/x.integration.ts"
LIBRARY = "node_modules/library/index.js"

TYPESCRIPT = """import { fail, twice } from 'library';

type Text = { type: 'text'; content: string };
const text = (content: unknown): Text => ({ type: 'text', content: String(content) });

export default {
  metadata: { name: 'typed', cache: 0, match: { contextType: 'github', context: { 'page.name': { exists: true } } } },
  async run(context: { page: { name: string } }): Promise<Text[]> {
    if (context.page.name === 'fails') {
      fail(context.page.name);
    }
    if (context.page.name === 'logs') console.error(new Error('logged'));
    return [text(twice(21))];
  },
};
"""
FILES = {
    MAIN: TYPESCRIPT,
    "node_modules/library/package.json": '{"name": "library", "module": "index.js"}',
    LIBRARY: """export const twice = (x) => 2 * x;

// A comment, which no bundle keeps.
export function fail(why) {
  throw new TypeError(`no ${why}`);
}
""",
}

Bundle = Callable[[Path], None]


@pytest.fixture(scope="module")
def bundle() -> Iterator[Bundle]:
    packages = install()
    with open_esbuild(pinned(packages), packages, packages) as esbuild:
        yield lambda folder: _bundle(esbuild, folder)


def _bundle(esbuild: Esbuild, folder: Path) -> None:
    done = list(bundle_folder(lambda: esbuild, folder, 1_000_000, lambda path: True))
    assert [one.problem for one in done if one.problem] == []


@pytest.fixture
def folder(tmp_path: Path, bundle: Bundle) -> Path:
    """The folder that `make_site` serves, bundled."""
    folder = tmp_path / "integrations"
    write(folder, FILES)
    bundle(folder)
    return folder


async def until_it_says(site: Site, *texts: str) -> None:
    async with asyncio.timeout(10):
        while await site.texts(name="a") != list(texts):  # noqa: ASYNC110 - it looks from outside
            await asyncio.sleep(0.02)


async def test_typescript_with_a_package_runs(make_site: MakeSite, folder: Path) -> None:
    site = await make_site({})
    assert await site.texts(name="a") == ["42"]


async def test_an_error_names_the_authors_file_and_line(make_site: MakeSite, folder: Path) -> None:
    site = await make_site({})
    assert await site.texts(name="fails") == ["typed: TypeError: no fails"]
    (failed,) = [entry for entry in site.log if entry["event"] == "integration failed"]
    assert failed["path"] == MAIN
    assert failed["stack"] == [f"at fail (./{LIBRARY}:5)", f"at run (./{MAIN}:10:12)"]


async def test_a_stack_that_the_program_logs_does_too(make_site: MakeSite, folder: Path) -> None:
    site = await make_site({})
    await site.ask(name="logs")
    (logged,) = [entry for entry in site.log if entry["event"] == "integration"]
    assert "Error: logged" in logged["message"]
    assert f"./{MAIN}:12:" in logged["message"]
    assert "bundle.js" not in logged["message"]


@pytest.mark.parametrize("path", [MAIN, LIBRARY])
async def test_a_change_is_a_problem_until_it_is_bundled_and_the_last_version_stays(
    make_site: MakeSite, folder: Path, bundle: Bundle, path: str
) -> None:
    site = await make_site({})
    write(folder, {path: FILES[path].replace("2 * x", "3 * x").replace("twice(21)", "twice(-21)")})
    await site.until(lambda: site.logged("is not current") and site.logged(f"run: skerry bundle {folder}"))
    assert await site.texts(name="a") == ["42"]
    bundle(folder)
    await until_it_says(site, "63" if path == LIBRARY else "-42")


async def test_without_a_bundle_the_command_is_told_and_then_it_is_loaded(
    make_site: MakeSite, folder: Path, bundle: Bundle
) -> None:
    (folder / "team/x.bundle.js").unlink()
    site = await make_site({})
    assert await site.texts(name="a") == []
    assert site.logged(f"{MAIN}: it is TypeScript and has no bundle; run: skerry bundle {folder}")
    bundle(folder)
    await until_it_says(site, "42")


async def test_nothing_of_the_folder_is_started_by_a_server(
    make_site: MakeSite, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even esbuild: a stale bundle stays stale."""

    def refuse(*_: object, **__: object) -> None:
        pytest.fail("a process was started")

    monkeypatch.setattr("subprocess.Popen", refuse)
    monkeypatch.setattr("os.posix_spawn", refuse)
    monkeypatch.setattr("os.fork", refuse)
    write(folder, {MAIN: TYPESCRIPT + "//"})
    site = await make_site({})
    assert await site.texts(name="a") == []
    assert site.logged("is not current")


async def test_errors_while_loading_name_the_authors_line(make_site: MakeSite, folder: Path, bundle: Bundle) -> None:
    write(folder, {MAIN: TYPESCRIPT + "\nfail('loading');\n"})
    bundle(folder)
    site = await make_site({})
    assert site.logged(f"{MAIN}: it does not load: TypeError: no loading (at fail (./{LIBRARY}:5))")


@pytest.mark.parametrize(
    ("path", "told"),
    [
        (LIBRARY, f"read once, when the file was loaded: ./{LIBRARY}:9 reads Date.now"),
        (MAIN, f"the program is evaluated anew in each run: ./{MAIN}:18 reads Date.now"),
    ],
)
async def test_what_a_package_reads_while_loading_is_frozen_and_what_the_author_reads_is_not(
    make_site: MakeSite, folder: Path, bundle: Bundle, path: str, told: str
) -> None:
    write(folder, {path: FILES[path] + "\n\nexport const began = Date.now();\n"})
    bundle(folder)
    site = await make_site({})
    assert await site.texts(name="a") == ["42"]
    problems = [entry["problem"] for entry in site.log if entry["event"] == "integration problem"]
    assert len(problems) == 1
    assert told in problems[0]
