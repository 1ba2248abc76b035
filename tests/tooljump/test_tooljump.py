"""Ten integrations as ToolJump's documents have them written, unmodified, behind the real server."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any, NamedTuple

import pytest

from tests.tooljump.conftest import SECRETS, Server

HISTORY = "https://history.example.com/"


def github(path: str, page: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    return {"type": "github", "url": f"https://github.com/{path}", "page": page or {}, **more}


def code(repository: str) -> dict[str, Any]:
    return github(repository, {"name": "repository", "repository": repository, "section": {"name": "code"}})


def pull(repository: str, number: str, **page: Any) -> dict[str, Any]:
    section = {"name": "pulls", "pull": number}
    return github(f"{repository}/pull/{number}", {"repository": repository, "section": section, **page})


def function(name: str) -> dict[str, Any]:
    arn = f"arn:aws:lambda:eu-west-1:123456789012:function:{name}"
    return {
        "type": "aws",
        "url": f"https://eu-west-1.console.aws.amazon.com/lambda/home?region=eu-west-1#/functions/{name}",
        "global": {"accountId": "123456789012"},
        "scope": {"region": "eu-west-1"},
        "service": {"name": "lambda", "section": "functions", "resourceName": name, "arn": arn},
    }


def generic(url: str, **more: Any) -> dict[str, Any]:
    return {"type": "generic", "url": url, **more}


def text(content: str, **more: str) -> dict[str, Any]:
    return {"type": "text", "content": content, **more}


def link(content: str, href: str, **more: str) -> dict[str, Any]:
    return {"type": "link", "content": content, "href": href, **more}


def dropdown(content: str, *items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "dropdown", "content": content, "items": list(items)}


class Expected(NamedTuple):
    context: dict[str, Any]
    names: list[str]
    data: list[dict[str, Any]]
    failed: int = 0


RELEASE = link("v1.2.0", "https://github.com/acme/shop/releases/tag/v1.2.0", tooltip="Published 2026-01-31")
PEOPLE = dropdown(
    "2 people",
    {"content": "Ada", "href": "mailto:ada@example.com"},
    {"content": "Grace", "href": "mailto:grace@example.com"},
)


def builds(repository: str) -> list[dict[str, Any]]:
    url = f"https://builds.example.com/{repository}"
    return [
        text("1 failed", status="important"),
        dropdown(
            "Workflows",
            {"content": "build", "href": f"{url}/build", "status": "success"},
            {"content": "lint", "href": f"{url}/lint", "status": "important"},
            {"content": "release", "href": f"{url}/release", "status": "success"},
        ),
    ]


CASES = {
    "data files, several requests, priority order": Expected(
        code("acme/shop"),
        ["latest-release", "build-status", "team-directory", "notes"],
        [RELEASE, *builds("acme/shop"), text("checkout, floor 3, since 2021"), PEOPLE],
    ),
    "a secret, and an async shouldRun that says yes": Expected(
        pull("Acme/Site", "4"),
        ["on-call", "notes"],
        [text("On call: Grace", status="relevant", icon="pagerduty")],
    ),
    "an async shouldRun that says no": Expected(
        github("Acme/Site/issues/4", {"repository": "Acme/Site", "section": {"name": "issues", "issue": "4"}}),
        ["notes"],
        [],
    ),
    "secrets inside Basic, a POST, null results of another": Expected(
        github("acme/mail-lib", {"repository": "acme/mail-lib", "section": {"name": "releases"}}),
        ["latest-release", "team-directory", "packages", "notes"],
        [text("messaging, floor -1, since 2019"), PEOPLE, text("@acme/mail-lib 2.0.1")],
    ),
    "an error of its own, and others that work": Expected(
        github("acme/broken-lib", {"repository": "acme/broken-lib"}),
        ["latest-release", "packages", "notes"],
        [text("latest-release: Error: releases answered 502", status="important"), text("@acme/broken-lib 2.0.1")],
        failed=1,
    ),
    "one result, from files that were required": Expected(
        github("other/tool/pull/1", {"repository": "other/tool", "title": "Fix web-12 at last"}),
        ["tickets", "notes"],
        [link("WEB-12", "https://web.example.com/browse/WEB-12", icon="jira")],
    ),
    "a file that is required only in run": Expected(
        github("other/tool/pull/2", {"repository": "other/tool", "title": "OPS-1, Web-2 and JS-3"}),
        ["tickets", "notes"],
        [
            dropdown(
                "Tickets",
                {"content": "OPS-1", "href": "https://ops.example.com/tickets/OPS-1"},
                {"content": "WEB-2", "href": "https://web.example.com/browse/WEB-2"},
            )
        ],
    ),
    "a sync shouldRun that says no": Expected(
        github("other/tool/pull/3", {"repository": "other/tool", "title": "Draft: OPS-1"}), ["notes"], []
    ),
    "a pattern that does not match": Expected(
        github("other/tool/pull/5", {"repository": "other/tool", "title": "devops-1"}), ["notes"], []
    ),
    "values in the cache": Expected(
        github("ada", {"name": "profile", "username": "ada"}, **{"global": {"user": "ada"}}),
        ["visits", "notes"],
        [text("visit 1")],
    ),
    "AWS, by the end of a name": Expected(
        function("shop-prod"), ["deployed", "notes"], [text("v41 (done)", status="success")]
    ),
    "AWS, another end": Expected(function("shop-staging"), ["notes"], []),
    "generic, by the address": Expected(
        generic("https://wiki.example.com/teams/checkout?lang=de&x=1"),
        ["page-history", "notes"],
        [link("History", f"{HISTORY}?page=2db04644a187&lang=de", icon="confluence")],
    ),
    "generic, another host that begins the same": Expected(generic("https://wiki.example.community/"), ["notes"], []),
    "every type; keys that nobody knows are dropped": Expected(
        generic("https://elsewhere.example.org/", note="mind the step", edit="https://elsewhere.example.org/edit"),
        ["notes"],
        [text("mind the step"), link("edit", "https://elsewhere.example.org/edit")],
    ),
    "a throw; nothing else is touched": Expected(
        {**function("search-prod"), "note": "x" * 41},
        ["deployed", "notes"],
        [
            text("v41 (done)", status="success"),
            text("notes: RangeError: a note has 40 characters, this one 41", status="important"),
        ],
        failed=1,
    ),
    "one invalid result; the other stays": Expected(
        generic("https://elsewhere.example.org/", note="mind the step", edit="javascript:alert(1)"),
        ["notes"],
        [
            text("mind the step"),
            text(
                'notes: item 2: href "javascript:alert(1)" must be http, https or mailto, not javascript:',
                status="important",
            ),
        ],
        failed=1,
    ),
}


@pytest.mark.parametrize("expected", CASES.values(), ids=CASES.keys())
async def test_the_whole_answer(expected: Expected, server: Server) -> None:
    answer = await server.ask(expected.context)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", answer["timestamp"])
    datetime.fromisoformat(answer.pop("timestamp"))
    assert answer == {
        "data": expected.data,
        "count": len(expected.data),
        "cacheHits": 0,
        "failedCount": expected.failed,
        "integrationNames": expected.names,
    }


async def test_nothing_is_wrong_with_any_file(server: Server) -> None:
    problems = [entry["problem"] for entry in server.log if entry["event"] == "integration problem"]
    assert [problem.partition(": ")[0] for problem in problems] == ["github/tickets.integration.js:12"]
    assert "runs in the JavaScript engine" in problems[0]  # a note: the pattern has the u flag
    assert [entry["count"] for entry in server.log if entry["event"] == "integrations loaded"] == [10]


async def test_custom_domains_are_the_hosts_of_generic_integrations(server: Server) -> None:
    assert (await server.client.get("/config")).json()["customDomains"] == ["https://wiki.example.com"]
    assert (await server.client.get("/custom-domains")).json()["hosts"] == ["https://wiki.example.com"]


async def test_the_upstream_gets_the_secrets_and_nobody_else_does(server: Server) -> None:
    await server.ask(pull("Acme/Secret", "1"))
    await server.ask(code("acme/secret-lib"))
    assert server.upstream.authorizations == {
        f"Bearer {SECRETS['PAGER_TOKEN']}",
        "Basic cmVnaXN0cnktdXNlcjpyZWdpc3RyeS1wYXNzd29yZA==",
    }
    assert not [entry for entry in server.log if any(value in str(entry) for value in SECRETS.values())]


async def test_logged_messages_and_objects_reach_the_log(server: Server) -> None:
    before = len(server.log)
    await server.ask(code("other/logged"))
    await server.ask(pull("Acme/Logged", "1"))
    said = [(entry["level"], entry["message"]) for entry in server.log[before:] if entry["event"] == "integration"]
    assert said == [
        ("info", "3 workflows"),
        ("debug", "schedule found { schedule: 'S1', repository: 'Acme/Logged' }"),
    ]


async def test_requests_of_promise_all_are_under_way_together(server: Server) -> None:
    await server.ask(code("other/together"))
    assert server.upstream.together == 3


async def test_a_timer_aborts_fetches(server: Server) -> None:
    answer = await server.ask(code("other/slow"))
    assert answer["data"] == [text("builds are slow today")]
    assert answer["failedCount"] == 0


async def test_equal_contexts_are_answered_from_the_cache(server: Server) -> None:
    first = await server.ask(code("acme/equal"))
    second = await server.ask(code("acme/equal"))
    assert first["integrationNames"] == second["integrationNames"] == ["latest-release", "build-status", "notes"]
    assert (first["cacheHits"], second["cacheHits"]) == (0, 2)  # notes has no paths, so it is never cached
    assert first["data"] == second["data"] == builds("acme/equal")
    assert len([request for request in server.upstream.seen if "acme/equal" in request]) == 4


async def test_the_key_is_what_cache_key_names(server: Server) -> None:
    hits = []
    for title in ("one", "two"):
        answer = await server.ask(pull("Acme/Keyed", "4", title=title))
        hits.append(answer["cacheHits"])
    assert hits == [0, 1]


async def test_values_in_the_cache_outlive_the_run(server: Server) -> None:
    before = len(server.upstream.seen)
    for number in ("1", "2"):
        assert (await server.ask(pull("Acme/Kept", number)))["cacheHits"] == 0
    assert server.upstream.seen[before:] == [
        "GET /pager/schedules?name=Acme%2FKept",
        "GET /pager/schedules/S1/now",
        "GET /pager/schedules/S1/now",
    ]


async def test_cache_0_is_never(server: Server) -> None:
    context = github("grace", {"name": "profile", "username": "grace"}, **{"global": {"user": "grace"}})
    answers = [await server.ask(context) for _ in range(3)]
    assert [answer["data"][0]["content"] for answer in answers] == ["visit 1", "visit 2", "visit 3"]
    assert [answer["cacheHits"] for answer in answers] == [0, 0, 0]


async def test_run_decides_how_long_its_result_is_kept(server: Server) -> None:
    before = len(server.upstream.seen)
    for name in ("mail-prod", "mail-prod", "login-prod", "login-prod"):
        await server.ask(function(name))
    assert server.upstream.seen[before:] == [
        "GET /deployments/mail-prod",  # running: not kept
        "GET /deployments/mail-prod",
        "GET /deployments/login-prod",  # done: kept for ten minutes
    ]
