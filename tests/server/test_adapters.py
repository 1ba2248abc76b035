"""Declared adapters of a whole server: files, settings, contexts, and `skerry check`."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

from runtime.settings import AdapterHosts
from tests.runtime.adapters.files import tracker
from tests.server.command import skerry
from tests.server.conftest import MakeSite, Site, write
from tests.server.integrations import says

FILE = "team/x.adapter.yml"
ADAPTERS = {FILE: AdapterHosts(("tracker.example.com",))}
LINKS = says("tracker-links", "hello", match={"contextType": "tracker", "context": {"page.issue": {"exists": True}}})
CONTEXT = {"type": "tracker", "url": "https://tracker.example.com/browse/A-1", "page": {"issue": "A-1"}}
SETTINGS = f'[adapters."{FILE}"]\nhosts = ["tracker.example.com"]\n'


async def adapters(site: Site) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = (await site.client.get("/adapters")).json()["adapters"]
    return listed


async def until(site: Site, key: str, *values: str) -> None:
    async with asyncio.timeout(10):
        while [adapter[key] for adapter in await adapters(site)] != list(values):  # noqa: ASYNC110 - from outside
            await asyncio.sleep(0.02)


async def test_a_context_of_an_adapter_meets_the_integrations_for_it(make_site: MakeSite) -> None:
    site = await make_site({FILE: tracker(), "a.integration.js": LINKS}, adapters=ADAPTERS)
    assert [(adapter["file"], adapter["hosts"]) for adapter in await adapters(site)] == [
        (FILE, ["tracker.example.com"])
    ]
    assert [item["content"] for item in (await site.post(CONTEXT))["data"]] == ["hello"]
    assert (await site.ask(issue="A-1"))["data"] == []  # the same page of another type


async def test_adapters_follow_their_files(make_site: MakeSite) -> None:
    site = await make_site({FILE: tracker(), "a.integration.js": LINKS}, adapters=ADAPTERS)
    write(site.folder, {FILE: tracker().replace("Issues of", "Boards of")})
    await until(site, "description", "Boards of a tracker")
    write(site.folder, {FILE: tracker().replace("h1.title", "input")})
    await site.until(lambda: site.logged("what people type is never read"))
    assert [adapter["description"] for adapter in await adapters(site)] == ["Boards of a tracker"]
    (site.folder / FILE).unlink()
    await until(site, "name")
    assert (await site.client.post("/context", json=CONTEXT)).status_code == 400
    write(site.folder, {FILE: tracker()})
    await until(site, "name", "tracker")
    assert [item["content"] for item in (await site.post(CONTEXT))["data"]] == ["hello"]


async def test_an_adapter_without_hosts_is_not_there(make_site: MakeSite) -> None:
    site = await make_site({FILE: tracker(), "a.integration.js": LINKS})
    assert await adapters(site) == []
    answer = await site.client.post("/context", json=CONTEXT)
    assert answer.json()["details"][0]["message"].startswith(
        "Invalid enum value. Expected 'aws' | 'github' | 'generic',"
    )
    assert site.logged("no page matches: the adapter of tracker is not active")


def test_check_says_what_is_wrong_with_adapters(tmp_path: Path) -> None:
    files = {
        FILE: tracker(),
        "bad.adapter.yml": tracker("bad").replace("/boards", "boards"),
        "idle.adapter.yml": tracker("idle"),
        "idle.integration.js": says("idle-links", "x", match={"contextType": "idle"}),
        "near.integration.js": says("near-links", "x", match={"contextType": "trackr"}),
        "a.integration.js": LINKS,
    }
    write(tmp_path / "integrations", files)
    write(tmp_path, {"skerry.toml": SETTINGS + '[adapters."gone.adapter.yml"]\nhosts = ["gone.example.com"]\n'})
    ended = skerry("check", cwd=tmp_path)
    assert ended.code == 1
    lines = ended.err.splitlines()
    assert len(lines) == 5, ended.err
    for words in (
        ("error: bad.adapter.yml:10: pages[1].path", 'does not begin with "/"'),
        ("error: gone.adapter.yml", "neither the integrations folder nor Skerry has such a file"),
        ("error: near.integration.js:1", "did you mean 'tracker'?"),
        ("warning: idle.integration.js", "no page matches", '[adapters."idle.adapter.yml"] of skerry.toml'),
        ("note: idle.adapter.yml", "it is not active: no host is named for it"),
    ):
        assert sum(all(word in line for word in words) for line in lines) == 1, (words, ended.err)


def test_a_good_adapter_is_nothing_to_put_right(tmp_path: Path) -> None:
    write(tmp_path / "integrations", {FILE: tracker(), "a.integration.js": LINKS})
    write(tmp_path, {"skerry.toml": SETTINGS})
    ended = skerry("check", cwd=tmp_path)
    assert (ended.code, ended.out, ended.err) == (0, "1 integration, nothing is wrong\n", "")


def test_cases_and_single_runs_take_contexts_of_adapters_that_are_there(tmp_path: Path) -> None:
    """Whether or not they are active: who writes an integration has no skerry.toml of the server."""
    case = (
        "- name: an issue\n"
        "  context: { type: tracker, url: 'https://tracker.example.com/browse/A-1', page: { issue: A-1 } }\n"
        "  results: [{ type: text, content: hello }]\n"
    )
    write(tmp_path / "integrations", {FILE: tracker(), "a.integration.js": LINKS, "a.test.yml": case})
    tested = skerry("test", "integrations", cwd=tmp_path)
    assert tested.code == 0, tested.out + tested.err
    ran = skerry("run", "integrations/a.integration.js", "--context", "-", cwd=tmp_path, given=json.dumps(CONTEXT))
    assert (ran.code, "hello" in ran.out) == (0, True), ran.err
