"""The gallery works: every example case beside an integration gives exactly its results, in the real engine."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

import integrations
from runtime.catalog import Catalog
from runtime.cli import app
from runtime.live_catalog import ActiveCatalog, activate
from runtime.sources import FolderSource
from sandbox.thread_runner import ThreadRunner
from tests.gallery.cases import LIMITS, Case, read_cases, reads_of, run_case
from tests.gallery.conftest import BuildCatalog

GALLERY = Path(integrations.__file__).parent
PATHS = sorted(file.relative_to(GALLERY).as_posix() for file in GALLERY.rglob("*.integration.js"))
CASES = {path: read_cases(GALLERY / path.replace(".integration.js", ".test.yml")) for path in PATHS}
RUNNING = [(path, case) for path in PATHS for case in CASES[path]]


def name_of(value: object) -> str:
    return value.name if isinstance(value, Case) else str(value).partition("/")[0]


@pytest.fixture(scope="module")
async def catalog(build_catalog: BuildCatalog) -> Catalog:
    return await build_catalog(GALLERY)


@pytest.fixture(scope="module")
async def active(catalog: Catalog, runner: ThreadRunner) -> ActiveCatalog:
    return await activate(catalog, runner, LIMITS)


def test_nothing_is_wrong_with_any_file(catalog: Catalog) -> None:
    assert [str(problem) for problem in catalog.problems] == []
    assert [entry.path for entry in catalog.entries] == PATHS


def test_skerry_check_finds_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # without the settings of anybody
    done = CliRunner().invoke(app, ["check", str(GALLERY)])
    assert done.stderr == ""
    assert done.stdout == f"{len(PATHS)} integrations, nothing is wrong\n"


def test_there_is_enough_to_look_at() -> None:
    assert len(PATHS) >= 5


@pytest.mark.parametrize("path", PATHS, ids=name_of)
def test_each_is_a_folder_named_like_it(path: str, catalog: Catalog) -> None:
    folder, file = path.split("/")
    entry = next(entry for entry in catalog.entries if entry.path == path)
    assert file == f"{folder}.integration.js"
    assert entry.metadata.name == folder
    assert entry.metadata.description
    assert (GALLERY / folder / "README.md").is_file()
    assert (GALLERY / folder / f"{folder}.data.yml").is_file()


@pytest.mark.parametrize("path", PATHS, ids=name_of)
def test_each_needs_no_account_and_no_network(path: str, catalog: Catalog) -> None:
    entry = next(entry for entry in catalog.entries if entry.path == path)
    assert entry.metadata.required_secrets == ()
    assert all(not case.responses for case in CASES[path])


def test_no_two_data_files_have_one_id() -> None:
    ids = [data.id for unit in FolderSource(GALLERY, LIMITS.source_bytes).read().units for data in unit.data]
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("path", PATHS, ids=name_of)
def test_each_says_where_it_shows_something_and_where_it_does_not(path: str) -> None:
    assert any(case.results for case in CASES[path])
    assert any(not case.matches for case in CASES[path])


@pytest.mark.parametrize(("path", "case"), RUNNING, ids=name_of)
async def test_case(path: str, case: Case, catalog: Catalog, active: ActiveCatalog, runner: ThreadRunner) -> None:
    entry = next(entry for entry in catalog.entries if entry.path == path)
    ran = await run_case(case, entry, active, runner)
    assert ran.results == (case.results if case.matches else None)


@pytest.mark.parametrize(("path", "case"), [one for one in RUNNING if one[1].matches], ids=name_of)
async def test_results_depend_on_nothing_that_the_cache_key_lacks(
    path: str, case: Case, catalog: Catalog, runner: ThreadRunner
) -> None:
    entry = next(entry for entry in catalog.entries if entry.path == path)
    metadata = entry.metadata
    keys = [path.text for path in (metadata.match_paths if metadata.cache_key is None else metadata.cache_key)]
    reads = await reads_of(case, entry, runner)
    # Where `page` is missing, `page?.repository` reads `page`, and the key says that `page.repository` is missing.
    assert [read for read in reads if not any(f"{key}.".startswith(f"{read}.") for key in keys)] == []
