"""A recorded run replays to the byte and to the unit of fuel, in another runner, whatever ended it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping

import msgspec
import pytest

from sandbox import journal_file
from sandbox.code_cache import CodeCache, default_folder
from sandbox.errors import Ended
from sandbox.journal import Header, Journal
from sandbox.limits import MIB, Limits
from sandbox.program import Image
from sandbox.recording import Recording
from sandbox.replay import Replay, Replayed, patient
from sandbox.runner import decode_preparation
from sandbox.thread_runner import ThreadRunner
from sandbox.turns import Call, Granted, Outcome, Request, converse
from tests.sandbox.programs import Echo, javascript, prepare

LIMITS = Limits(
    turn_fuel=300_000_000, memory_bytes=12 * MIB, turns=20, log_bytes=2000, calls=20, wall_ms=400, turn_cpu_ms=60_000
)
CALL = 'const {call} = require("skerry:host"); const echo = (args, body) => call("echo", args, body);'
PACKAGE = """
exports.seen = [Math.random(), Date.now(), crypto.randomUUID()];
exports.map = new Map(Array.from({length: 100}, () => [String(Math.random()), 1]));
"""


class Ending(Echo):
    """Ends the run with its second call."""

    async def perform(self, call: Call) -> Granted:
        if len(self.seen) == 1:
            raise Ended("its upstream repeated a secret twice")
        return await super().perform(call)


@pytest.fixture(scope="module")
async def recorder() -> AsyncIterator[ThreadRunner]:
    running = ThreadRunner(LIMITS, cache=CodeCache(default_folder()))
    yield running
    await running.close()


@pytest.fixture(scope="module")
async def replayer() -> AsyncIterator[ThreadRunner]:
    """Another engine, booted by itself."""
    running = ThreadRunner(patient(LIMITS), cache=CodeCache(default_folder()))
    yield running
    await running.close()


async def recorded(
    runner: ThreadRunner, program: bytes, permission: Echo | None = None, limits: Limits = LIMITS
) -> tuple[Journal, Outcome]:
    image = await prepare(runner, program)
    recording = Recording(Header("r", "a.js", "run", image.origin, limits))
    request = Request(image.id, "run", b'{"a": "b"}')
    outcome = await converse(runner, request, permission or Echo(), limits, recording=recording)
    return journal_file.decode(recording.encode()), outcome


async def again(runner: ThreadRunner, program: bytes, kept: Journal) -> tuple[Replay, list[Replayed], Image]:
    image = decode_preparation(await runner.prepare(program, kept.header.origin.moment))
    replay = Replay(kept, runner, image.id)
    return replay, [turn async for turn in replay.turns()], image


RUNS: dict[str, tuple[str, str]] = {
    "a value": ("exports.run = ({a}) => a;", "done"),
    "clock, randomness, timers, logs": (
        """exports.run = async () => {
          console.log(Math.random(), Date.now());
          await new Promise((resolve) => setTimeout(resolve, 20));
          console.warn(crypto.randomUUID());
          return [Math.random(), performance.now(), new Date().toISOString()];
        };""",
        "done",
    ),
    "calls and bodies, out of order": (
        CALL
        + """exports.run = async () => {
          const body = new Uint8Array([0, 255, 10]);
          const all = await Promise.allSettled([echo({ms: 9, n: 1}, body), echo({n: 2}), call("rm", {n: 3})]);
          return [all.map((each) => each.value?.value.n ?? each.reason.message), [...all[0].value.body]];
        };""",
        "done",
    ),
    "a race that leaves a call behind": (
        CALL + "exports.run = () => Promise.race([echo({ms: 60000}), echo({ms: 1})]).then((won) => won.value);",
        "done",
    ),
    "an evaluation in each run": ("const at = [Date.now(), Math.random()]; exports.run = () => at;", "done"),
    "a throw": ("exports.run = () => { console.log('first'); throw new TypeError('mine'); };", "failed"),
    "fuel": ("exports.run = () => { for (;;); };", "limit"),
    "memory": ("exports.run = () => { const a = []; for (;;) a.push(new Uint8Array(1 << 16)); };", "limit"),
    "turns": ("exports.run = async () => { for (;;) await new Promise((r) => setTimeout(r)); };", "limit"),
    "log": ("exports.run = () => { for (;;) console.log('a line of a log'); };", "limit"),
    "calls": (CALL + "exports.run = () => Promise.all(Array.from({length: 30}, () => echo({})));", "limit"),
    "a long way down": ("const f = () => f() + 1; exports.run = () => f();", "failed"),
    "nothing that could settle": ("exports.run = () => new Promise(() => {});", "stuck"),
    "the deadline": (
        "exports.run = async () => { console.log('waits'); await new Promise(() => setTimeout(() => {}, 60000)); };",
        "deadline",
    ),
}


@pytest.mark.parametrize(("source", "end"), RUNS.values(), ids=RUNS)
async def test_a_run_comes_to_the_same_in_another_runner(
    recorder: ThreadRunner, replayer: ThreadRunner, source: str, end: str
) -> None:
    program = javascript(source)
    kept, outcome = await recorded(recorder, program)
    replay, turns, _ = await again(replayer, program, kept)
    assert kept.end.kind == end
    assert [turn.differences for turn in turns] == [()] * outcome.turns
    assert replay.complete
    assert replay.result == replay.recorded
    assert (replay.result.value, replay.result.logs) == (outcome.value, outcome.logs)
    assert (replay.result.fuel, replay.result.turns) == (outcome.usage.fuel, outcome.turns)
    assert replay.result.error == str(outcome.error or "")


async def test_what_a_package_read_at_load_is_the_same_again(recorder: ThreadRunner, replayer: ThreadRunner) -> None:
    program = javascript(
        "const p = require('./node_modules/p.js'); exports.run = () => [p.seen, [...p.map.keys()]];",
        {"./node_modules/p.js": PACKAGE},
    )
    kept, _ = await recorded(recorder, program)
    replay, _, image = await again(replayer, program, kept)
    assert len(image.frozen) > 0
    assert replay.result == replay.recorded
    other = decode_preparation(await replayer.prepare(program))
    assert other.origin != image.origin
    elsewhere = Replay(kept, replayer, other.id)
    (turn,) = [turn async for turn in elsewhere.turns()]
    assert "the output" in [difference.what for difference in turn.differences]


async def test_a_permission_that_ends_the_run_is_an_event(recorder: ThreadRunner, replayer: ThreadRunner) -> None:
    program = javascript(CALL + "exports.run = async () => { await echo({n: 1}); await echo({n: 2}); return 3; };")
    kept, outcome = await recorded(recorder, program, Ending())
    replay, turns, _ = await again(replayer, program, kept)
    assert (kept.end.kind, str(outcome.error)) == ("ended", "its upstream repeated a secret twice")
    assert (len(turns), replay.result.error) == (2, str(outcome.error))
    assert replay.result == replay.recorded


async def test_a_cancelled_run_has_a_journal_up_to_there(recorder: ThreadRunner, replayer: ThreadRunner) -> None:
    program = javascript(CALL + "exports.run = async () => { console.log('on'); await echo({ms: 60000}); };")
    image = await prepare(recorder, program)
    recording, permission = Recording(Header("r", "a.js", "run", image.origin, LIMITS)), Echo()
    running = asyncio.create_task(
        converse(recorder, Request(image.id, "run", b"null"), permission, LIMITS, recording=recording)
    )
    await permission.begun.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    kept = journal_file.decode(recording.encode())
    replay, _, _ = await again(replayer, program, kept)
    assert kept.end.kind == "cancelled"
    assert replay.result == replay.recorded
    assert replay.result.logs == (("info", "on"),)


CLOCK = Limits(turn_cpu_ms=20, turn_fuel=10**12, run_fuel=10**12, wall_ms=20_000)


async def test_a_turn_that_the_cpu_clock_ended_is_not_taken_again(replayer: ThreadRunner) -> None:
    program = javascript("exports.run = async () => { await null; for (;;); };")
    runner = ThreadRunner(CLOCK, cache=CodeCache(default_folder()))
    try:
        kept, outcome = await recorded(runner, program, limits=CLOCK)
    finally:
        await runner.close()
    replay, turns, _ = await again(replayer, program, kept)
    assert kept.end.kind == "host_limit"
    assert [turn.turn for turn in turns] == [None]
    assert (replay.result, replay.result.fuel) == (replay.recorded, outcome.usage.fuel)


BEFORE = CALL + "exports.run = async () => { console.log('a'); const {value} = await echo({n: 1}); return value.n; };"
CHANGED: dict[str, tuple[Mapping[str, str], int, list[str], bool]] = {
    "what it returns": ({"value.n;": "[value.n];"}, 2, ["fuel", "the output"], True),
    "what it logs": ({"'a'": "'b'"}, 1, ["log line 1"], True),
    "what it asks for": ({"n: 1": "n: 2"}, 1, ["call 1"], True),
    "one call more": (
        {"await echo({n: 1})": "(echo({n: 0}), await echo({n: 1}))"},
        1,
        ["fuel", "call 1", "call 2"],
        False,
    ),
    "it throws": ({"return value.n": "throw new TypeError('x')"}, 2, ["fuel", "the turn"], True),
    "it asks for nothing": ({"await echo({n: 1})": "{value: {n: 1}}"}, 1, ["fuel", "the turn"], False),
}


@pytest.mark.parametrize(("change", "turn", "what", "complete"), CHANGED.values(), ids=CHANGED)
async def test_a_changed_program_is_told_by_turn_and_difference(
    recorder: ThreadRunner,
    replayer: ThreadRunner,
    change: Mapping[str, str],
    turn: int,
    what: list[str],
    complete: bool,
) -> None:
    source = BEFORE
    for old, new in change.items():
        source = source.replace(old, new)
    kept, _ = await recorded(recorder, javascript(BEFORE))
    replay, turns, image = await again(replayer, javascript(source), kept)
    first = next(each for each in turns if each.differences)
    assert first.number == turn
    assert [difference.what for difference in first.differences] == what
    assert replay.complete == complete
    assert image.origin.program != kept.header.origin.program
    assert [name for name, digest in image.origin.modules.items() if kept.header.origin.modules[name] != digest] == [
        "skerry:entry"
    ]


async def test_a_difference_is_shown_around_its_place(recorder: ThreadRunner, replayer: ThreadRunner) -> None:
    long = "x" * 500
    before, after = (f"exports.run = () => '{long}{end}{long}';" for end in "ab")
    kept, _ = await recorded(recorder, javascript(before))
    _, turns, _ = await again(replayer, javascript(after), kept)
    (difference,) = turns[0].differences
    assert str(difference) == f"the output: recorded ...{'x' * 60}a{'x' * 59}..., now ...{'x' * 60}b{'x' * 59}..."


async def test_recording_changes_nothing_of_a_run(recorder: ThreadRunner) -> None:
    program = javascript(
        "exports.run = async () => { await new Promise((r) => setTimeout(r, 5)); return Math.random(); };"
    )
    image = await prepare(recorder, program)
    request = Request(image.id, "run", b"null")
    plain, kept = [
        await converse(recorder, request, Echo(), LIMITS, clock=lambda: 1e9, entropy=lambda n: bytes(n), recording=each)
        for each in (None, Recording(Header("r", "a.js", "run", image.origin, LIMITS)))
    ]
    assert (plain.value, plain.usage.fuel, plain.turns) == (kept.value, kept.usage.fuel, kept.turns)
    assert json.loads(plain.value) > 0


def test_a_replay_has_the_journals_limits_but_for_the_machines() -> None:
    changed = msgspec.structs.asdict(patient(LIMITS))
    same = {name for name, value in msgspec.structs.asdict(LIMITS).items() if changed[name] == value}
    assert set(changed) - same == {"run_cpu_ms", "load_cpu_ms", "guest_memory_bytes", "runs_in_flight"}
