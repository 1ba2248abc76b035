"""What every Runner must do; each implementation is run through the same tests."""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections.abc import AsyncIterator

import msgspec
import pytest

from sandbox.frames import Done, Failed, Kind, Reply, ResumeHead, Suspended, decode_answer, encode
from sandbox.limits import MIB, Limits
from sandbox.program import Image, Moment
from sandbox.runner import Answered, Gone, Limited, Runner, Turn, decode_preparation, decode_turn
from sandbox.thread_runner import ThreadRunner
from tests.sandbox.programs import NOW, javascript, prepare, start_frame

numbers = itertools.count(10**9)
LOOP = "exports.run = () => { for (;;); };"
PATIENT = Limits(turn_cpu_ms=60_000, run_cpu_ms=60_000)
ENDLESS = Limits(turn_fuel=10**12, run_fuel=10**12, turn_cpu_ms=60_000, run_cpu_ms=60_000)


@pytest.fixture(scope="module", params=[ThreadRunner])
async def tested(request: pytest.FixtureRequest) -> AsyncIterator[Runner]:
    running = request.param(PATIENT)
    yield running
    await running.close()


@pytest.fixture(scope="module", params=[ThreadRunner])
async def patient(request: pytest.FixtureRequest) -> AsyncIterator[Runner]:
    """A runner whose limits on computing are far away."""
    running = request.param(ENDLESS)
    yield running
    await running.close()


async def start(runner: Runner, image: Image, argument: object = None, seed: bytes = bytes(32)) -> tuple[int, Turn]:
    number = next(numbers)
    return number, decode_turn(await runner.start(number, image.id, start_frame("run", argument, seed), "test"))


def value(turn: Turn) -> object:
    assert isinstance(turn, Answered), turn
    answer, parts = decode_answer(turn.frame)
    assert isinstance(answer, Done), answer
    return json.loads(parts[0])


async def test_a_program_is_prepared_once_and_run_often(tested: Runner) -> None:
    image = await prepare(tested, javascript("exports.run = (x) => x + 1;"))
    assert (await prepare(tested, javascript("exports.run = (x) => x + 1;"))).id == image.id
    assert [value((await start(tested, image, n))[1]) for n in range(3)] == [1, 2, 3]


async def test_a_program_can_be_prepared_as_it_was_at_a_moment(tested: Runner, patient: Runner) -> None:
    source = javascript(
        "const at = require('./node_modules/p.js'); exports.run = () => at;",
        {"./node_modules/p.js": "module.exports = [Date.now(), Math.random()];"},
    )
    moment = Moment(1_700_000_000_000, b"s" * 32)
    one, other = [decode_preparation(await runner.prepare(source, moment)) for runner in (tested, patient)]
    now = await prepare(tested, source)
    assert one.origin == other.origin
    assert one.id != now.id
    first = value((await start(tested, one))[1])
    assert first == value((await start(patient, other))[1])
    assert first != value((await start(tested, now))[1])


async def test_no_byte_of_a_run_is_there_in_the_next(tested: Runner) -> None:
    source = """
    let count = 0; const seen = [];
    exports.run = (x) => {
      seen.push(x);
      globalThis.leak = Array.prototype.evil = x;
      return [++count, seen, Object.keys(globalThis)];
    };
    """
    image = await prepare(tested, javascript(source))
    assert value((await start(tested, image, "first"))[1]) == [1, ["first"], ["leak"]]
    assert value((await start(tested, image, "second"))[1]) == [1, ["second"], ["leak"]]


async def test_runs_of_two_programs_do_not_meet(tested: Runner) -> None:
    one = await prepare(tested, javascript("const secret = 'one'; exports.run = () => [secret, typeof other];"))
    two = await prepare(tested, javascript("globalThis.other = 'two'; exports.run = () => other;"))
    answers = await asyncio.gather(*(start(tested, image) for image in (one, two) * 10))
    assert [value(turn) for _, turn in answers] == [["one", "undefined"], "two"] * 10


