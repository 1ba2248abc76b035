"""Calls and their replies: what one frame takes, and what happens to calls that fail inside the server."""

from __future__ import annotations

import asyncio
import gc
from typing import Any

import pytest

from sandbox.errors import GuestFailed, LimitExceeded
from sandbox.limits import MIB, Limits
from sandbox.thread_runner import ThreadRunner
from sandbox.turns import Call, CallFailed, Granted, Request, converse
from tests.sandbox.programs import Echo, execute, javascript, prepare

HOST = "const {call} = require('skerry:host');"


class Answers(Echo):
    """Answers every call with a body of so many bytes; `fail` is raised instead."""

    def __init__(self, size: int = 0, fail: BaseException | None = None) -> None:
        super().__init__()
        self._size = size
        self._fail = fail

    async def perform(self, call: Call) -> Granted:
        if self._fail is not None:
            raise self._fail
        return Granted(b"1", bytes(self._size))


async def test_replies_that_one_frame_does_not_take_come_in_several_turns(runner: ThreadRunner) -> None:
    source = HOST + (
        "exports.run = async () => { let all = 0; for (const p of [1, 2, 3, 4].map(() => call('big', {})))"
        " all += (await p).body.length; return all; };"
    )
    outcome = await execute(runner, source, permission=Answers(3 * MIB))
    assert outcome.error is None
    assert outcome.value == b"%d" % (12 * MIB)
    assert outcome.turns == 3  # two replies of 3 MiB in a frame of 8 MiB


async def test_a_reply_that_no_frame_takes_is_a_limit(runner: ThreadRunner) -> None:
    outcome = await execute(runner, HOST + "exports.run = () => call('big', {});", permission=Answers(9 * MIB))
    assert isinstance(outcome.error, LimitExceeded)
    assert outcome.error.setting == "frame_bytes"


async def test_replies_come_in_the_order_of_their_calls(runner: ThreadRunner) -> None:
    source = HOST + (
        "exports.run = async () => { const seen = []; await Promise.all(Array.from({length: 20}, (_, n) =>"
        " call('any', {}).then(() => seen.push(n)))); return seen; };"
    )
    outcome = await execute(runner, source, permission=Answers())
    assert outcome.value == b"[%s]" % b",".join(b"%d" % n for n in range(20))


FAILURES: dict[str, tuple[BaseException, str]] = {
    "an error of the server": (ZeroDivisionError("internal"), "the server could not perform this call"),
    "a cancellation from inside": (asyncio.CancelledError(), "the call was cancelled"),
}


@pytest.mark.parametrize("name", FAILURES)
async def test_a_call_that_fails_inside_the_server_fails_alone(runner: ThreadRunner, name: str) -> None:
    failure, says = FAILURES[name]
    source = HOST + "exports.run = () => call('x', {}).catch((error) => `${error.name}: ${error.message}`);"
    outcome = await execute(runner, source, permission=Answers(fail=failure))
    assert says.encode() in outcome.value
    assert b"internal" not in outcome.value
    assert outcome.calls[0].error != ""


async def test_a_failure_that_nobody_waits_for_makes_no_noise(runner: ThreadRunner) -> None:
    """A call of the last turn, and one whose run has ended: asyncio would report their exceptions."""
    heard: list[dict[str, Any]] = []
    loop = asyncio.get_running_loop()
    before = loop.get_exception_handler()
    loop.set_exception_handler(lambda loop, context: heard.append(context))
    try:
        refusing = Answers(fail=CallFailed("TypeError", "no"))
        await execute(runner, HOST + "exports.run = () => { call('cache.set', {}); return 1; };", permission=refusing)
        source = HOST + "exports.run = async () => { call('x', {}).catch(() => {}); throw new Error('over'); };"
        assert isinstance((await execute(runner, source, permission=refusing)).error, GuestFailed)
        gc.collect()
        await asyncio.sleep(0)
    finally:
        loop.set_exception_handler(before)
    assert heard == []


async def test_fuel_and_cpu_of_a_turn_are_shared_by_all_calls_into_the_guest() -> None:
    """Evaluating a fresh program and running it is one turn."""
    limits = Limits(turn_fuel=40_000_000, turn_cpu_ms=60_000, run_cpu_ms=60_000)
    runner = ThreadRunner(limits)
    half = "for (let i = 0; i < 500_000; i++);"
    image = await prepare(runner, javascript(f"Date.now(); {half} exports.run = () => {{ {half} return 1; }};"))
    assert image.fresh
    outcome = await converse(runner, Request(image.id, "run", b"null"), Echo(), limits)
    assert isinstance(outcome.error, LimitExceeded)
    assert (outcome.error.setting, outcome.usage.fuel) == ("turn_fuel", 40_000_000)
    await runner.close()
