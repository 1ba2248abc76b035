"""A compiled guest, built here from C, through the runner and the turn loop; and every lie it can tell."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sandbox.errors import AbiBroken, GuestError, LimitExceeded, ProgramRefused, Trapped
from sandbox.journal import Header
from sandbox.journal_file import decode
from sandbox.limits import MIB, Limits
from sandbox.program import Image, Wasm, encode_program
from sandbox.recording import Recording
from sandbox.replay import Replay
from sandbox.thread_runner import ThreadRunner
from sandbox.turns import Outcome, Request, converse
from tests.sandbox.programs import Echo, prepare

SOURCE = Path(__file__).parent / "guests" / "echo.c"
LIMITS = Limits(turn_fuel=50_000_000, run_fuel=100_000_000, turn_cpu_ms=60_000, run_cpu_ms=60_000, turns=50)


def compiled(folder: Path, source: str) -> bytes:
    cache = os.environ.get("SKERRY_ZIG_CACHE") or str(folder / "zig")
    (folder / "guest.c").write_text(source)
    flags = ["--target=wasm32-freestanding", "-nostdlib", "-O1", "-Wl,--no-entry"]
    subprocess.run(
        [sys.executable, "-m", "ziglang", "cc", *flags, "-o", str(folder / "guest.wasm"), str(folder / "guest.c")],
        env={**os.environ, "ZIG_GLOBAL_CACHE_DIR": cache, "ZIG_LOCAL_CACHE_DIR": cache},
        check=True,
    )
    return (folder / "guest.wasm").read_bytes()


@pytest.fixture(scope="module")
async def strict() -> AsyncIterator[ThreadRunner]:
    running = ThreadRunner(LIMITS)
    yield running
    await running.close()


@pytest.fixture(scope="module")
async def guest(strict: ThreadRunner, tmp_path_factory: pytest.TempPathFactory) -> Image:
    module = compiled(tmp_path_factory.mktemp("guest"), SOURCE.read_text())
    return await prepare(strict, encode_program(Wasm(module)))


async def run(runner: ThreadRunner, guest: Image, what: str) -> Outcome:
    return await converse(runner, Request(guest.id, "run", json.dumps(what).encode(), "test"), Echo(), LIMITS)


async def test_it_tells_what_it_is(guest: Image) -> None:
    assert json.loads(guest.description) == {"guest": "echo"}
    assert guest.fresh == ()


async def test_its_call_is_performed_and_the_reply_brings_it_to_its_end(strict: ThreadRunner, guest: Image) -> None:
    outcome = await run(strict, guest, "echo")
    assert outcome.error is None
    assert json.loads(outcome.value) == "bytes-too"
    assert outcome.turns == 2
    assert outcome.logs == (("info", "resumed"),)
    assert [(call.op, bytes(call.args)) for call in outcome.calls] == [("echo", b'{"a":1}')]


async def test_initialize_is_called_in_each_run(strict: ThreadRunner, guest: Image) -> None:
    assert (await run(strict, guest, "initialized")).value == b"true"


async def test_the_same_run_burns_the_same_fuel(strict: ThreadRunner, guest: Image) -> None:
    assert len({(await run(strict, guest, "grow")).usage.fuel for _ in range(3)}) == 1


async def test_its_memory_stops_growing_at_the_limit(strict: ThreadRunner, guest: Image) -> None:
    outcome = await run(strict, guest, "grow")
    assert outcome.value == b'"stopped below 64 MiB"'
    assert outcome.usage.memory_bytes <= 64 * MIB


LIES: dict[str, tuple[type[GuestError], str]] = {
    "outside": (AbiBroken, "lie outside the memory"),
    "at the end": (AbiBroken, "lie outside the memory"),
    "wraps around": (AbiBroken, "lie outside the memory"),
    "giant": (LimitExceeded, "limit frame_bytes"),
    "empty": (AbiBroken, "at least 8 bytes, got 0"),
    "nothing": (AbiBroken, "at least 8 bytes, got 0"),
    "trap": (Trapped, "unreachable"),
    "loop": (LimitExceeded, "limit turn_fuel"),
    "recursion": (Trapped, "call stack exhausted"),
    "alloc traps": (Trapped, "unreachable"),
    "alloc loops": (LimitExceeded, "limit turn_fuel"),
    "alloc outside": (AbiBroken, "lie outside the memory"),
    "alloc at the end": (AbiBroken, "lie outside the memory"),
    "alloc has none": (LimitExceeded, "limit memory_bytes"),
    "wakes before time began": (AbiBroken, "wake"),
    "wakes after all time": (AbiBroken, "wake"),
    "wakes at once for ever": (LimitExceeded, "limit turns"),
    "cancels what is not": (LimitExceeded, "limit turns"),
    "call without a number": (AbiBroken, "missing required field `id`"),
    "body that is not": (AbiBroken, "names part 3, there are 0"),
    "head is no JSON": (AbiBroken, "head of the answer is wrong"),
    "version": (AbiBroken, "frame version 1 expected, got 2"),
    "kind": (AbiBroken, "kind 16, 17 or 18, got 2"),
    "missing part": (AbiBroken, "part 0 is missing"),
    "long part": (AbiBroken, "part 0 says 4294967295 bytes"),
    "bytes behind": (AbiBroken, "1 bytes follow the last part"),
}


@pytest.mark.parametrize("lie", LIES)
async def test_a_lie_ends_its_own_run_and_no_other(strict: ThreadRunner, guest: Image, lie: str) -> None:
    kind, says = LIES[lie]
    outcome = await run(strict, guest, lie)
    assert type(outcome.error) is kind, outcome
    assert says in str(outcome.error)
    assert (await run(strict, guest, "echo")).value == b'"bytes-too"'


@pytest.mark.parametrize("what", ["echo", "initialized", "grow", *LIES])
async def test_whatever_it_does_replays(strict: ThreadRunner, guest: Image, what: str) -> None:
    recording = Recording(Header("r", "guest.wasm", "run", guest.origin, LIMITS))
    request = Request(guest.id, "run", json.dumps(what).encode(), "test")
    outcome = await converse(strict, request, Echo(), LIMITS, recording=recording)
    replay = Replay(decode(recording.encode()), strict, guest.id)
    assert [turn.differences async for turn in replay.turns()] == [()] * outcome.turns
    assert replay.complete
    assert replay.result == replay.recorded
    assert (replay.result.fuel, replay.result.error) == (outcome.usage.fuel, str(outcome.error or ""))


BROKEN = """
typedef unsigned long long u64;
#define EXPORT(name) __attribute__((export_name(name)))
EXPORT("alloc") char *alloc(unsigned length) { static char room[65536]; return room; }
EXPORT("start") u64 start(char *frame, unsigned length) { %s }
EXPORT("resume") u64 resume(char *frame, unsigned length) { return 0; }
"""
BODIES = {
    "a memory over the limit": ("static char big[100 << 20]; big[length] = 1; return big[0];", "memory"),
    "a loop in describe": ("for (volatile int i = 0;; i++) {}", "limit turn_fuel"),
    "a trap in describe": ("__builtin_trap();", "unreachable"),
    "an answer that is no frame": ("return 0;", "at least 8 bytes"),
}


@pytest.mark.parametrize("name", BODIES)
async def test_a_guest_that_cannot_tell_what_it_is_is_refused(strict: ThreadRunner, tmp_path: Path, name: str) -> None:
    body, says = BODIES[name]
    module = compiled(tmp_path, BROKEN % body)
    with pytest.raises(ProgramRefused, match=says):
        await prepare(strict, encode_program(Wasm(module)))


async def test_a_guest_gets_at_most_a_frame(strict: ThreadRunner, guest: Image) -> None:
    argument = b'"' + b"x" * LIMITS.frame_bytes + b'"'
    outcome = await converse(strict, Request(guest.id, "run", argument, "test"), Echo(), LIMITS)
    assert isinstance(outcome.error, LimitExceeded)
    assert outcome.error.setting == "frame_bytes"
