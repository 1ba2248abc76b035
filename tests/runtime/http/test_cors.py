import pytest

from runtime.adapters import ADAPTERS, Adapter
from runtime.http.cors import may_read
from tests.runtime.http.conftest import BEARER, FakeCatalog, MakeSite, Site

WIKI = "https://wiki.example"
OTHER = "https://evil.example"


@pytest.mark.parametrize(
    "origin",
    [
        "https://github.com",
        "https://console.aws.com",
        "https://console.aws.amazon.com",
        "https://eu-west-1.console.aws.amazon.com",
        "https://123456789012-abcd.us-east-1.console.aws.amazon.com",
        WIKI,
        "chrome-extension://abcdefghijklmnopabcdefghijklmnop",
        "moz-extension://0d4a8f5e-1c1b-4a53-9c8d-9a1f4a3f1a11",
        "safari-web-extension://0D4A8F5E-1C1B-4A53-9C8D-9A1F4A3F1A11",
    ],
)
def test_contexts_may_be_read_by_the_pages_they_come_from_and_by_extensions(origin: str) -> None:
    assert may_read("/context", origin, ADAPTERS, [WIKI])


@pytest.mark.parametrize(
    "origin",
    [
        "null",
        "*",
        OTHER,
        "http://github.com",
        "https://github.com:8443",
        "https://github.com.evil.example",
        "https://evilgithub.com",
        "https://gist.github.com",
        "https://GITHUB.com",
        "https://github.com/",
        "https://sub.wiki.example",
        "http://eu-west-1.console.aws.amazon.com",
        "https://eu-west-1.console.aws.amazon.com:8443",
        "https://eu-west-1.console.aws.amazon.com.evil.example",
        "https://evilconsole.aws.amazon.com",
        "https://evil.example/.console.aws.amazon.com",
        "https://evil.example#.console.aws.amazon.com",
        "https://evil.example?.console.aws.amazon.com",
        "https://user@eu-west-1.console.aws.amazon.com",
        "https://EU-WEST-1.console.aws.amazon.com",
        "https://a\u2028.console.aws.amazon.com",
        "https://",
        "chrome-extension://",
        "chrome-extension://abc/def",
        "chrome-extension://abc.evil.example",
        "xchrome-extension://abc",
    ],
)
def test_other_origins_may_read_only_what_is_open(origin: str) -> None:
    assert not may_read("/context", origin, ADAPTERS, [WIKI])
    assert not may_read("/nope", origin, ADAPTERS, [WIKI])
    assert may_read("/config", origin, ADAPTERS, [WIKI])
    assert may_read("/custom-domains", origin, ADAPTERS, [WIKI])


def test_a_disabled_adapter_has_no_origins() -> None:
    github = Adapter(name="github", description="", origins=("https://github.com",), enabled=False)
    assert not may_read("/context", "https://github.com", [github], [])


async def test_an_allowed_origin_is_named_in_the_answer(site: Site) -> None:
    answer = await site.ask(headers={"Origin": WIKI})
    assert answer.headers["access-control-allow-origin"] == WIKI
    assert answer.headers["vary"] == "Origin"
    assert "X-Request-Id" in answer.headers["access-control-expose-headers"]
    assert "access-control-allow-credentials" not in answer.headers


async def test_any_other_origin_gets_its_answer_but_may_not_read_it(site: Site) -> None:
    for headers in ({"Origin": OTHER}, {}):
        answer = await site.ask(headers=headers)
        assert answer.status_code == 200
        assert "access-control-allow-origin" not in answer.headers
        assert answer.headers["vary"] == "Origin"


async def test_errors_may_be_read_too(site: Site) -> None:
    for answer in (
        await site.client.post("/context", headers={"Origin": WIKI}),
        await site.ask(content=b"{", headers={"Origin": WIKI, "Content-Type": "application/json"}),
        await site.client.get("/nope", headers={"Origin": WIKI, **BEARER}),
    ):
        assert answer.status_code >= 400
        assert answer.headers["access-control-allow-origin"] == WIKI


async def test_a_preflight_is_answered_without_a_token(site: Site) -> None:
    asked = {
        "Origin": WIKI,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,content-type",
    }
    answer = await site.client.options("/context", headers=asked)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["access-control-allow-origin"] == WIKI
    assert answer.headers["access-control-allow-methods"] == "GET,HEAD,PUT,PATCH,POST,DELETE"
    assert answer.headers["access-control-allow-headers"] == "authorization,content-type"
    assert answer.headers["access-control-max-age"] == "7200"
    assert answer.headers["vary"] == "Origin, Access-Control-Request-Headers"
    assert "ratelimit-limit" not in answer.headers


async def test_a_preflight_of_another_origin_is_not_allowed(site: Site) -> None:
    asked = {"Origin": OTHER, "Access-Control-Request-Private-Network": "true"}
    answer = await site.client.options("/context", headers=asked)
    assert answer.status_code == 204
    assert "access-control-allow-origin" not in answer.headers
    assert "access-control-allow-private-network" not in answer.headers


@pytest.mark.parametrize("network", ["Private-Network", "Local-Network"])
async def test_an_allowed_page_may_ask_a_server_in_a_private_network(site: Site, network: str) -> None:
    asked = {"Origin": WIKI, f"Access-Control-Request-{network}": "true"}
    answer = await site.client.options("/context", headers=asked)
    assert answer.headers[f"access-control-allow-{network}"] == "true"
    plain = await site.client.options("/context", headers={"Origin": WIKI})
    assert f"access-control-allow-{network}" not in plain.headers


async def test_a_domain_of_a_newly_loaded_integration_counts_at_once(make_site: MakeSite, catalog: FakeCatalog) -> None:
    site = await make_site()
    assert "access-control-allow-origin" not in (await site.ask(headers={"Origin": OTHER})).headers
    catalog.domains = [OTHER]
    assert (await site.ask(headers={"Origin": OTHER})).headers["access-control-allow-origin"] == OTHER
