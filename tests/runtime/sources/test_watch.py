import asyncio
from collections.abc import Collection
from pathlib import Path

import pytest

from runtime.sources import watch
from runtime.sources.watch import changes


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "DEBOUNCE", 200)
    monkeypatch.setattr(watch, "STEP", 10)


async def touched(folder: Path, *paths: str) -> None:
    """Writes a file again and again until cancelled: the watcher begins at a time that nobody tells."""
    for number in range(1000):
        for path in paths:
            await asyncio.to_thread((folder / path).write_text, str(number))
        await asyncio.sleep(0.05)


async def first_change(folder: Path, *paths: str, inputs: Collection[str] = ()) -> None:
    writing = asyncio.create_task(touched(folder, *paths))
    try:
        async for _ in changes(folder, inputs=lambda: inputs):
            return
    finally:
        writing.cancel()


async def test_a_change_below_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "team").mkdir()
    await asyncio.wait_for(first_change(tmp_path, "team/x.integration.js"), 10)


async def test_a_folder_below_node_modules_is_watched_all_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "node_modules" / "integrations"
    folder.mkdir(parents=True)
    await asyncio.wait_for(first_change(folder, "x.integration.js"), 10)


async def test_changes_of_git_and_packages_are_not_told(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "node_modules").mkdir()
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(first_change(tmp_path, ".git/index", "node_modules/x.js"), 0.7)


async def test_changes_of_packages_of_which_a_bundle_was_made_are_told(tmp_path: Path) -> None:
    (tmp_path / "node_modules").mkdir()
    await asyncio.wait_for(first_change(tmp_path, "node_modules/x.js", inputs=["node_modules/x.js"]), 10)


async def test_it_ends_when_it_is_told_to(tmp_path: Path) -> None:
    stop = asyncio.Event()
    stop.set()
    assert [None async for _ in changes(tmp_path, stop)] == []


async def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        await anext(changes(tmp_path / "nowhere"))
