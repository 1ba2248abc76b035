"""What the browsers are told of the extension: what the documents say, and nothing that one of them does not know."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.extension.conftest import EXTENSION, Npm

PUBLISH = EXTENSION.parent / "docs" / "how-to" / "publish-the-extension.md"
Manifest = Mapping[str, Any]


@pytest.fixture(scope="module")
def builds(npm: Npm, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of both builds."""
    folder = tmp_path_factory.mktemp("builds")
    npm("run", "build", environment={"SKERRY_OUT": str(folder)})
    return folder


@pytest.fixture
def chrome(builds: Path) -> Manifest:
    return _manifest(builds / "chrome-mv3")


@pytest.fixture
def firefox(builds: Path) -> Manifest:
    return _manifest(builds / "firefox-mv3")


def _manifest(build: Path) -> Manifest:
    return json.loads((build / "manifest.json").read_text())  # type: ignore[no-any-return]


def _justified() -> Iterator[tuple[str, bool]]:
    """The permissions of the table in the document, and whether they are optional."""
    table = PUBLISH.read_text().split("## Why each permission")[1].split("\n## ")[0]
    for row in re.findall(r"^\| (`.*?) \| \S", table, re.MULTILINE):
        for name in re.findall(r"`([^`]+)`", row):
            yield name, row.endswith("(optional)")


@pytest.mark.parametrize("browser", ["chrome", "firefox"])
def test_it_asks_for_the_permissions_that_the_document_justifies_and_for_no_other(builds: Path, browser: str) -> None:
    manifest = _manifest(builds / f"{browser}-mv3")
    asked = [*manifest["permissions"], *manifest["host_permissions"]]
    optional = [*manifest["optional_permissions"], *manifest["optional_host_permissions"]]
    assert sorted(asked) == sorted(name for name, later in _justified() if not later)
    assert sorted(optional) == sorted(name for name, later in _justified() if later)
    (script,) = manifest["content_scripts"]
    assert script["matches"] == manifest["host_permissions"]


def test_both_browsers_are_told_the_same_but_for_what_only_one_of_them_knows(
    chrome: Manifest, firefox: Manifest
) -> None:
    assert chrome["background"] == {"service_worker": "background.js"}
    assert firefox["background"] == {"scripts": ["background.js"]}
    assert chrome.keys() - firefox.keys() == {"minimum_chrome_version", "storage"}
    assert firefox.keys() - chrome.keys() == {"browser_specific_settings"}
    (framed,) = chrome["web_accessible_resources"]
    assert framed.pop("use_dynamic_url") is True
    assert firefox["web_accessible_resources"] == [framed]
    for key in chrome.keys() & firefox.keys() - {"background", "web_accessible_resources"}:
        assert chrome[key] == firefox[key], key


def test_firefox_is_told_who_it_is_from_which_version_on_and_what_data_leaves(firefox: Manifest) -> None:
    told = re.search(r"`data_collection_permissions: ([^`]+)`", PUBLISH.read_text())
    assert told is not None
    assert firefox["browser_specific_settings"] == {
        "gecko": {
            "id": "skerry@skerry.invalid",
            "strict_min_version": "142.0",
            "data_collection_permissions": {"required": told[1].split(", ")},
        }
    }


@pytest.mark.parametrize("browser", ["chrome", "firefox"])
def test_each_file_that_the_manifest_names_is_in_the_build(builds: Path, browser: str) -> None:
    build = builds / f"{browser}-mv3"
    text = (build / "manifest.json").read_text()
    named = set(re.findall(r'"([\w./-]+\.(?:js|html|png|json))"', text))
    assert {"reader.js", "background.js", "palette.html", "popup.html", "options.html", "icon/128.png"} <= named
    assert [name for name in named if not (build / name).is_file()] == []
    assert (build / "bar.js").is_file()


@pytest.mark.parametrize("browser", ["chrome", "firefox"])
def test_its_pages_run_nothing_but_files_of_the_package(builds: Path, browser: str) -> None:
    manifest = _manifest(builds / f"{browser}-mv3")
    assert manifest["content_security_policy"].keys() == {"extension_pages"}
    policy = dict(
        part.strip().split(" ", 1) for part in manifest["content_security_policy"]["extension_pages"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert "unsafe" not in str(policy)
    for page in (builds / f"{browser}-mv3").glob("*.html"):
        scripts = re.findall(r"<script[^>]*>[^<]*</script>", page.read_text())
        assert scripts
        for script in scripts:
            assert re.fullmatch(r'<script type="module" crossorigin src="/[\w./-]+"></script>', script), script


def test_the_store_gets_the_version_of_the_package(chrome: Manifest) -> None:
    assert chrome["version"] == json.loads((EXTENSION / "package.json").read_text())["version"]