async def test_a_run_waits_and_goes_on_with_the_reply(tested: Runner) -> None:
    source = 'const {call} = require("skerry:host"); exports.run = async () => (await call("ask", {q: 1})).value;'
    number, turn = await start(tested, await prepare(tested, javascript(source)))
    assert isinstance(turn, Answered)
    answer, _ = decode_answer(turn.frame)
    assert isinstance(answer, Suspended)
    assert [(call.op, json.loads(bytes(call.args))) for call in answer.calls] == [("ask", {"q": 1})]
    reply = Reply(answer.calls[0].id, msgspec.Raw(b'{"a": 2}'))
    frame = encode(Kind.RESUME, ResumeHead(int(NOW * 1000) + 5, [reply]))
    assert value(decode_turn(await tested.resume(number, frame))) == {"a": 2}


async def test_a_run_that_has_ended_is_gone(tested: Runner) -> None:
    number, _ = await start(tested, await prepare(tested, javascript("exports.run = () => 1;")))
    frame = encode(Kind.RESUME, ResumeHead(0, []))
    assert isinstance(decode_turn(await tested.resume(number, frame)), Gone)


async def test_an_unknown_image_is_gone(tested: Runner) -> None:
    assert isinstance(decode_turn(await tested.start(next(numbers), "0" * 64, start_frame(), "test")), Gone)


async def test_a_loop_is_stopped_by_fuel_at_the_same_place_every_time(tested: Runner) -> None:
    image = await prepare(tested, javascript(LOOP))
    turns = [(await start(tested, image))[1] for _ in range(2)]
    limits = Limits()
    for turn in turns:
        assert isinstance(turn, Limited), turn
        assert (turn.setting, turn.allowed) == ("turn_fuel", limits.turn_fuel)
    assert turns[0].usage.fuel == turns[1].usage.fuel  # type: ignore[union-attr]


async def test_memory_stops_at_its_limit(tested: Runner) -> None:
    source = "exports.run = () => { const kept = []; for (;;) kept.push(new Uint8Array(1 << 20)); };"
    _, turn = await start(tested, await prepare(tested, javascript(source)))
    assert isinstance(turn, Answered)
    answer, _ = decode_answer(turn.frame)
    assert isinstance(answer, Failed)
    assert "out of memory" in answer.message
    assert turn.usage.memory_bytes <= 64 * MIB


async def test_a_run_is_dropped_in_mid_turn_within_20_ms(patient: Runner) -> None:
    image = await prepare(patient, javascript(LOOP))
    delays = []
    for _ in range(5):
        number = next(numbers)
        running = asyncio.create_task(patient.start(number, image.id, start_frame(), "test"))
        await asyncio.sleep(0.03)
        began = time.perf_counter()
        patient.drop(number)
        assert isinstance(decode_turn(await running), Gone)
        delays.append(time.perf_counter() - began)
    assert sorted(delays)[2] < 0.020


async def test_a_cancelled_wait_drops_the_run(patient: Runner) -> None:
    image = await prepare(patient, javascript(LOOP))
    number = next(numbers)
    running = asyncio.create_task(patient.start(number, image.id, start_frame(), "test"))
    await asyncio.sleep(0.02)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert isinstance(decode_turn(await patient.resume(number, b"")), Gone)


async def test_short_runs_go_ahead_of_long_ones(patient: Runner) -> None:
    loop = await prepare(patient, javascript(LOOP))
    short = await prepare(patient, javascript("exports.run = () => 1;"))
    hogs = [next(numbers) for _ in range(16)]
    running = [asyncio.create_task(patient.start(n, loop.id, start_frame(), "hog")) for n in hogs]
    await asyncio.sleep(0.3)
    delays = []
    for _ in range(20):
        began = time.perf_counter()
        await start(patient, short)
        delays.append(time.perf_counter() - began)
    for number in hogs:
        patient.drop(number)
    await asyncio.gather(*running)
    assert sorted(delays)[10] < 0.030


async def test_an_answer_over_the_frame_limit_is_refused(tested: Runner) -> None:
    source = 'const {call} = require("skerry:host"); exports.run = () => call("x", {}, new Uint8Array(9 << 20));'
    _, turn = await start(tested, await prepare(tested, javascript(source)))
    assert isinstance(turn, Limited), turn
    assert turn.setting == "frame_bytes"
    assert turn.used > turn.allowed == 8 * MIB


async def test_a_released_image_can_be_prepared_again(tested: Runner) -> None:
    program = javascript("exports.run = () => 'again';")
    image = await prepare(tested, program)
    tested.release(image.id)
    assert isinstance((await start(tested, image))[1], Gone)
    assert value((await start(tested, await prepare(tested, program)))[1]) == "again"
