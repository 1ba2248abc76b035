from __future__ import annotations

import asyncio
import json
import re
import time
from typing import Any

import pytest

from sandbox.errors import AbiBroken, GuestFailed, LimitExceeded
from sandbox.frames import Call as FrameCall
from sandbox.frames import Done, Kind, Suspended, encode
from sandbox.limits import Limits
from sandbox.program import Moment
from sandbox.runner import Answered, Usage
from sandbox.runner import encode as encode_turn
from sandbox.thread_runner import ThreadRunner
from sandbox.turns import Call, Granted, Request, converse
from tests.sandbox.programs import Echo, execute, javascript, prepare, value_of

CALL = 'const {call} = require("skerry:host"); const echo = async (args, body) => (await call("echo", args, body));'


SHORT = Limits(wall_ms=300)


async def test_a_reply_comes_back_with_value_and_body(runner: ThreadRunner) -> None:
    source = (
        CALL
        + """
    exports.run = async () => {
      const reply = await echo({a: 1}, new Uint8Array([7, 8]));
      return [reply.value, [...reply.body]];
    };"""
    )
    assert await value_of(runner, source) == [{"a": 1}, [7, 8]]


async def test_ten_calls_at_once_take_as_long_as_one(runner: ThreadRunner) -> None:
    source = (
        CALL + "exports.run = async (n) => (await Promise.all(Array.from({length: n}, () => echo({ms: 50})))).length;"
    )
    permission = Echo()
    began = time.perf_counter()
    assert await value_of(runner, source, 10, permission=permission) == 10
    assert permission.most_in_flight == 10
    assert time.perf_counter() - began < 0.4


async def test_calls_over_the_places_wait_for_a_place(runner: ThreadRunner) -> None:
    source = (
        CALL + "exports.run = async (n) => (await Promise.all(Array.from({length: n}, () => echo({ms: 1})))).length;"
    )
    permission = Echo()
    assert await value_of(runner, source, 100, permission=permission, limits=Limits(calls_in_flight=4)) == 100
    assert permission.most_in_flight == 4


async def test_a_refused_call_is_an_error_in_the_guest(runner: ThreadRunner) -> None:
    source = (
        'const {call} = require("skerry:host");'
        'exports.run = () => call("rm", {}).catch((error) => [error instanceof TypeError, error.message]);'
    )
    assert await value_of(runner, source) == [True, "rm is not granted"]


ENDS = {
    "a throw": ("exports.run = () => { throw new TypeError('mine'); };", GuestFailed, "TypeError: mine"),
    "a rejected promise": (
        "exports.run = async () => { throw new RangeError('late'); };",
        GuestFailed,
        "RangeError: late",
    ),
    "throw null": ("exports.run = () => { throw null; };", GuestFailed, "null"),
    "throw text": ("exports.run = () => { throw 'plain'; };", GuestFailed, "plain"),
    "an error that cannot be shown": (
        "exports.run = () => { throw {get message() { throw 1; }}; };",
        GuestFailed,
        "an error that cannot be shown was thrown",
    ),
    "a toString that throws": (
        "exports.run = () => { throw {toString() { throw 1; }}; };",
        GuestFailed,
        "an error that cannot be shown was thrown",
    ),
    "a throw in a timer": (
        "exports.run = () => new Promise(() => setTimeout(() => { throw new Error('in a timer'); }, 1));",
        GuestFailed,
        "Error: in a timer",
    ),
    "a rejection that nobody awaits": (
        "exports.run = () => { Promise.reject(new Error('lost')); return 1; };",
        GuestFailed,
        r"Error: lost \(a rejected promise that nobody awaits\)",
    ),
    "a cyclic value": ("exports.run = () => { const a = {}; a.a = a; return a; };", GuestFailed, "circular"),
    "a BigInt": ("exports.run = () => 1n;", GuestFailed, "TypeError: .*(BigInt|bigint)"),
    "a promise that nothing can settle": (
        "exports.run = () => new Promise(() => {});",
        GuestFailed,
        "waits for a promise that nothing can settle",
    ),
    "no such export": ("exports.other = 1;", GuestFailed, "exports no function run"),
    "deep recursion": ("const f = () => f() + 1; exports.run = () => f();", GuestFailed, "RangeError"),
    "too many calls": (
        CALL + "exports.run = () => Promise.all(Array.from({length: 300}, () => echo({})));",
        LimitExceeded,
        r"used 257 of 256 allowed \(limit calls, \[limits\] in skerry.toml\)",
    ),
    "too many turns": (
        "exports.run = async () => { for (;;) await new Promise((resolve) => setTimeout(resolve, 1)); };",
        LimitExceeded,
        "limit turns",
    ),
    "too many log lines": (
        "exports.run = () => { for (let i = 0; i < 2e5; i++) console.log('line ' + i); return 1; };",
        LimitExceeded,
        r"of 65,536 bytes allowed \(limit log_bytes",
    ),
    "too much time": (
        "exports.run = () => new Promise((r) => setTimeout(r, 60000));",
        LimitExceeded,
        r"took too long: used \d+ ms of 300 ms allowed \(limit wall_ms",
    ),
    "an endless loop of micro-tasks": (
        "exports.run = () => { const f = () => Promise.resolve().then(f); return f(); };",
        LimitExceeded,
        "limit turn_fuel",
    ),
    "a getter that loops": (
        "exports.run = () => ({get content() { for (;;); }});",
        LimitExceeded,
        "limit turn_fuel",
    ),
    "a toJSON that loops": ("exports.run = () => ({toJSON() { for (;;); }});", LimitExceeded, "limit turn_fuel"),
    "all the memory": (
        "exports.run = () => { const a = []; for (;;) a.push(new Uint8Array(1 << 20)); };",
        LimitExceeded,
        r"out of memory: used [\d,]+ bytes of 67,108,864 bytes allowed, and asked for more than was left \(limit mem",
    ),
}


