from importlib.metadata import version

import pytest

from runtime.answer import IntegrationLine
from runtime.context import MAX_BYTES
from runtime.matching.published import ANYTHING
from sandbox.errors import Full
from tests.runtime.http.conftest import (
    ANSWER,
    BEARER,
    CONTEXT,
    ITEM,
    TOKEN,
    FakeCatalog,
    FakeDispatcher,
    Journal,
    MakeSite,
    Site,
)


async def test_a_context_is_answered_with_what_the_dispatcher_says(site: Site, dispatcher: FakeDispatcher) -> None:
    answer = await site.ask(json={**CONTEXT, "page": {"repository": "a/b"}})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    assert answer.text == (
        '{"data":[{"type":"text","content":"hello"}],"count":1,"cacheHits":0,"failedCount":0,'
        '"timestamp":"1970-01-01T00:00:00.000Z","integrationNames":["hello"]}'
    )
    ((context, client),) = dispatcher.asked
    assert context.data == {**CONTEXT, "page": {"repository": "a/b"}}
    assert client == "dev@127.0.0.1"


async def test_what_is_wrong_with_a_context_is_said(site: Site, dispatcher: FakeDispatcher) -> None:
    answer = await site.ask(json={"type": "gitlab"})
    assert answer.status_code == 400
    assert answer.json() == {
        "error": "Invalid request body",
        "details": [
            {
                "path": "type",
                "message": "Invalid enum value. Expected 'aws' | 'github' | 'generic', received 'gitlab'",
            },
            {"path": "url", "message": "Required"},
        ],
        "timestamp": answer.json()["timestamp"],
    }
    assert dispatcher.asked == []


async def test_malformed_json_is_a_wrong_context_too(site: Site) -> None:
    answer = await site.ask(content=b"{", headers={"Content-Type": "application/json"})
    assert answer.status_code == 400
    assert answer.json()["error"] == "Invalid request body"
    assert answer.json()["details"][0]["message"].startswith("Malformed JSON")


@pytest.mark.parametrize("headers", [{}, {"Content-Type": "text/plain"}, {"Content-Type": "application/json"}])
async def test_no_body_is_an_empty_context(site: Site, headers: dict[str, str]) -> None:
    answer = await site.ask(content=b"", headers=headers)
    assert answer.status_code == 400
    assert [detail["message"] for detail in answer.json()["details"]] == ["Required", "Required"]


async def test_config_lists_adapters_and_custom_domains(site: Site) -> None:
    answer = (await site.client.get("/config", headers=BEARER)).json()
    assert [(adapter["name"], adapter["enabled"], adapter["urls"]) for adapter in answer["adapters"]] == [
        (
            "aws",
            True,
            ["https://console.aws.com", "https://console.aws.amazon.com", "/\\.console\\.aws\\.amazon\\.com$/"],
        ),
        ("github", True, ["https://github.com"]),
        ("generic", True, []),
    ]
    assert all(adapter["description"] for adapter in answer["adapters"])
    assert answer["customDomains"] == ["https://wiki.example"]
    assert list(answer) == ["adapters", "customDomains", "skerry", "matching", "timestamp"]


async def test_config_says_which_server_it_is_and_what_it_can_match(site: Site, catalog: FakeCatalog) -> None:
    answer = (await site.client.get("/config", headers=BEARER)).json()
    assert answer["skerry"] == version("skerry")
    assert answer["matching"] == {"complete": True, "rules": [{"type": "github", "context": {}}]}
    catalog.published = ANYTHING
    answer = (await site.client.get("/config", headers=BEARER)).json()
    assert answer["matching"] == {"complete": False, "rules": [{"type": "*", "context": {}}]}


async def test_custom_domains_are_sorted_and_counted(site: Site, catalog: FakeCatalog) -> None:
    catalog.domains = ["https://b.example", "https://a.example"]
    answer = (await site.client.get("/custom-domains", headers=BEARER)).json()
    assert answer["hosts"] == ["https://a.example", "https://b.example"]
    assert answer["count"] == 2
    assert answer.keys() == {"hosts", "count", "timestamp"}


async def test_health_needs_no_token(site: Site) -> None:
    answer = await site.client.get("/healthz")
    assert (answer.status_code, answer.json()["status"]) == (200, "ok")


async def test_readiness_needs_no_token_but_its_reasons_do(site: Site, catalog: FakeCatalog) -> None:
    assert (await site.client.get("/readyz")).status_code == 200
    catalog.reasons = ["the engine's self-test failed"]
    anybody = await site.client.get("/readyz")
    assert (anybody.status_code, anybody.json()["status"]) == (503, "not ready")
    assert "reasons" not in anybody.json()
    holder = await site.client.get("/readyz", headers=BEARER)
    assert (holder.status_code, holder.json()["reasons"]) == (503, catalog.reasons)
    assert (await site.client.get("/readyz", headers={"Authorization": "Bearer x"})).status_code == 401


