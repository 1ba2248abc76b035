"""What `GET /config` says of matching is what the loaded integrations match."""

from __future__ import annotations

from typing import Any

from tests.server.conftest import MakeSite, Site
from tests.server.integrations import says

HERE = {"page.repository": {"equals": "acme/shop"}}


async def matching(site: Site) -> Any:
    return (await site.client.get("/config")).json()["matching"]


async def test_it_follows_the_folder(make_site: MakeSite) -> None:
    pattern = says("patterned", "ok").replace('{"exists": true}', "{ pattern: /secret-team/, exists: true }")
    site = await make_site(
        {
            "a.integration.js": says("first", "ok", conditions=HERE),
            "b.integration.js": says("second", "ok", conditions=HERE, priority=500),
            "c.integration.js": pattern,
        }
    )
    same = {"type": "github", "context": HERE}
    assert await matching(site) == {
        "complete": True,
        "rules": [{"type": "github", "context": {"page.name": {"exists": True, "pattern": True}}}, same],
    }
    (site.folder / "c.integration.js").unlink()
    await site.until(lambda: not site.loaded("patterned"))
    assert await matching(site) == {"complete": True, "rules": [same]}


async def test_without_integrations_nothing_can_match(make_site: MakeSite) -> None:
    assert await matching(await make_site({})) == {"complete": True, "rules": []}