@pytest.mark.parametrize(("source", "kind", "says"), ENDS.values(), ids=ENDS)
async def test_a_run_that_goes_wrong_ends_with_a_named_error(
    runner: ThreadRunner, source: str, kind: type[Exception], says: str
) -> None:
    with pytest.raises(kind, match=says):
        await value_of(runner, source, limits=SHORT if "60000" in source else Limits(turns=50))


async def test_a_run_that_has_less_than_wall_ms_is_told_what_it_had(runner: ThreadRunner) -> None:
    image = await prepare(runner, javascript("exports.run = () => new Promise((r) => setTimeout(r, 60000));"))
    deadline = asyncio.get_running_loop().time() + 0.2
    outcome = await converse(runner, Request(image.id, "run", b"null", deadline=deadline), Echo(), Limits())
    says = r"took too long: used \d+ ms of 200 ms allowed, what was left of 5,000 ms \(limit wall_ms"
    assert re.match(says, str(outcome.error))


async def test_a_single_allocation_that_is_too_large_says_what_was_there(runner: ThreadRunner) -> None:
    says = r"out of memory: used [\d,]+ bytes of 67,108,864 bytes allowed, and asked for more than was left \(limit"
    with pytest.raises(LimitExceeded, match=says):
        await value_of(runner, "exports.run = () => new Uint8Array(100 * 1024 * 1024);")


async def test_a_run_is_done_when_its_value_is_whatever_still_waits(runner: ThreadRunner) -> None:
    source = CALL + "exports.run = () => { echo({ms: 60000}); setTimeout(() => {}, 60000); return 'done'; };"
    permission = Echo()
    assert await value_of(runner, source, permission=permission) == "done"


async def test_a_write_to_the_cache_is_carried_out_though_nobody_waits_for_it(runner: ThreadRunner) -> None:
    source = 'const {call} = require("skerry:host"); exports.run = () => { call("cache.set", {key: "k"}); return 1; };'
    permission = Echo()
    assert await value_of(runner, source, permission=permission) == 1
    assert permission.seen == [{"key": "k"}]


async def test_a_cancelled_run_cancels_its_calls(runner: ThreadRunner) -> None:
    source = CALL + "exports.run = () => echo({ms: 60000});"
    permission = Echo()
    running = asyncio.create_task(execute(runner, source, permission=permission))
    await permission.begun.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    await asyncio.sleep(0)
    assert (permission.in_flight, permission.cancelled) == (0, 1)


