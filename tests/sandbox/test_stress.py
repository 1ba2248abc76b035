"""Races between the event loop and the workers; and that thousands of runs leave nothing behind."""

from __future__ import annotations

import asyncio
import gc
import itertools
import random
import sys
import threading
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest

from sandbox.code_cache import CodeCache, default_folder
from sandbox.errors import Dropped, ProgramRefused
from sandbox.frames import Kind, ResumeHead, encode
from sandbox.limits import MIB, Limits
from sandbox.program import Image
from sandbox.runner import Answered, Gone, Turn, decode_turn
from sandbox.store import Store
from sandbox.thread_runner import ThreadRunner
from sandbox.turns import Request, converse
from tests.sandbox.programs import NOW, Echo, javascript, prepare, start_frame

numbers = itertools.count(2 * 10**9)
LIMITS = Limits(turn_fuel=10**12, run_fuel=10**12, turn_cpu_ms=60_000, run_cpu_ms=60_000)
RESUME = encode(Kind.RESUME, ResumeHead(int(NOW * 1000), []))
LOOP = "exports.run = () => { for (;;); };"
WAIT = "exports.run = () => new Promise((resolve) => setTimeout(resolve, 1000));"


class Stores:
    """Counts the stores that are open."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.open: set[int] = set()
        create, close = Store.__init__, Store.close

        def counted_create(store: Store, *args: object) -> None:
            create(store, *args)  # type: ignore[arg-type]
            self.open.add(id(store))

        def counted_close(store: Store) -> None:
            close(store)
            self.open.discard(id(store))

        patch.setattr(Store, "__init__", counted_create)
        patch.setattr(Store, "close", counted_close)


@pytest.fixture
def stores(monkeypatch: pytest.MonkeyPatch) -> Stores:
    return Stores(monkeypatch)


def two_workers(limits: Limits) -> ThreadRunner:
    return ThreadRunner(limits, cache=CodeCache(default_folder()), workers=2)


@pytest.fixture(scope="module")
async def patient() -> AsyncIterator[ThreadRunner]:
    """Two workers, limits on computing far away."""
    running = two_workers(LIMITS)
    yield running
    await running.close()


async def start(runner: ThreadRunner, image: Image, number: int) -> Turn:
    return decode_turn(await runner.start(number, image.id, start_frame(), "test"))


async def nothing_is_left(stores: Stores, runner: ThreadRunner) -> None:
    """Waits until every store is closed and its memory given back. The workers do that: there is no event for it."""
    deadline = time.monotonic() + 5
    while (stores.open or runner._memory.used) and time.monotonic() < deadline:  # noqa: ASYNC110
        await asyncio.sleep(0.002)
    assert (stores.open, runner._memory.used, runner._runs) == (set(), 0, {})


DELAYS_MS = (0, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8, 1.2, 2, 6, 11)


@pytest.mark.parametrize("source", [WAIT, LOOP, "exports.run = () => 1;"], ids=["waits", "loops", "ends"])
async def test_a_drop_at_any_moment_closes_the_store_and_gives_the_memory_back(
    patient: ThreadRunner, stores: Stores, source: str
) -> None:
    image = await prepare(patient, javascript(source))
    for delay in DELAYS_MS * 4:
        number = next(numbers)
        running = asyncio.create_task(start(patient, image, number))
        await asyncio.sleep(delay / 1000)
        patient.drop(number)
        await asyncio.wait_for(running, 5)
    await nothing_is_left(stores, patient)


async def test_a_turn_that_ended_while_its_drop_was_on_the_way_is_cleared_away(
    patient: ThreadRunner, stores: Stores
) -> None:
    """The worker has finished, the event loop does not know yet: both think the other one closes."""
    image = await prepare(patient, javascript(WAIT))
    for _ in range(20):
        number = next(numbers)
        running = asyncio.create_task(start(patient, image, number))
        await asyncio.sleep(0)
        time.sleep(0.01)  # noqa: ASYNC251 (the event loop must not hear of the worker's end)
        patient.drop(number)
        await running
    await nothing_is_left(stores, patient)


async def test_cancelling_at_any_moment_closes_the_store(patient: ThreadRunner, stores: Stores) -> None:
    for source in (WAIT, LOOP):
        image = await prepare(patient, javascript(source))
        for delay in DELAYS_MS * 2:
            running = asyncio.create_task(converse(patient, Request(image.id, "run", b"null"), Echo(), LIMITS))
            await asyncio.sleep(delay / 1000)
            running.cancel()
            with pytest.raises(asyncio.CancelledError):
                await running
    await nothing_is_left(stores, patient)


async def test_the_number_of_a_dropped_run_can_be_used_again_at_once(patient: ThreadRunner, stores: Stores) -> None:
    loop = await prepare(patient, javascript(LOOP))
    wait = await prepare(patient, javascript(WAIT))
    number = next(numbers)
    first = asyncio.create_task(start(patient, loop, number))
    await asyncio.sleep(0.02)
    patient.drop(number)
    second = await start(patient, wait, number)
    assert isinstance(second, Answered)
    assert isinstance(await first, Gone)
    assert isinstance(await start(patient, wait, number), Gone)  # it is in use
    assert isinstance(decode_turn(await patient.resume(number, RESUME)), Answered)
    patient.drop(number)
    patient.drop(number)
    await nothing_is_left(stores, patient)


async def test_two_turns_of_one_run_at_once_are_refused(patient: ThreadRunner, stores: Stores) -> None:
    image = await prepare(patient, javascript(WAIT))
    number = next(numbers)
    await start(patient, image, number)
    one, two = await asyncio.gather(patient.resume(number, RESUME), patient.resume(number, RESUME))
    assert {type(decode_turn(one)), type(decode_turn(two))} == {Answered, Gone}
    patient.drop(number)
    await nothing_is_left(stores, patient)


async def test_a_cancel_in_mid_turn_takes_effect_within_20_ms_under_load(patient: ThreadRunner) -> None:
    """More loops than workers, so that the dropped run has to wait for its place if it is put in line again."""
    image = await prepare(patient, javascript(LOOP))
    hogs = [next(numbers) for _ in range(8)]
    running = {number: asyncio.create_task(start(patient, image, number)) for number in hogs}
    await asyncio.sleep(0.2)
    delays = []
    for number in hogs:
        began = time.perf_counter()
        patient.drop(number)
        assert isinstance(await running[number], Gone)
        delays.append(time.perf_counter() - began)
    assert sorted(delays)[len(delays) // 2] < 0.020, delays


async def test_a_program_prepared_many_times_at_once_is_loaded_once(stores: Stores) -> None:
    runner = two_workers(LIMITS)
    await prepare(runner, javascript("exports.run = () => 0;"))
    files = open_files()
    images = await asyncio.gather(*(prepare(runner, javascript("exports.run = () => 2;")) for _ in range(10)))
    assert len({(image.id, image.load_ms) for image in images}) == 1
    if sys.platform == "linux":
        assert open_files() == files + 1
    await runner.close()
    assert stores.open == set()


async def test_cancelling_a_preparation_stops_it_and_others_still_get_it(stores: Stores) -> None:
    runner = two_workers(LIMITS)
    await prepare(runner, javascript("exports.run = () => 0;"))
    gc.collect()
    files = open_files()
    for delay in DELAYS_MS:
        program = javascript(f"for (let i = 0; i < 1e5; i++); exports.run = () => {delay};")
        first, second = [asyncio.create_task(prepare(runner, program)) for _ in range(2)]
        await asyncio.sleep(delay / 1000)
        first.cancel()
        with suppress(asyncio.CancelledError):
            await first
        runner.release((await second).id)
    endless = asyncio.create_task(prepare(runner, javascript("for (;;);")))
    await asyncio.sleep(0.05)
    endless.cancel()
    with pytest.raises(asyncio.CancelledError):
        await endless
    await nothing_is_left(stores, runner)
    await same_files(files)
    await runner.close()


async def test_an_image_released_while_runs_start_is_there_until_the_last_has_ended(patient: ThreadRunner) -> None:
    """The descriptor's number may be another image's a moment later: no run may ever map that."""
    for n in range(30):
        image = await prepare(patient, javascript(f"exports.run = () => 'mine {n}';"))
        runs = [asyncio.create_task(start(patient, image, next(numbers))) for _ in range(4)]
        await asyncio.sleep(0)
        patient.release(image.id)
        other = await prepare(patient, javascript(f"exports.run = () => 'other {n}';"))
        for turn in await asyncio.gather(*runs):
            assert isinstance(turn, Answered)
            assert f"mine {n}".encode() in turn.frame
        patient.release(other.id)


async def test_closing_ends_everything_that_waits(stores: Stores) -> None:
    runner = two_workers(LIMITS)
    loop = await prepare(runner, javascript(LOOP))
    wait = await prepare(runner, javascript(WAIT))
    running = [asyncio.create_task(start(runner, loop, next(numbers))) for _ in range(12)]
    talking = [
        asyncio.create_task(converse(runner, Request(image.id, "run", b"null"), Echo(), LIMITS))
        for image in (loop, wait) * 4
    ]
    loading = [asyncio.create_task(prepare(runner, javascript(f"for (;;) {n};"))) for n in range(4)]
    await asyncio.sleep(0.05)
    await asyncio.wait_for(runner.close(), 5)
    assert {type(await asyncio.wait_for(each, 5)) for each in running} == {Gone}
    for each in talking:
        with pytest.raises(Dropped):
            await asyncio.wait_for(each, 5)
    for preparing in loading:
        with pytest.raises(ProgramRefused):
            await asyncio.wait_for(preparing, 5)
    assert stores.open == set()
    assert isinstance(await asyncio.wait_for(start(runner, loop, next(numbers)), 5), Gone)
    with pytest.raises(ProgramRefused):
        await asyncio.wait_for(prepare(runner, javascript("exports.run = () => 3;")), 5)
    assert runner._memory.used == 0


def test_workers_survive_an_event_loop_that_is_closed_under_them(stores: Stores) -> None:
    """Two event loops, one after the other: the second finds all workers alive, the stores of the first closed."""
    runner: list[ThreadRunner] = []

    async def leave() -> None:
        runner.append(two_workers(LIMITS))
        image = await prepare(runner[0], javascript(LOOP))
        for _ in range(4):
            asyncio.get_running_loop().create_task(start(runner[0], image, next(numbers)))
        await asyncio.sleep(0.02)  # the tasks are cancelled when the loop ends, and nobody waits for the workers

    async def come() -> None:
        image = await prepare(runner[0], javascript("exports.run = () => 1;"))
        for _ in range(4):
            assert isinstance(await asyncio.wait_for(start(runner[0], image, next(numbers)), 5), Answered)
        await nothing_is_left(stores, runner[0])
        await runner[0].close()

    for each in (leave, come):
        loop = asyncio.new_event_loop()
        with_errors = loop.run_until_complete(each())
        assert with_errors is None
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()


async def test_a_failure_in_a_worker_reaches_whoever_waits(
    patient: ThreadRunner, stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = await prepare(patient, javascript("exports.run = () => 5;"))

    def fails(store: Store, size: int) -> None:
        raise OSError("no room")

    with monkeypatch.context() as patch:
        patch.setattr(Store, "grow_to", fails)
        with pytest.raises(OSError, match="no room"):
            await asyncio.wait_for(start(patient, image, next(numbers)), 5)
    await nothing_is_left(stores, patient)
    assert isinstance(await start(patient, image, next(numbers)), Answered)


async def test_all_runs_together_have_a_memory_limit_that_stops_the_greedy() -> None:
    limits = Limits(guest_memory_bytes=48 * MIB, runs_in_flight=8, turn_cpu_ms=60_000, run_cpu_ms=60_000)
    runner = two_workers(limits)
    greedy = await prepare(
        runner,
        javascript(
            "exports.run = (mb) => { globalThis.kept = new Uint8Array(mb << 20).fill(1);"
            " return new Promise((resolve) => setTimeout(resolve, 1000)); };"
        ),
    )
    modest = await prepare(runner, javascript("exports.run = () => 1;"))

    async def take(megabytes: int) -> tuple[int, Turn]:
        number = next(numbers)
        return number, decode_turn(await runner.start(number, greedy.id, start_frame(argument=megabytes), "test"))

    one, first = await take(30)
    assert isinstance(first, Answered)
    _, second = await take(30)
    assert getattr(second, "setting", None) == "guest_memory_bytes"
    assert isinstance(await start(runner, modest, next(numbers)), Answered)
    runner.drop(one)
    _, third = await take(30)
    assert isinstance(third, Answered)
    await runner.close()


# The long one: nothing may grow.


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir())) if sys.platform == "linux" else 0


async def same_files(count: int) -> None:
    """A worker refers to its last job a moment longer than whoever waits for the result."""
    deadline = time.monotonic() + 5
    while open_files() != count and time.monotonic() < deadline:
        await asyncio.sleep(0.005)
        gc.collect()
    assert open_files() == count


def mappings() -> int:
    return len(Path("/proc/self/maps").read_text().splitlines())


def resident_bytes() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


MIX = {
    "short": "exports.run = () => ({results: Array.from({length: 9}, (_, n) => ({n}))});",
    "waits": "exports.run = () => new Promise((resolve) => setTimeout(resolve, 3));",
    "calls": """const {call} = require("skerry:host");
        exports.run = () => Promise.all([1, 2, 3].map((n) => call("echo", {n})));""",
    "throws": "exports.run = () => { throw new Error('x'); };",
    "loops": LOOP,
    "memory": "exports.run = () => { const a = []; for (;;) a.push(new Uint8Array(1 << 20)); };",
    "fresh": "const at = Date.now(); exports.run = () => at;",
    "traps": "exports.run = () => { const kept = new Uint8Array(20 << 20).fill(1); return kept.length; };",
}


async def storm(runner: ThreadRunner, images: list[Image], count: int, seed: int) -> None:
    """`count` runs, 16 at a time, some cancelled or dropped at a random moment."""
    chance = random.Random(seed)
    places = asyncio.Semaphore(16)

    async def one(n: int) -> None:
        image = images[n % len(images)]
        fate = chance.random()
        async with places:
            request = Request(image.id, "run", b"null", f"client {n % 7}")
            running = asyncio.create_task(converse(runner, request, Echo(), LIMITS_OF_STORM))
            if fate < 0.3:
                await asyncio.sleep(chance.random() * 0.01)
                running.cancel()
            with suppress(asyncio.CancelledError, Dropped):
                await running

    await asyncio.gather(*(one(n) for n in range(count)))


LIMITS_OF_STORM = Limits(turn_fuel=5_000_000, run_fuel=10_000_000, turn_cpu_ms=60_000, run_cpu_ms=60_000)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
async def test_thousands_of_runs_leave_no_file_mapping_thread_or_memory_behind(stores: Stores) -> None:
    runner = two_workers(LIMITS_OF_STORM)
    images = [await prepare(runner, javascript(source)) for source in MIX.values()]
    await storm(runner, images, 500, seed=1)
    await nothing_is_left(stores, runner)
    gc.collect()
    before = open_files(), threading.active_count(), len(asyncio.all_tasks())
    mapped, resident = mappings(), resident_bytes()
    for round_ in range(3):
        await storm(runner, images, 500, seed=2 + round_)
        extra = await prepare(runner, javascript(f"exports.run = () => {round_};"))
        await start(runner, extra, next(numbers))
        runner.release(extra.id)
    await nothing_is_left(stores, runner)
    gc.collect()
    await same_files(before[0])
    assert (open_files(), threading.active_count(), len(asyncio.all_tasks())) == before
    assert mappings() - mapped < 40  # the allocator's and the parked ones come and go
    assert resident_bytes() - resident < 16 * MIB
    assert len(runner._scheduler._line) == 0
    assert len(runner._scheduler._line._heap) < 100
    await runner.close()
