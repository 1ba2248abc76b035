"""The cases test what they say: a fetch is answered from the table, anything else fails the case."""

from __future__ import annotations

from pathlib import Path

import pytest

from runtime.live_catalog import activate
from sandbox.thread_runner import ThreadRunner
from tests.gallery.cases import LIMITS, Ran, read_cases, run_case
from tests.gallery.conftest import BuildCatalog

SOURCE = """
module.exports = {
  metadata: {
    name: "pull-count",
    match: { contextType: "github", context: { "page.repository": { exists: true } } },
    requiredSecrets: ["TOKEN"],
  },
  run: async (context, secrets) => {
    const response = await fetch(`https://api.example.com/${context.page.repository}`, { method: "POST" });
    const { status, statusText } = response;
    if (!response.ok) return { type: "text", content: `${status} ${statusText} ${await response.text()}` };
    const { open } = await response.json();
    logger.info("answered by", response.headers.get("server"));
    await cache.set("open", open);
    return { type: "text", content: `${await cache.get("open")} open in ${new Date().getFullYear()}` };
  },
};
"""
CASES = """
- name: answered
  now: 2031-05-05T00:00:00Z
  context: &page { type: github, url: "https://github.com/a/b", page: { repository: a/b } }
  responses:
    POST https://api.example.com/a/b: { json: { open: 3 }, headers: { server: faked } }
  results: []
- name: refused
  context: *page
  responses:
    POST https://api.example.com/a/b: { status: 404, body: gone }
- name: another method
  context: *page
  responses:
    GET https://api.example.com/a/b: {}
- name: elsewhere
  context: { type: github, url: "https://github.com/a" }
"""


@pytest.fixture(scope="module")
async def ran(
    build_catalog: BuildCatalog, runner: ThreadRunner, tmp_path_factory: pytest.TempPathFactory
) -> list[Ran | str]:
    """What became of each case: its outcome, or why it failed."""
    folder: Path = tmp_path_factory.mktemp("integrations")
    (folder / "pulls.integration.js").write_text(SOURCE)
    (folder / "pulls.test.yml").write_text(CASES)
    catalog = await build_catalog(folder)
    active = await activate(catalog, runner, LIMITS)
    outcomes: list[Ran | str] = []
    for case in read_cases(folder / "pulls.test.yml"):
        try:
            outcomes.append(await run_case(case, catalog.entries[0], active, runner))
        except AssertionError as error:
            outcomes.append(str(error))
    return outcomes


def test_json_headers_cache_and_clock(ran: list[Ran | str]) -> None:
    assert ran[0] == Ran([{"type": "text", "content": "3 open in 2031"}], logs=(("info", "answered by faked"),))


def test_a_status_with_its_text(ran: list[Ran | str]) -> None:
    assert ran[1] == Ran([{"type": "text", "content": "404 Not Found gone"}])


def test_a_request_that_is_not_listed_fails_the_case(ran: list[Ran | str]) -> None:
    assert ran[2] == "another method: unexpected requests ['POST https://api.example.com/a/b']"


def test_a_context_that_does_not_match_runs_nothing(ran: list[Ran | str]) -> None:
    assert ran[3] == Ran(None)