@pytest.mark.parametrize(
    ("method", "path", "headers", "body"),
    [
        ("GET", "/custom-domains", BEARER, '{"hosts":["https://wiki.example"],"count":1,"timestamp":"AT"}'),
        ("GET", "/healthz", {}, '{"status":"ok","timestamp":"AT"}'),
        ("GET", "/readyz", {}, '{"status":"ready","timestamp":"AT"}'),
        ("GET", "/readyz", BEARER, '{"status":"ready","timestamp":"AT","reasons":[]}'),
        ("GET", "/config", {}, '{"error":"Authorization header required"}'),
        ("GET", "/x", BEARER, '{"error":"Not found","message":"There is no /x here","timestamp":"AT"}'),
        (
            "POST",
            "/context",
            BEARER,
            '{"error":"Invalid request body","details":[{"path":"type","message":"Required"},'
            '{"path":"url","message":"Required"}],"timestamp":"AT"}',
        ),
    ],
)
async def test_answers_have_these_bytes(
    make_site: MakeSite, method: str, path: str, headers: dict[str, str], body: str
) -> None:
    site = await make_site(now=lambda: 0.0)
    answer = await site.client.request(method, path, headers=headers)
    assert answer.text == body.replace("AT", "1970-01-01T00:00:00.000Z")


@pytest.mark.parametrize("path", ["/config/", "/CONFIG", "/Config//"])
async def test_case_and_a_trailing_slash_do_not_matter(site: Site, path: str) -> None:
    assert (await site.client.get(path, headers=BEARER)).status_code == 200


async def test_head_is_get_without_the_body(site: Site) -> None:
    got = await site.client.get("/config", headers=BEARER)
    head = await site.client.head("/config", headers=BEARER)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == got.headers["content-length"]


async def test_an_unknown_path_is_404_and_says_nothing_without_a_token(site: Site) -> None:
    assert (await site.client.get("/nope")).status_code == 401
    answer = await site.client.get("/nope", headers=BEARER)
    assert (answer.status_code, answer.json()["error"]) == (404, "Not found")


async def test_a_wrong_method_is_405_and_says_which_are_right(site: Site) -> None:
    answer = await site.client.put("/context", headers=BEARER)
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
    assert answer.json()["message"] == "/context takes POST, not PUT"
    assert (await site.client.head("/context", headers=BEARER)).status_code == 405


async def test_a_full_server_says_when_to_come_back(site: Site, dispatcher: FakeDispatcher) -> None:
    dispatcher.answer = Full(7, "queue of 256 is full")
    for headers in ({}, {"Accept": "application/x-ndjson"}):
        dispatcher.lines = [Full(7, "queue of 256 is full")]
        answer = await site.ask(headers=headers)
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "7")
        assert answer.json()["error"] == "Server is full"


async def test_a_bug_says_nothing_of_the_inside_and_carries_the_request_id(
    make_site: MakeSite, dispatcher: FakeDispatcher, logged: Journal
) -> None:
    site = await make_site(request_id=lambda: "id-of-this-request")
    dispatcher.answer = KeyError("the database password is hunter2")
    answer = await site.ask(headers={"Origin": "https://github.com"})
    assert answer.status_code == 500
    body = answer.json()
    assert body.pop("timestamp")
    assert body == {"error": "Internal server error", "requestId": "id-of-this-request"}
    assert answer.headers["access-control-allow-origin"] == "https://github.com"
    crash, line = entries = await logged.entries(2)
    assert (crash["event"], crash["error"], crash["request_id"]) == ("crash", "KeyError", "id-of-this-request")
    assert crash["stack"][-1].endswith(" dispatch")
    assert line["status"] == 500
    assert "hunter2" not in repr(entries)
    dispatcher.answer = ANSWER
    assert (await site.ask()).status_code == 200


async def test_every_answer_has_the_same_headers(site: Site, dispatcher: FakeDispatcher) -> None:
    dispatcher.lines = [IntegrationLine(integration="a", rank=0, priority=1, results=(ITEM,), ms=1, cached=False)]
    client = site.client
    answers = [
        await site.ask(),
        await site.ask(headers={"Accept": "application/x-ndjson"}),
        await site.ask(content=b"{", headers={"Content-Type": "application/json"}),
        await site.ask(content=b"x", headers={"Content-Type": "text/plain"}),
        await site.ask(content=b"x" * (MAX_BYTES + 1), headers={"Content-Type": "application/json"}),
        await client.get("/config"),
        await client.get("/nope", headers=BEARER),
        await client.put("/context", headers=BEARER),
        await client.options("/context"),
        await client.get("/healthz"),
    ]
    assert [answer.status_code for answer in answers] == [200, 200, 400, 415, 413, 401, 404, 405, 204, 200]
    for answer in answers:
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "Origin" in answer.headers["vary"]
        assert len(answer.headers["x-request-id"]) == 16
    for answer in answers[2:8]:
        assert answer.headers["content-type"] == "application/json; charset=utf-8"
        assert answer.json()["error"]
    assert len({answer.headers["x-request-id"] for answer in answers}) == len(answers)


async def test_the_request_id_is_never_the_clients(site: Site) -> None:
    answer = await site.ask(headers={"X-Request-Id": "mine"})
    assert answer.headers["x-request-id"] != "mine"


async def test_one_line_is_logged_per_request_without_token_context_or_query(site: Site, logged: Journal) -> None:
    await site.client.post("/context?q=secret-query", json={**CONTEXT, "note": "secret-context"}, headers=BEARER)
    await site.client.get("/secret-path", headers={"Authorization": "Bearer secret-token"})
    first, second = entries = await logged.entries(2)
    assert first.pop("ms") >= 0
    assert len(first.pop("request_id")) == 16
    assert first == {
        "event": "request",
        "level": "info",
        "method": "POST",
        "route": "/context",
        "status": 200,
        "token": "dev",
        "client": "127.0.0.1",
        "count": 1,
        "cache_hits": 0,
        "failed_count": 0,
    }
    assert (second["route"], second["status"], second["token"], second["error"]) == ("-", 401, None, "Invalid token")
    assert "secret" not in repr(entries)
    assert TOKEN not in repr(entries)
