"""A comparison means nothing unless both do the same work."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from benchmarks import http_peers
from benchmarks.context import context
from benchmarks.fresh_peers import ALL, fresh_peers
from benchmarks.in_process import open_runner, prepared, results, run_once
from benchmarks.programs import ALWAYS_RUN, KEPT, NINE_RESULTS, folder
from benchmarks.scenarios.fresh_run import LARGE, SMALL
from benchmarks.service import Service


@pytest.mark.parametrize("source", [SMALL, LARGE], ids=["small", "260 kB inside"])
@pytest.mark.parametrize("peer", ALL)
async def test_every_peer_gives_the_same_nine_results(source: str, peer: str) -> None:
    async with open_runner() as runner, fresh_peers(source, [peer]) as theirs:
        if theirs.missing:
            pytest.skip(theirs.missing[0])
        ours = await results(runner, await prepared(runner, source))
        assert len(ours) == 9
        assert ours == await theirs.running[peer].ask({"show": True})


async def test_a_run_needs_one_turn_and_no_calls() -> None:
    async with open_runner() as runner:
        outcome = await run_once(runner, await prepared(runner, SMALL))
        assert (outcome.turns, outcome.calls) == (1, ())


@pytest.fixture(scope="module")
async def answers() -> dict[str, list[Any]]:
    """What each server answers to the same three requests: twice the same page, then no page at all."""
    files = {**folder(NINE_RESULTS, 2, **ALWAYS_RUN), **folder(NINE_RESULTS, 1, **KEPT)}
    async with http_peers.servers(files) as running:
        return {name: await _ask(service) for name, service in running.services.items()}


async def _ask(service: Service) -> list[Any]:
    headers = {"Authorization": f"Bearer {service.token}", "Content-Type": "application/json"}
    bodies = [context(1), context(1), b'{"type":"github","url":"https://github.com/"}']
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{service.port}", headers=headers) as client:
        said = [(await client.post("/context", content=body)).json() for body in bodies]
    return [{key: value for key, value in one.items() if key != "timestamp"} for one in said]


def test_all_servers_answer_the_same(answers: dict[str, list[Any]]) -> None:
    assert answers[http_peers.SKERRY] == answers[http_peers.NODE] == answers[http_peers.EXPRESS]


def test_executed_integrations_run_and_kept_ones_hit(answers: dict[str, list[Any]]) -> None:
    counts = [(one["count"], one["cacheHits"], one["failedCount"]) for one in answers[http_peers.SKERRY]]
    assert counts == [(18, 0, 0), (18, 1, 0), (0, 0, 0)]