async def test_an_outcome_tells_what_the_run_did(runner: ThreadRunner) -> None:
    source = (
        CALL
        + "exports.run = async () => { console.log('hello'); console.error('bad'); await echo({a: 1}); return 1; };"
    )
    outcome = await execute(runner, source)
    assert outcome.error is None
    assert outcome.logs == (("info", "hello"), ("error", "bad"))
    assert [(call.op, json.loads(bytes(call.args)), call.error) for call in outcome.calls] == [("echo", {"a": 1}, "")]
    assert outcome.turns == 2
    assert outcome.usage.fuel > 0


DETERMINISTIC = """
const {call} = require("skerry:host");
exports.run = async () => {
  const numbers = Array.from({length: 5}, Math.random);
  await call("echo", {at: Date.now()});
  await new Promise((resolve) => setTimeout(resolve, 20));
  return [numbers, crypto.randomUUID(), [...crypto.getRandomValues(new Uint8Array(8))], Object.keys({b: 1, a: 2}),
    new Error("x").stack, Date.now()];
};
"""


async def test_the_same_frames_give_the_same_output_and_the_same_fuel(runner: ThreadRunner) -> None:
    one, two = [await execute(runner, DETERMINISTIC, seed=b"s" * 32) for _ in range(2)]
    assert one.error is None
    assert (one.value, one.usage.fuel) == (two.value, two.usage.fuel)
    other = await execute(runner, DETERMINISTIC, seed=b"t" * 32)
    assert json.loads(other.value)[:3] != json.loads(one.value)[:3]


async def test_time_stands_still_inside_a_turn_and_goes_on_between(runner: ThreadRunner) -> None:
    source = """
    exports.run = async () => {
      const before = [Date.now(), performance.now()];
      for (let i = 0; i < 1e5; i++);
      const after = [Date.now(), performance.now()];
      await new Promise((resolve) => setTimeout(resolve, 30));
      return [before, after, Date.now() - before[0]];
    };"""
    before, after, waited = await value_of(runner, source)
    assert before == after
    assert waited == 30


class Scripted:
    """A runner that answers with frames that were written before, as a hostile guest could."""

    def __init__(self, *frames: bytes) -> None:
        self._frames = list(frames)

    async def prepare(self, program: bytes, moment: Moment | None = None) -> bytes:
        raise NotImplementedError

    async def start(self, run: int, image: str, frame: bytes, client: str) -> bytes:
        return await self.resume(run, frame)

    async def resume(self, run: int, frame: bytes) -> bytes:
        return encode_turn(Answered(self._frames.pop(0), Usage()))

    def drop(self, run: int) -> None:
        pass

    def release(self, image: str) -> None:
        pass

    async def close(self) -> None:
        pass


def suspended(*ids: int, **fields: Any) -> bytes:
    return encode(Kind.SUSPENDED, Suspended([FrameCall(number, "echo") for number in ids], **fields))


LIES = {
    "the same call twice": ([suspended(1), suspended(1)], "call id 1 is used twice"),
    "the same call twice in a frame": ([suspended(1, 1)], "call id 1 is used twice"),
    "no frame": ([b""], "at least 8 bytes"),
    "DONE without a value": ([encode(Kind.DONE, Done())], "DONE needs its value"),
}


class Granting:
    async def perform(self, call: Call) -> Granted:
        return Granted()


@pytest.mark.parametrize(("frames", "says"), LIES.values(), ids=LIES)
async def test_a_guest_that_lies_breaks_only_its_own_run(frames: list[bytes], says: str) -> None:
    outcome = await converse(Scripted(*frames), Request("image", "run", b"null"), Granting(), Limits())
    assert isinstance(outcome.error, AbiBroken)
    assert says in str(outcome.error)


class Counting(Granting):
    """Gives bodies, and knows which replies have been passed on."""

    def __init__(self) -> None:
        self.given = 0
        self.passed_on = 0

    async def perform(self, call: Call) -> Granted:
        assert self.passed_on == self.given  # the last reply is in a frame before the guest can ask again
        self.given += 1
        return Granted(body=bytes(1_000), passed_on=self._pass_on)

    def _pass_on(self) -> None:
        self.passed_on += 1


async def test_who_performs_a_call_hears_that_the_guest_has_its_reply(runner: ThreadRunner) -> None:
    source = CALL + "exports.run = async (n) => { for (let i = 0; i < n; i++) await echo({}); return 'done'; };"
    counting = Counting()
    assert await value_of(runner, source, 5, permission=counting) == "done"
    assert (counting.given, counting.passed_on) == (5, 5)
