"""Mappings that serve run after run: nothing of one run may be there in the next, and no image may get another's."""

from __future__ import annotations

import asyncio
import ctypes
import itertools
import sys
from collections.abc import AsyncIterator

import pytest

from sandbox import mapping
from sandbox.code_cache import CodeCache, default_folder
from sandbox.pagemap import PAGE
from sandbox.snapshot import MappedSnapshot, Parking, open_parking
from sandbox.thread_runner import ThreadRunner
from tests.sandbox.conftest import PATIENT
from tests.sandbox.programs import execute, javascript, prepare, value_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="mappings are parked on Linux only")

WRITES = """
let seen = 0;
const kept = {list: [], buffer: new Uint8Array(300000)};
exports.run = (mark) => {
  const before = [seen, kept.list.length, kept.buffer.reduce((sum, byte) => sum + byte, 0), globalThis.leak];
  seen++;
  kept.list.push(mark);
  for (let at = 0; at < kept.buffer.length; at += 997) kept.buffer[at] = 7;
  globalThis.leak = mark.repeat(100);
  Object.prototype.leak = mark;
  return before;
};
"""
FIRST = [0, 0, 0, None]


def parked(runner: ThreadRunner) -> list[tuple[int, MappedSnapshot]]:
    return list(runner._parking._parked.items())


@pytest.fixture
async def alone() -> AsyncIterator[ThreadRunner]:
    """A runner with nothing parked yet."""
    running = ThreadRunner(PATIENT, cache=CodeCache(default_folder()))
    yield running
    await running.close()


async def test_this_kernel_parks() -> None:
    assert open_parking().pages is not None


async def test_a_run_finds_nothing_of_those_before_it(alone: ThreadRunner) -> None:
    for number in range(20):
        assert await value_of(alone, WRITES, f"mark-{number}") == FIRST
    assert len(parked(alone)) == 1


async def test_what_is_parked_equals_the_image_byte_for_byte(alone: ThreadRunner) -> None:
    sources = [WRITES, "exports.run = () => JSON.parse('[' + '{\"a\":[1,2,3]},'.repeat(2000) + '1]').length;"]
    for number in range(6):
        for source in sources:
            assert (await execute(alone, source, f"secret-{number}")).error is None
            for address, image in parked(alone):
                memory = ctypes.string_at(address, image.size)
                assert memory == ctypes.string_at(image.original, image.size)
                assert b"secret-" not in memory


async def test_a_run_after_many_burns_the_same_fuel_and_says_the_same(alone: ThreadRunner) -> None:
    outcomes = [await execute(alone, WRITES, "same") for _ in range(10)]
    assert len({(outcome.value, outcome.usage.fuel) for outcome in outcomes}) == 1


async def test_programs_that_run_side_by_side_never_get_anothers_memory(alone: ThreadRunner) -> None:
    sources = [f"const own = 'program {n}'; {WRITES}" for n in range(4)]
    runs = [value_of(alone, source, f"mark {n}") for n, source in itertools.product(range(25), sources)]
    assert await asyncio.gather(*runs) == [FIRST] * 100


FAILURES = ["for (;;);", "throw new Error('x')", "const all = []; for (;;) all.push(new Uint8Array(1 << 20));"]


@pytest.mark.parametrize("failure", FAILURES)
async def test_a_run_that_fails_leaves_the_next_one_unharmed(alone: ThreadRunner, failure: str) -> None:
    source = f"let count = 0; exports.run = (fails) => {{ count++; if (fails) {{ {failure} }} return count; }};"
    for fails in (False, True, True, False, True, False):
        outcome = await execute(alone, source, fails)
        assert (outcome.value == b"1") is not fails
        assert (outcome.error is not None) is fails


async def test_a_cancelled_run_leaves_the_next_one_unharmed(alone: ThreadRunner) -> None:
    source = "let n = 0; exports.run = (wait) => { n++; return wait ? new Promise(r => setTimeout(r, 60000)) : n; };"
    assert await value_of(alone, source, False) == 1
    waiting = asyncio.create_task(execute(alone, source, True))
    await asyncio.sleep(0.05)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    assert [await value_of(alone, source, False) for _ in range(3)] == [1, 1, 1]


async def test_a_run_that_writes_much_is_not_parked(alone: ThreadRunner) -> None:
    source = "const big = new Uint8Array(4 << 20); exports.run = () => big.fill(1)[7];"
    assert await value_of(alone, source) == 1
    assert parked(alone) == []
    assert await value_of(alone, source) == 1


async def test_a_released_image_leaves_nothing_parked(alone: ThreadRunner) -> None:
    image = await prepare(alone, javascript(WRITES))
    await value_of(alone, WRITES, "x")
    assert parked(alone)
    alone.release(image.id)
    assert parked(alone) == []


def test_the_one_that_waits_longest_goes_when_there_are_too_many() -> None:
    parking = Parking(None, most=2)
    images = [MappedSnapshot(bytes([number]) * PAGE, parking) for number in range(3)]
    for image in images:
        parking.put(image, mapping.map_private(image.file, image.size))
    assert [image for image in images if image in parking._parked.values()] == images[1:]
    for image in images:
        image.close()


async def test_where_the_kernel_cannot_tell_every_run_maps_anew(
    alone: ThreadRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alone._parking, "pages", None)
    assert [await value_of(alone, WRITES, "x") for _ in range(3)] == [FIRST] * 3
    assert parked(alone) == []


async def test_the_guard_is_the_reset(alone: ThreadRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: with the account of written pages empty, a run does find what the one before it left."""
    assert alone._parking.pages is not None
    assert await value_of(alone, WRITES, "x") == FIRST
    monkeypatch.setattr(alone._parking.pages, "written", lambda address, size: iter(()))
    await value_of(alone, WRITES, "x")
    outcome = await execute(alone, WRITES, "x")
    assert outcome.error is not None or outcome.value != b"[0,0,0,null]"
