"""The folder's changes are followed while requests are answered."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from runtime.sources import Contents, FolderSource
from tests.server.conftest import MakeSite, Site
from tests.server.integrations import TEXT, integration, says

FILE = "a.integration.js"


async def until_it_says(site: Site, *texts: str) -> None:
    async with asyncio.timeout(10):
        while await site.texts(name="a") != list(texts):  # noqa: ASYNC110 - it looks from outside
            await asyncio.sleep(0.02)


async def test_files_come_change_and_go(make_site: MakeSite) -> None:
    site = await make_site({FILE: says("first", "one")})
    assert await site.texts(name="a") == ["one"]
    (site.folder / "sub").mkdir()
    (site.folder / "sub/b.integration.js").write_text(says("second", "two"))
    await until_it_says(site, "one", "two")
    (site.folder / FILE).write_text(says("first", "other"))
    await until_it_says(site, "other", "two")
    (site.folder / FILE).unlink()
    await until_it_says(site, "two")


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ("module.exports = {", "SyntaxError"),
        ("for (;;);", "too much computing while loading"),
        (says("first", "other").replace("exists", "exist"), "did you mean exists?"),
        ("require('./nowhere');", "nowhere"),
    ],
)
async def test_a_broken_file_keeps_its_last_good_version(make_site: MakeSite, broken: str, reason: str) -> None:
    site = await make_site({FILE: says("first", "one", cache=0)}, limits={"load_fuel": 400_000_000})
    (site.folder / FILE).write_text(broken)
    await site.until(lambda: site.logged(reason) and site.logged(FILE))
    assert await site.texts(name="a") == ["one"]
    (site.folder / FILE).write_text(says("first", "mended"))
    await until_it_says(site, "mended")


async def test_a_data_file_changes_what_its_integration_says(make_site: MakeSite) -> None:
    body = "return text(dataFiles.map(({ id, data }) => id + data.owner));" + TEXT
    site = await make_site({FILE: integration("first", body), "team.data.yml": "owner: ada\n"})
    assert await site.texts(name="a") == ["teamada"]
    (site.folder / "team.data.yml").write_text("owner: grace\n")
    await until_it_says(site, "teamgrace")


async def test_no_request_fails_while_files_change(make_site: MakeSite) -> None:
    """Two versions take turns, so that programs come back that had just gone."""
    site = await make_site({FILE: says("first", "0", cache=0), "b.integration.js": says("second", "x", cache=0)})
    versions = {str(number) for number in range(10)}
    loads = [sum(entry["event"] == "integrations loaded" for entry in site.log)]
    answered = 0

    async def ask() -> None:
        nonlocal answered
        while loads[0] < 11 or answered < 200:
            answer = await site.ask(name="a")
            assert answer["failedCount"] == 0, answer
            assert answer["data"][0]["content"] in versions
            assert answer["data"][1]["content"] == "x"
            answered += 1

    async def change() -> None:
        for number in range(1, 11):
            await asyncio.to_thread((site.folder / FILE).write_text, says("first", str(number % 2), cache=0))
            before = loads[0]
            async with asyncio.timeout(10):
                while loads[0] == before:
                    await asyncio.sleep(0.005)
                    loads[0] = sum(entry["event"] == "integrations loaded" for entry in site.log)

    async with asyncio.TaskGroup() as group:
        group.create_task(change())
        for _ in range(4):
            group.create_task(ask())
    assert await site.texts(name="a") == ["0", "x"]


async def test_a_run_goes_on_when_its_file_has_gone(make_site: MakeSite) -> None:
    wait = "await new Promise((done) => setTimeout(done, 600)); return text('late');"
    site = await make_site({FILE: integration("waiting", wait + TEXT)})
    asked = asyncio.create_task(site.texts(name="a"))
    await asyncio.sleep(0.1)
    (site.folder / FILE).unlink()
    await site.until(lambda: not site.loaded("waiting"))
    assert not asked.done()
    assert await asked == ["late"]


async def test_a_change_during_the_first_load_is_not_missed(
    make_site: MakeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file changes after it was read and before the server is ready."""

    def read_then_change(source: FolderSource) -> Contents:
        contents = read(source)
        monkeypatch.setattr(FolderSource, "read", read)
        (tmp_path / "integrations" / FILE).write_text(says("first", "changed"))
        return contents

    read = FolderSource.read
    monkeypatch.setattr(FolderSource, "read", read_then_change)
    site = await make_site({FILE: says("first", "one")})
    await until_it_says(site, "changed")
