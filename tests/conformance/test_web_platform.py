from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sandbox.code_cache import CodeCache, default_folder
from sandbox.thread_runner import ThreadRunner
from tests.conformance.areas import AREAS, Area
from tests.conformance.running import LIMITS, run_file
from tests.conformance.suite import SuiteMissing, suite
from tests.conformance.table import DOCUMENT, count, document, read_record, run_area

AGAIN = "run: python -m tests.conformance"


@pytest.fixture(scope="module")
def folder() -> Path:
    try:
        return suite()
    except SuiteMissing as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="module")
async def runner() -> AsyncIterator[ThreadRunner]:
    running = ThreadRunner(LIMITS, cache=CodeCache(default_folder()))
    yield running
    await running.close()


@pytest.mark.parametrize("area", AREAS, ids=lambda area: area.title)
async def test_what_passed_still_passes(area: Area, folder: Path, runner: ThreadRunner) -> None:
    ran = await run_area(runner, folder, area)
    assert ran, "no file of the suite fits"
    recorded = read_record()[area.title]
    counts = {name: count(each) for name, each in ran.items()}
    if counts != recorded:
        told = [
            f"{name}: {recorded.get(name)} -> {each}; {ran[name].error or ''} {ran[name].failed[:3]}"
            for name, each in counts.items()
            if each != recorded.get(name)
        ]
        pytest.fail("\n".join([*told, f"if that is right, {AGAIN}"]))


def test_the_document_shows_what_was_recorded() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert document(text, read_record()) == text, AGAIN


async def test_a_test_that_fails_is_seen_to_fail(folder: Path, runner: ThreadRunner, tmp_path: Path) -> None:
    (tmp_path / "resources").symlink_to(folder / "resources")
    source = 'test(() => assert_equals(1, 2), "wrong"); test(() => assert_equals(1, 1), "right");'
    (tmp_path / "made.any.js").write_text(source)
    ran = await run_file(runner, tmp_path, "made.any.js")
    assert ran.passed == 1
    assert [name for name, _ in ran.failed] == ["wrong"]
