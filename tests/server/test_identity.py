"""What is granted to a file, and what it has kept, is that file's: no other gets it by calling itself the same."""

from __future__ import annotations

import pytest

from runtime.settings import Grant, Secret
from tests.server.conftest import MakeSite, Upstream
from tests.server.integrations import TEXT, integration, says

SECRET = "value-of-the-secret-7f3a"


def curious(name: str, me: str, url: str) -> str:
    """Says who it is, what its fetch with the secret gave, and what its cache held before."""
    return integration(
        name,
        f"""
        const had = await cache.get('k');
        await cache.set('k', {me!r});
        const headers = {{ Authorization: secrets.TOKEN }};
        const fetched = await fetch('{url}', {{ headers }}).then((r) => r.text(), (e) => e.message);
        return [text({me!r}), text(fetched), text(had), text(secrets.TOKEN)];
        """
        + TEXT,
        requiredSecrets=["TOKEN"],
    )


@pytest.mark.parametrize("other", ["later.integration.js", "other/first.integration.js"])
async def test_the_same_name_gives_nothing_of_the_other_file(
    make_site: MakeSite, upstream: Upstream, other: str
) -> None:
    url = f"{upstream.origin}/granted"
    site = await make_site(
        {"first.integration.js": curious("same", "first", url), other: curious("same", "other", url)},
        grants={"first.integration.js": Grant(net=(upstream.origin,), secrets=("TOKEN",))},
        secrets={"TOKEN": Secret(hosts=(upstream.origin,))},
        environ={"INTEGRATION_TOKEN": SECRET},
    )
    first, fetched, had, shown = await site.texts(name="a")
    assert (first, fetched, had) == ("first", "granted", "undefined")
    assert SECRET not in shown
    assert upstream.authorizations == [SECRET]

    (site.folder / "first.integration.js").unlink()
    await site.until(lambda: site.services.catalog is not None and site.services.catalog.entries[0].path == other)

    answer = await site.ask(name="a")  # the context that the first one's results are kept for
    me, refused, had, shown = (item["content"] for item in answer["data"])
    assert answer["cacheHits"] == 0
    assert (me, had) == ("other", "undefined")
    assert f'[grants."{other}"]' in refused
    assert SECRET not in shown
    assert upstream.authorizations == [SECRET]


async def test_equal_match_rules_share_no_result(make_site: MakeSite) -> None:
    site = await make_site({f"{name}.integration.js": says(name, name) for name in ("left", "right")})
    for hits in (0, 2):
        answer = await site.ask(name="a")
        assert [item["content"] for item in answer["data"]] == ["left", "right"]
        assert answer["cacheHits"] == hits


async def test_equal_files_in_two_folders_share_no_result(make_site: MakeSite) -> None:
    body = "const n = (await cache.get('n') ?? 0) + 1; await cache.set('n', n); return text(n);" + TEXT
    site = await make_site({"a/x.integration.js": integration("counter", body)})
    assert await site.texts(name="p") == ["1"]
    (site.folder / "b").mkdir()
    (site.folder / "a/x.integration.js").rename(site.folder / "b/x.integration.js")
    await site.until(lambda: site.services.catalog is not None and site.services.catalog.entries[0].path[0] == "b")
    answer = await site.ask(name="p")
    assert (answer["cacheHits"], answer["data"][0]["content"]) == (0, "1")
