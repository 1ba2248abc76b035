"""GET /adapters, and what active adapters change in the other answers."""

from __future__ import annotations

import msgspec
import pytest

from runtime.adapters.model import activated
from tests.runtime.adapters.files import declared
from tests.runtime.http.conftest import BEARER, FakeCatalog, FakeDispatcher, Site

HOSTS = ("tracker.example.com", "*.boards.example.com")
CONTEXT = {"type": "tracker", "url": "https://tracker.example.com/browse/A-1"}


@pytest.fixture
def tracked(catalog: FakeCatalog) -> FakeCatalog:
    catalog.declared.append(activated(declared(), "team/x.adapter.yml", HOSTS))
    return catalog


async def test_without_active_adapters_there_are_none(site: Site) -> None:
    answer = await site.client.get("/adapters", headers=BEARER)
    assert answer.status_code == 200
    assert answer.json() == {"adapters": [], "timestamp": answer.json()["timestamp"]}


async def test_an_adapter_is_given_as_its_file_says_with_its_hosts(site: Site, tracked: FakeCatalog) -> None:
    answer = await site.client.get("/adapters", headers=BEARER)
    assert answer.json() == {
        "adapters": [
            {
                "file": "team/x.adapter.yml",
                "name": "tracker",
                "description": "Issues of a tracker",
                "hosts": ["tracker.example.com", "*.boards.example.com"],
                "values": {"page.tool": {"text": "tracker"}},
                "pages": [
                    {
                        "path": "/browse/:issue",
                        "search": None,
                        "hash": None,
                        "values": {
                            "page.issue": {"group": "issue"},
                            "page.title": {"select": "h1.title", "prefix": "Issue "},
                        },
                    },
                    {"path": "/boards/*", "search": None, "hash": None, "values": {}},
                ],
            }
        ],
        "timestamp": answer.json()["timestamp"],
    }


async def test_the_first_part_is_told_although_it_is_0(site: Site, catalog: FakeCatalog) -> None:
    page = declared().pages[0]
    value = msgspec.structs.replace(page.values["page.issue"], split="-", part=0)
    declaration = msgspec.structs.replace(declared(), pages=(msgspec.structs.replace(page, values={"page.x": value}),))
    catalog.declared.append(activated(declaration, "x.adapter.yml", HOSTS))
    answer = (await site.client.get("/adapters", headers=BEARER)).json()
    assert answer["adapters"][0]["pages"][0]["values"] == {"page.x": {"group": "issue", "split": "-", "part": 0}}


async def test_it_needs_a_token_and_any_origin_may_read_it(site: Site, tracked: FakeCatalog) -> None:
    origin = {"Origin": "https://anything.example"}
    assert (await site.client.get("/adapters", headers=origin)).status_code == 401
    answer = await site.client.get("/adapters", headers={**BEARER, **origin})
    assert answer.headers["access-control-allow-origin"] == "https://anything.example"
    assert (await site.client.post("/adapters", headers=BEARER)).status_code == 405


async def test_config_lists_active_adapters_behind_the_built_in_ones(site: Site, tracked: FakeCatalog) -> None:
    adapters = (await site.client.get("/config", headers=BEARER)).json()["adapters"]
    assert [adapter["name"] for adapter in adapters] == ["aws", "github", "generic", "tracker"]
    assert adapters[3] == {
        "name": "tracker",
        "enabled": True,
        "urls": ["https://tracker.example.com", r"/\.boards\.example\.com$/"],
        "description": "Issues of a tracker",
    }


async def test_a_context_may_have_the_type_of_an_active_adapter(
    site: Site, tracked: FakeCatalog, dispatcher: FakeDispatcher
) -> None:
    assert (await site.ask(json=CONTEXT)).status_code == 200
    assert [context.type for context, _ in dispatcher.asked] == ["tracker"]
    tracked.declared.clear()
    assert (await site.ask(json=CONTEXT)).status_code == 400


async def test_the_refusal_of_a_type_lists_active_adapters(site: Site, tracked: FakeCatalog) -> None:
    answer = await site.ask(json={**CONTEXT, "type": "jira"})
    assert answer.json()["details"] == [
        {
            "path": "type",
            "message": "Invalid enum value. Expected 'aws' | 'github' | 'generic' | 'tracker', received 'jira'",
        }
    ]


async def test_pages_that_an_adapter_reads_may_not_read_results_themselves(site: Site, tracked: FakeCatalog) -> None:
    """The extension asks; a page's own scripts have no business with the answers."""
    answer = await site.ask(json=CONTEXT, headers={"Origin": "https://tracker.example.com"})
    assert "access-control-allow-origin" not in answer.headers
