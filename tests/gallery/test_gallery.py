"""The gallery works: every example case passes, by what is declared and by what the READMEs say to grant."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path

import pytest
import structlog
from typer.testing import CliRunner

from runtime.brokering import open_broker
from runtime.catalog import Entry
from runtime.checking import check
from runtime.cli import app
from runtime.egress.policy import Policy
from runtime.grants import parse_grants
from runtime.secrets.signers.aws_sigv4 import resign
from runtime.services import open_engine
from runtime.testing.bench import Bench, Loaded
from runtime.testing.case import Case
from runtime.testing.suite import CaseFile
from runtime.testing.upstream import FakedUpstream
from runtime.testing.verdict import judge
from runtime.testing.world import World, as_declared
from tests.gallery.folders import (
    CONNECTED,
    FILES,
    FOLDERS,
    GALLERY,
    NAMES,
    ROOTS,
    STANDALONE,
    SUITES,
    UNITS,
    granting,
    readme,
    settings_of,
    value_of,
)

QUIET = structlog.wrap_logger(structlog.ReturnLogger(), wrapper_class=structlog.make_filtering_bound_logger(50))
RUNNING = [(file, case) for file in FILES for case in file.cases]
WITH_REQUESTS = [(file, case) for file, case in RUNNING if case.routes]


def name_of(value: object) -> str:
    if isinstance(value, CaseFile):
        return value.path.partition("/")[0]
    return value.name if isinstance(value, Case) else str(value)


@pytest.fixture(scope="module")
async def loaded(bench: Bench) -> Loaded:
    return await bench.load(UNITS)


@pytest.fixture(scope="module")
async def entries(loaded: Loaded) -> dict[str, Entry]:
    return {entry.metadata.name: entry for entry in loaded.catalog.entries}


@pytest.fixture(scope="module")
async def as_granted(bench: Bench) -> AsyncIterator[Callable[[Entry], World]]:
    """What an operator grants who does what the READMEs say: the server's own rules and its own secrets."""
    settings = settings_of(CONNECTED, *NAMES)
    async with AsyncExitStack() as held:
        nowhere = FakedUpstream((), {})
        opened = open_broker(settings, nowhere, user_agent="test", log=QUIET)
        broker = (await held.enter_async_context(opened)).broker

        def world(entry: Entry) -> World:
            shown = {value_of(name): name for name in entry.metadata.required_secrets}
            return World(parse_grants(settings.settings.grants), broker, Policy(), shown)

        yield world


def test_nothing_is_wrong_with_any_file(loaded: Loaded) -> None:
    found = [*loaded.catalog.problems, *(problem for suite in SUITES.values() for problem in suite.problems)]
    assert [str(problem) for problem in found] == []
    assert {entry.path for entry in loaded.catalog.entries} == {unit.path for unit in UNITS}


def test_skerry_test_runs_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # without the settings of anybody
    done = CliRunner().invoke(app, ["test", str(GALLERY)])
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.endswith(f"\n{len(RUNNING)} passed\n")


@pytest.mark.parametrize("root", ROOTS, ids=lambda root: root.name)
async def test_skerry_check_finds_nothing_once_the_readmes_are_followed(root: Path) -> None:
    settings = settings_of(root, *(name for name in NAMES if FOLDERS[name] == root))
    async with open_engine(settings, QUIET) as engine:
        _, problems = await check(settings, engine)
    assert [str(problem) for problem in problems if problem.severity != "note"] == []


def test_there_is_enough_to_look_at() -> None:
    assert len(NAMES) >= 14
    assert all(suite.untested == () for suite in SUITES.values())


@pytest.mark.parametrize("name", NAMES)
def test_each_is_a_folder_named_like_it(name: str, entries: dict[str, Entry]) -> None:
    entry = entries[name]
    assert entry.path == f"{name}/{name}.integration.js"
    assert entry.metadata.description
    text = readme(name)
    assert text.startswith("# ")
    assert "**To make it yours**" in text
    assert "**To learn from it**" in text


@pytest.mark.parametrize("name", NAMES)
def test_each_declares_what_it_needs_and_its_readme_tells_how_to_grant_that(
    name: str, entries: dict[str, Entry]
) -> None:
    metadata = entries[name].metadata
    permissions = metadata.permissions
    assert permissions is not None
    assert permissions.secrets == metadata.required_secrets
    told = granting(name)
    assert (FOLDERS[name] == STANDALONE) == (not permissions.net)
    if not permissions.net:
        assert told == {}
        return
    grant = told["grants"][entries[name].path]
    authority = parse_grants(settings_of(CONNECTED, name).settings.grants).authority(entries[name].path)
    assert set(authority.net) == set(permissions.net)
    assert tuple(grant["secrets"]) == permissions.secrets
    for secret in permissions.secrets:
        assert f"INTEGRATION_{secret}" in readme(name)
    parts = {table["secret_key"] for table in told["secrets"].values() if "secret_key" in table}
    assert {*told["secrets"], *parts} == set(permissions.secrets)


@pytest.mark.parametrize("name", NAMES)
def test_none_asks_for_more_than_it_has_to(name: str, entries: dict[str, Entry]) -> None:
    permissions = entries[name].metadata.permissions
    assert permissions is not None
    for rule in permissions.net:
        assert not rule.place.below
        assert rule.methods in ({"GET"}, {"POST"})
        assert rule.path is not None or rule.place.host.endswith(".amazonaws.com")  # its API has one path, "/"


def test_no_two_data_files_have_one_id() -> None:
    ids = [data.id for unit in UNITS for data in unit.data]
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_each_says_what_happens_in_which_case(file: CaseFile) -> None:
    assert any(case.results for case in file.cases)
    assert any(not case.matches for case in file.cases)
    if any(case.routes for case in file.cases):
        assert any(case.error for case in file.cases)
        assert any(answer.wanted.headers for case in file.cases for route in case.routes for answer in route.answers)


@pytest.mark.parametrize(("file", "case"), RUNNING, ids=name_of)
async def test_case(file: CaseFile, case: Case, bench: Bench, loaded: Loaded) -> None:
    ran = await bench.run(case, file.unit, loaded, as_declared())
    assert judge(case, ran) == ()


@pytest.mark.parametrize(("file", "case"), WITH_REQUESTS, ids=name_of)
async def test_case_passes_on_a_server_that_grants_what_the_readme_says(
    file: CaseFile,
    case: Case,
    bench: Bench,
    loaded: Loaded,
    as_granted: Callable[[Entry], World],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("runtime.secrets.run.resign", partial(resign, clock=lambda: case.now))  # else it is too late
    ran = await bench.run(case, file.unit, loaded, as_granted)
    assert judge(case, ran) == ()


@pytest.mark.parametrize(("file", "case"), [one for one in RUNNING if one[1].matches], ids=name_of)
async def test_results_depend_on_nothing_that_the_cache_key_lacks(
    file: CaseFile, case: Case, bench: Bench, loaded: Loaded
) -> None:
    entry = loaded.entry(file.unit.path)
    assert entry is not None
    metadata = entry.metadata
    keys = [path.text for path in (metadata.match_paths if metadata.cache_key is None else metadata.cache_key)]
    reads = await bench.reads(case, entry, as_declared())
    # Where `page` is missing, `page?.repository` reads `page`, and the key says that `page.repository` is missing.
    assert [read for read in reads if not any(f"{key}.".startswith(f"{read}.") for key in keys)] == []
