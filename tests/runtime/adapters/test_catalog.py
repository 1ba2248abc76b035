"""Active adapters are a part of the catalog, and integrations say which pages they are for by an adapter's name."""

from __future__ import annotations

from pathlib import Path

import pytest

from runtime.catalog import Catalog
from runtime.problems import Severity
from tests.runtime.adapters.files import tracker
from tests.runtime.test_catalog import Folder, described

LINKS = "links.integration.js"
FILE = "x.adapter.yml"
HOSTS = {FILE: ("tracker.example.com",)}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def links(context_type: str) -> dict[str, object]:
    return described("links", match={"contextType": context_type})


def told(catalog: Catalog, severity: Severity) -> list[str]:
    return [str(problem) for problem in catalog.problems if problem.severity == severity]


async def test_an_integration_is_for_the_pages_of_an_active_adapter(folder: Folder) -> None:
    catalog = await folder.build({LINKS: links("tracker"), FILE: tracker()}, hosts=HOSTS)
    assert [entry.metadata.context_type for entry in catalog.entries] == ["tracker"]
    assert [adapter.name for adapter in catalog.adapters] == ["tracker"]
    assert catalog.problems == ()


async def test_for_one_that_is_not_active_it_is_warned_with_the_line_to_add(folder: Folder) -> None:
    catalog = await folder.build({LINKS: links("tracker"), FILE: tracker()}, hosts={})
    assert [entry.path for entry in catalog.entries] == [LINKS]
    assert catalog.adapters == ()
    assert told(catalog, "warning") == [
        f"{LINKS}: metadata.match.contextType: no page matches: the adapter of tracker is not active; "
        f'add hosts = ["tool.example.com"] to [adapters."{FILE}"] of skerry.toml'
    ]


async def test_a_name_that_nothing_has_is_an_error_with_a_suggestion(folder: Folder) -> None:
    catalog = await folder.build({LINKS: links("traker"), FILE: tracker()}, hosts=HOSTS)
    assert catalog.entries == ()
    (error,) = told(catalog, "error")
    assert error.endswith("metadata.match.contextType: it is the string 'traker'; did you mean 'tracker'?")
    catalog = await folder.build({LINKS: links("wholly-different")}, hosts=HOSTS)
    (error,) = told(catalog, "error")
    assert error.endswith("write '*', 'aws', 'github' or 'generic', or the name of a site's adapter, as in 'jira'")


async def test_an_adapter_that_comes_later_puts_its_integration_right(folder: Folder) -> None:
    assert (await folder.build({LINKS: links("tracker")}, hosts=HOSTS)).entries == ()
    assert [entry.path for entry in (await folder.build({FILE: tracker()}, hosts=HOSTS)).entries] == [LINKS]


async def test_an_adapter_that_goes_leaves_its_integration_without_pages(folder: Folder) -> None:
    await folder.build({LINKS: links("tracker"), FILE: tracker()}, hosts=HOSTS)
    (folder.path / FILE).unlink()
    catalog = await folder.build(hosts=HOSTS)
    assert catalog.adapters == ()
    assert [entry.path for entry in catalog.entries] == [LINKS]
    (warning,) = told(catalog, "warning")
    assert "no page matches: there is no adapter of tracker any more" in warning
    (error,) = told(catalog, "error")
    assert (
        f"{FILE}: the settings name its hosts, and neither the integrations folder nor Skerry has such a file" in error
    )


async def test_a_broken_adapter_does_not_break_its_integrations(folder: Folder) -> None:
    catalog = await folder.build({LINKS: links("tracker"), FILE: tracker().replace("h1.title", "input")}, hosts=HOSTS)
    assert [entry.path for entry in catalog.entries] == [LINKS]
    assert catalog.adapters == ()
    (warning,) = told(catalog, "warning")
    assert warning.endswith(f"no page matches: the adapter of tracker is not active; correct {FILE}")
    (error,) = told(catalog, "error")
    assert error.startswith(f"{FILE}:9: ")


async def test_a_change_of_an_adapter_prepares_no_integration_again(folder: Folder) -> None:
    await folder.build({LINKS: links("tracker"), FILE: tracker()}, hosts=HOSTS)
    catalog = await folder.build({FILE: tracker().replace("Issues of", "Boards of")}, hosts=HOSTS)
    assert folder.engine.prepared == []
    assert [adapter.description for adapter in catalog.adapters] == ["Boards of a tracker"]


async def test_where_nobody_serves_any_known_adapter_will_do(folder: Folder) -> None:
    catalog = await folder.build({LINKS: links("tracker"), FILE: tracker()})
    assert [entry.path for entry in catalog.entries] == [LINKS]
    assert catalog.problems == ()
