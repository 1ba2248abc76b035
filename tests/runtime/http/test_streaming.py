import asyncio
import json
from typing import Any

import msgspec
import pytest

from runtime.answer import IntegrationLine
from runtime.http.streaming import MAX_LINE, bounded, wants_lines
from tests.runtime.http.conftest import BEARER, CONTEXT, ITEM, FakeDispatcher, Journal, MakeSite, Site

NDJSON = {"Accept": "application/x-ndjson"}


def line(name: str, rank: int = 0, **more: Any) -> IntegrationLine:
    more = {"results": (ITEM,)} | more if "error" not in more else more
    return IntegrationLine(**{"integration": name, "rank": rank, "priority": 100, "ms": 1.5, "cached": False, **more})


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        ("application/x-ndjson", True),
        ("application/json, Application/X-NDJSON;q=0.5", True),
        ("application/x-ndjson; q=0", False),
        ("application/json", False),
        ("*/*", False),
        ("", False),
        ("application/x-ndjsonp", False),
    ],
)
def test_lines_are_for_who_asks_for_them_by_name(accept: str, wanted: bool) -> None:
    assert wants_lines(accept) is wanted


async def test_each_integration_is_a_line_and_the_totals_come_last(site: Site, dispatcher: FakeDispatcher) -> None:
    dispatcher.lines = [
        line("second", 1, cached=True, results=(ITEM, ITEM)),
        line("third", 2, error="TypeError: no"),
        line("first", 0, results=()),
    ]
    answer = await site.ask(headers=NDJSON)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/x-ndjson"
    assert answer.headers["x-accel-buffering"] == "no"
    item = {"type": "text", "content": "hello"}
    common = {"priority": 100, "ms": 1.5}
    *lines, totals = [json.loads(text) for text in answer.text.splitlines()]
    assert lines == [
        {"integration": "second", "rank": 1, "results": [item, item], "cached": True, **common},
        {"integration": "third", "rank": 2, "error": "TypeError: no", "cached": False, **common},
        {"integration": "first", "rank": 0, "results": [], "cached": False, **common},
    ]
    assert totals.pop("timestamp").endswith("Z")
    assert totals == {
        "count": 3,
        "cacheHits": 1,
        "failedCount": 1,
        "integrationNames": ["first", "second", "third"],
    }


async def test_without_integrations_there_are_only_totals(site: Site) -> None:
    (totals,) = (await site.ask(headers=NDJSON)).text.splitlines()
    assert json.loads(totals)["integrationNames"] == []


async def test_a_line_comes_when_its_integration_is_done(site: Site, dispatcher: FakeDispatcher) -> None:
    go_on = asyncio.Event()
    dispatcher.lines = [line("fast"), go_on, line("slow", 1)]
    async with site.client.stream("POST", "/context", json=CONTEXT, headers={**BEARER, **NDJSON}) as answer:
        lines = answer.aiter_lines()
        assert json.loads(await anext(lines))["integration"] == "fast"
        go_on.set()
        assert json.loads(await anext(lines))["integration"] == "slow"
        assert json.loads(await anext(lines))["count"] == 2


@pytest.mark.parametrize(
    "given",
    [
        line("big", results=(msgspec.Raw(json.dumps({"type": "text", "content": "x" * MAX_LINE}).encode()),)),
        line("big", error="x" * 1_000_000),
        line("big", error="\0" * 20_000),
    ],
)
def test_a_line_has_at_most_64_kib(given: IntegrationLine) -> None:
    replaced, encoded = bounded(given)
    assert len(encoded) <= MAX_LINE
    assert encoded.endswith(b"\n")
    assert encoded.count(b"\n") == 1
    assert replaced.integration == "big"
    assert replaced.results is msgspec.UNSET
    assert isinstance(replaced.error, str)
    if given.error is msgspec.UNSET:
        assert "at most 65536 fit into a line" in replaced.error


async def test_a_line_that_is_replaced_counts_as_failed(site: Site, dispatcher: FakeDispatcher) -> None:
    dispatcher.lines = [line("big", results=(msgspec.Raw(b'"' + b"x" * MAX_LINE + b'"'),))]
    _, totals = (await site.ask(headers=NDJSON)).text.splitlines()
    assert json.loads(totals)["failedCount"] == 1


async def test_a_bug_in_mid_stream_ends_it_without_totals(
    site: Site, dispatcher: FakeDispatcher, logged: Journal
) -> None:
    dispatcher.lines = [line("fine"), KeyError("inside")]
    answer = await site.ask(headers=NDJSON)
    first, last = (json.loads(text) for text in answer.text.splitlines())
    assert first["integration"] == "fine"
    assert last == {"error": "Internal server error", "requestId": answer.headers["x-request-id"]}
    assert [entry["event"] for entry in await logged.entries(2)] == ["crash", "request"]


async def test_a_bug_before_the_first_line_is_a_500(site: Site, dispatcher: FakeDispatcher) -> None:
    dispatcher.lines = [KeyError("inside")]
    assert (await site.ask(headers=NDJSON)).status_code == 500


async def test_a_client_that_leaves_ends_the_stream(site: Site, dispatcher: FakeDispatcher) -> None:
    dispatcher.lines = [line("fast"), asyncio.Event(), line("never", 1)]
    async with site.client.stream("POST", "/context", json=CONTEXT, headers={**BEARER, **NDJSON}) as answer:
        await anext(answer.aiter_lines())
        await dispatcher.begun.acquire()
    async with asyncio.timeout(5):
        await dispatcher.cancelled.wait()


async def test_the_counts_are_logged(make_site: MakeSite, dispatcher: FakeDispatcher, logged: Journal) -> None:
    site = await make_site()
    dispatcher.lines = [line("a"), line("b", 1, error="no")]
    await site.ask(headers=NDJSON)
    (entry,) = await logged.entries(1)
    assert (entry["count"], entry["cache_hits"], entry["failed_count"]) == (2, 0, 1)
