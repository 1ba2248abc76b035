"""A context's integrations run at the same time, each on its own, and their results come in order."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import httpx
import pytest

from tests.server.conftest import MakeSite, Upstream, github
from tests.server.integrations import TEXT, fetches, integration, says

OK = {"type": "text", "content": "ok"}


async def test_integrations_wait_at_the_same_time(make_site: MakeSite, upstream: Upstream) -> None:
    files = {f"{n}.integration.js": fetches(f"wait-{n}", f"{upstream.origin}/w{n}?ms=300") for n in range(5)}
    site = await make_site(files)
    began = time.perf_counter()
    assert await site.texts(name="a") == [f"w{n}" for n in range(5)]
    assert time.perf_counter() - began < 0.9  # one after another it would be 1.5


async def test_results_come_by_priority_and_ties_by_file(make_site: MakeSite, upstream: Upstream) -> None:
    site = await make_site(
        {
            "a.integration.js": fetches("slow-tie", f"{upstream.origin}/tie-a?ms=60"),
            "b.integration.js": says("quick-tie", "tie-b"),
            "c.integration.js": fetches("most-wanted", f"{upstream.origin}/first?ms=100", priority=1000),
            "d/a.integration.js": says("least-wanted", "last", priority=1),
            "e.integration.js": says("elsewhere", "no", match={"contextType": "aws"}),
            "f.integration.js": integration("nothing-to-say", "return null;", priority=500),
        }
    )
    answer = await site.ask(name="a")
    assert [item["content"] for item in answer["data"]] == ["first", "tie-a", "tie-b", "last"]
    assert answer["integrationNames"] == ["most-wanted", "nothing-to-say", "slow-tie", "quick-tie", "least-wanted"]
    assert (answer["count"], answer["failedCount"], answer["cacheHits"]) == (4, 0, 0)


MIXED = """return [
    { type: 'text', content: 'good' }, { type: 'link', content: 'x', href: 'javascript:alert(1)' },
    { type: 'text', content: 'good too' }];"""


async def test_what_fails_is_named_and_leaves_the_rest(make_site: MakeSite) -> None:
    site = await make_site(
        {
            "a.integration.js": integration("broken", "return context.page.missing.name;", priority=300),
            "b.integration.js": integration("mixed", MIXED, priority=200),
            "c.integration.js": says("fine", "ok"),
        }
    )
    for fine_is_kept in (0, 1):  # what fails is never kept
        answer = await site.ask(name="a")
        contents = [item["content"] for item in answer["data"]]
        assert contents[0].startswith("broken: TypeError: cannot read property")
        assert contents[1:3] == ["good", "good too"]
        assert contents[3].startswith("mixed: item 2: href")
        assert contents[4:] == ["ok"]
        assert [item.get("status") for item in answer["data"]] == ["important", None, None, "important", None]
        assert answer["integrationNames"] == ["broken", "mixed", "fine"]
        assert (answer["failedCount"], answer["cacheHits"], answer["count"]) == (2, fine_is_kept, 5)


async def test_a_hundred_equal_requests_run_it_once(make_site: MakeSite, upstream: Upstream) -> None:
    site = await make_site({"a.integration.js": fetches("shared", f"{upstream.origin}/once?ms=200")})
    answers = await asyncio.gather(*(site.ask(name="a") for _ in range(100)))
    assert {str(answer["data"]) for answer in answers} == {"[{'type': 'text', 'content': 'once'}]"}
    assert upstream.hits["once"] == 1
    assert (await site.ask(name="a"))["cacheHits"] == 1


async def test_a_flight_ends_when_its_last_waiter_leaves(make_site: MakeSite, upstream: Upstream) -> None:
    site = await make_site({"a.integration.js": fetches("shared", f"{upstream.origin}/hangs")})
    first, second = (asyncio.create_task(site.ask(name="a")) for _ in range(2))
    await asyncio.wait_for(upstream.arrived.acquire(), 30)
    first.cancel()
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(upstream.left.acquire(), 0.2)
    began = time.perf_counter()
    second.cancel()
    await asyncio.wait_for(upstream.left.acquire(), 30)
    assert time.perf_counter() - began < 0.1  # 20 ms on an idle machine
    assert upstream.hits["hangs"] == 1
    await asyncio.gather(first, second, return_exceptions=True)


async def test_a_request_whose_client_leaves_frees_its_place(make_site: MakeSite, upstream: Upstream) -> None:
    """A loop in mid-turn, on the one place that there is: the next request has it at once."""
    loop = integration("looping", "for (;;);", conditions={"page.loop": {"exists": True}}, cache=0)
    site = await make_site(
        {
            "a.integration.js": loop,
            "b.integration.js": says("quick", "ok", conditions={"page.quick": {"exists": True}}),
        },
        limits={"runs_in_flight": 1, "turn_fuel": 5 * 10**9, "run_fuel": 5 * 10**9},
    )
    looping = asyncio.create_task(site.ask(loop=1))
    await asyncio.sleep(0.1)  # in mid-turn, for half a second at least
    assert not looping.done()
    looping.cancel()
    began = time.perf_counter()
    assert await site.texts(quick=1) == ["ok"]
    assert time.perf_counter() - began < 0.2


async def test_how_long_results_are_kept(make_site: MakeSite, upstream: Upstream) -> None:
    origin = upstream.origin
    run_says = f"this.metadata.cache = 0; return text(await (await fetch('{origin}/by-run')).text());" + TEXT
    site = await make_site(
        {
            "kept.integration.js": fetches("kept", f"{origin}/kept", cache=300),
            "never.integration.js": fetches("never", f"{origin}/never", cache=0),
            "second.integration.js": fetches("second", f"{origin}/second", cache=1),
            "broken.integration.js": fetches("broken", f"{origin}/broken", cache=300).replace(".text())", ".json())"),
            "by-run.integration.js": integration("by-run", run_says),
            "unkeyed.integration.js": fetches("unkeyed", f"{origin}/unkeyed", match={"contextType": "github"}),
        }
    )
    for hits in (0, 2):
        assert (await site.ask(name="a"))["cacheHits"] == hits
    await asyncio.sleep(1.05)
    assert (await site.ask(name="a"))["cacheHits"] == 1
    assert upstream.hits == {"kept": 1, "never": 3, "second": 2, "broken": 3, "by-run": 3, "unkeyed": 3}


async def test_values_of_different_types_share_no_result(make_site: MakeSite) -> None:
    body = "return text(typeof context.page.k + JSON.stringify(context.page.k));" + TEXT
    site = await make_site({"a.integration.js": integration("typed", body, cacheKey=["page.k"])})
    values: list[Any] = [None, "", 0, False, "0", [], {}, "null", 1, "1", [1]]
    pages = [{}, *({"k": value} for value in values)]
    first = [await site.ask(name="a", **page) for page in pages]
    assert [answer["cacheHits"] for answer in first] == [0] * len(pages)
    again = [await site.ask(name="b", **page) for page in pages]
    assert [answer["cacheHits"] for answer in again] == [1] * len(pages)
    assert [answer["data"] for answer in again] == [answer["data"] for answer in first]
    assert (await site.ask(k=1.0, name="c"))["cacheHits"] == 1


async def test_should_run_is_asked_before_a_kept_result_counts(make_site: MakeSite) -> None:
    should = "(context) => { if (context.page.say === 'throw') throw new Error('no'); return context.page.say; }"
    site = await make_site({"a.integration.js": says("asked", "ok", should_run=should)})
    expected = [(True, 1, 0), (True, 1, 1), (False, 0, 0), ("throw", 0, 0), ("yes", 1, 1)]
    for say, count, hits in expected:
        answer = await site.ask(name="a", say=say)
        assert (answer["count"], answer["cacheHits"], answer["failedCount"]) == (count, hits, 0), say
        assert len(answer["integrationNames"]) == count
    assert site.logged("shouldRun threw")


async def test_the_deadline_holds_for_the_whole_request(make_site: MakeSite, upstream: Upstream) -> None:
    """shouldRun and run wait 700 ms each, of one second."""
    wait = "await new Promise((done) => setTimeout(done, 700));"
    site = await make_site(
        {
            "a.integration.js": integration(
                "twice", wait + "return null;", should_run=f"async () => {{ {wait} return true; }}"
            ),
            "b.integration.js": says("fine", "ok"),
        },
        limits={"wall_ms": 1000},
    )
    began = time.perf_counter()
    answer = await site.ask(name="a")
    assert 0.9 < time.perf_counter() - began < 1.4
    assert "limit wall_ms" in answer["data"][0]["content"]
    assert (answer["data"][1], answer["failedCount"]) == (OK, 1)


async def test_503_when_all_places_and_the_queue_are_taken(make_site: MakeSite, upstream: Upstream) -> None:
    site = await make_site(
        {"a.integration.js": fetches("hanging", f"{upstream.origin}/hangs", cache=0)},
        limits={"runs_in_flight": 1, "queue": 1},
    )
    waiting = [asyncio.create_task(site.ask(name=str(n))) for n in range(2)]
    await asyncio.wait_for(upstream.arrived.acquire(), 30)
    for accept in ("*/*", "application/x-ndjson"):
        response = await site.client.post("/context", json=github(name="c"), headers={"Accept": accept})
        assert (response.status_code, response.headers["Retry-After"]) == (503, "1")
        assert response.json()["error"] == "Server is full"
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)


async def test_a_stream_that_has_begun_names_what_found_no_place(make_site: MakeSite, upstream: Upstream) -> None:
    site = await make_site(
        {
            "a.integration.js": says("kept", "ok", conditions={"page.k": {"exists": True}}),
            "b.integration.js": fetches(
                "hanging", f"{upstream.origin}/hangs", cache=0, conditions={"page.h": {"exists": True}}
            ),
        },
        limits={"runs_in_flight": 1, "queue": 1},
    )
    await site.ask(k=1)
    waiting = [asyncio.create_task(site.ask(h=n)) for n in range(2)]
    await asyncio.wait_for(upstream.arrived.acquire(), 30)
    line, other, totals = [line async for line in site.lines(k=1, h=2)]
    assert (line["integration"], line["cached"]) == ("kept", True)
    assert (other["integration"], "queue" in other["error"]) == ("hanging", True)
    assert (totals["count"], totals["failedCount"]) == (2, 1)
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)


async def test_lines_arrive_as_integrations_finish(make_site: MakeSite, upstream: Upstream) -> None:
    big = "return Array.from({ length: 9 }, () => ({ type: 'text', content: 'x'.repeat(9000) }));"
    site = await make_site(
        {
            "a.integration.js": fetches("slow", f"{upstream.origin}/slow?ms=400", priority=900),
            "b.integration.js": says("quick", "ok"),
            "c.integration.js": integration("large", big),
            "d.integration.js": integration("mixed", MIXED),
            "e.integration.js": integration("broken", "throw new RangeError('no');"),
        }
    )
    began = time.perf_counter()
    arrived = [(line, time.perf_counter() - began) async for line in site.lines(name="a")]
    totals = arrived.pop()[0]
    assert max(at for line, at in arrived[:-1]) < 0.35 < arrived[-1][1]
    lines = {line["integration"]: line for line, _ in arrived}
    assert arrived[-1][0] == lines["slow"]
    assert [lines[name]["rank"] for name in ("slow", "quick", "large", "mixed", "broken")] == [0, 1, 2, 3, 4]
    assert (lines["slow"]["priority"], lines["quick"]["results"]) == (900, [OK])
    assert "fit into a line" in lines["large"]["error"]
    assert lines["broken"]["error"] == "RangeError: no"
    assert [item["content"] for item in lines["mixed"]["results"]][:2] == ["good", "good too"]
    assert totals["integrationNames"] == ["slow", "quick", "large", "mixed", "broken"]
    assert (totals["count"], totals["failedCount"]) == (7, 3)


async def test_leaving_a_stream_ends_what_runs(make_site: MakeSite, upstream: Upstream) -> None:
    site = await make_site(
        {
            "a.integration.js": fetches("hanging", f"{upstream.origin}/hangs"),
            "b.integration.js": says("quick", "ok"),
        }
    )
    async with site.client.stream(
        "POST", "/context", json=github(name="a"), headers={"Accept": "application/x-ndjson"}
    ) as response:
        await anext(response.aiter_lines())
        await asyncio.wait_for(upstream.arrived.acquire(), 30)
    await asyncio.wait_for(upstream.left.acquire(), 30)


async def test_a_pattern_that_explodes_fails_its_own_integration(make_site: MakeSite) -> None:
    evil = says("evil", "never").replace('{"exists": true}', r"{ pattern: /^((?:a+)+)!\1$/ }")
    fine = says("fine", "ok").replace('{"exists": true}', "{ pattern: /^(?=aa)a+!$/ }")
    site = await make_site({"a.integration.js": evil, "b.integration.js": fine})
    failure, good = await site.texts(name="a" * 40 + "!")
    assert failure.startswith(r"evil: the pattern /^((?:a+)+)!\1$/")
    assert good == "ok"


@pytest.mark.parametrize(
    ("method", "path", "status", "error"),
    [
        ("HEAD", "/nowhere", 404, None),
        ("GET", "/nowhere", 404, "Not found"),
        ("DELETE", "/context", 405, "Method not allowed"),
        ("GET", "/context", 405, "Method not allowed"),
        ("POST", "/config", 405, "Method not allowed"),
        ("GET", "/readyz", 200, None),
        ("GET", "/healthz", 200, None),
        ("HEAD", "/config", 200, None),
    ],
)
async def test_every_answer_is_json_without_a_banner(
    make_site: MakeSite, method: str, path: str, status: int, error: str | None
) -> None:
    site = await make_site({})
    response = await site.client.request(method, path)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    assert len(response.headers["x-request-id"]) == 16
    if method != "HEAD":
        assert response.json().get("error") == error
    if path == "/readyz":
        assert (response.json()["status"], response.json()["reasons"]) == ("ready", [])


async def test_an_answer_tells_nothing_to_who_has_no_token(make_site: MakeSite) -> None:
    site = await make_site({})
    async with httpx.AsyncClient(base_url=site.client.base_url) as stranger:
        assert (await stranger.post("/context", json=github())).status_code == 401
        assert (await stranger.get("/readyz")).json().keys() == {"status", "timestamp"}


async def test_a_page_with_more_integrations_than_places_is_answered(make_site: MakeSite) -> None:
    files = {f"{n:02}.integration.js": says(f"many-{n:02}", "ok") for n in range(20)}
    site = await make_site(files, limits={"runs_in_flight": 2, "queue": 3})
    answer = await site.ask(name="a")
    assert (answer["count"], answer["failedCount"]) == (20, 0)
