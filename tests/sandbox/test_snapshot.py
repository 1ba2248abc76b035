"""What a snapshot keeps, what it need not keep, and that every way to restore it gives the same run."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from collections.abc import Generator, Iterator
from typing import TypeVar

import pytest
from wasmtime import InstancePre, Module, _ffi

from sandbox import javascript
from sandbox.code_cache import CodeCache, default_folder
from sandbox.engine import SlicedEngine
from sandbox.errors import ProgramRefused
from sandbox.frames import Done, decode_answer
from sandbox.guest import Guest, load_budget, run_budget, turn_budget
from sandbox.javascript.loading import load_frame
from sandbox.limits import MIB, Limits
from sandbox.program import JavaScript
from sandbox.runner import Answered, Limited, decode_turn
from sandbox.snapshot import CopiedSnapshot, MappedSnapshot, Parking, Snapshot, open_parking
from sandbox.store import PAGE, Store, prelink
from sandbox.thread_runner import ThreadRunner
from tests.sandbox.programs import NOW, prepare, start_frame
from tests.sandbox.programs import javascript as program

LIMITS = Limits(turn_cpu_ms=60_000, run_cpu_ms=60_000, load_cpu_ms=60_000)
GLOBALS, EXPORTS, TABLES = 6, 7, 4
SOURCE = b"""
exports.describe = () => null;
const kept = Array.from({length: 2000}, (_, n) => ({n, text: "x".repeat(n % 50)}));
class Named { get size() { return kept.length; } }
kept.sort((a, b) => b.text.length - a.text.length);
exports.run = (x) => [new Named().size, kept.map((each) => each.n).slice(0, 5), /(a+)+b/.test("aab"), x, Math.random()];
"""
Value = TypeVar("Value")


def finished(work: Generator[None, None, Value]) -> Value:
    """The value that sliced work ends with."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            value: Value = end.value
            return value


# The engine with its mutable globals and its table made visible.


def number(binary: bytes, at: int) -> tuple[int, int]:
    """An unsigned LEB128 number (WebAssembly core spec, 5.2.2), and where it ends."""
    value = shift = 0
    while True:
        byte = binary[at]
        value |= (byte & 0x7F) << shift
        shift, at = shift + 7, at + 1
        if not byte & 0x80:
            return value, at


def leb(value: int) -> bytes:
    pieces = bytearray()
    while value > 0x7F:
        pieces.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*pieces, value])


def sections(binary: bytes) -> Iterator[tuple[int, bytes]]:
    at = 8
    while at < len(binary):
        identity = binary[at]
        size, start = number(binary, at + 1)
        yield identity, binary[start : start + size]
        at = start + size


def mutable_globals(section: bytes) -> list[int]:
    """Indices of those that can change. The engine's are all `i32.const` or `i64.const` numbers."""
    found = []
    count, at = number(section, 0)
    for index in range(count):
        mutable, opcode = section[at + 1], section[at + 2]
        assert opcode in (0x41, 0x42), f"global {index} is no constant"
        _, at = number(section, at + 3)
        assert section[at] == 0x0B
        at += 1
        if mutable:
            found.append(index)
    return found


def opened(binary: bytes) -> tuple[bytes, list[int]]:
    """The same module with its mutable globals exported as g0, g1, ... and its table as t0."""
    parts = dict(sections(binary))
    changing = mutable_globals(parts[GLOBALS])
    assert number(parts[TABLES], 0)[0] == 1
    count, at = number(parts[EXPORTS], 0)
    added = [b"\x02g%d\x03" % index + leb(index) for index in changing] + [b"\x02t0\x01\x00"]
    exports = leb(count + len(added)) + parts[EXPORTS][at:] + b"".join(added)
    pieces = [binary[:8]]
    for identity, content in sections(binary):
        body = exports if identity == EXPORTS else content
        pieces.append(bytes([identity]) + leb(len(body)) + body)
    return b"".join(pieces), changing


def outside_memory(store: Store, changing: list[int]) -> list[object]:
    """What a snapshot of the memory leaves out: mutable globals and the table, function by function."""
    state: list[object] = []
    value = _ffi.wasmtime_val_t()
    for index in changing:
        item = store._export(b"g%d" % index)
        _ffi.wasmtime_global_get(store._context, ctypes.byref(item.of.global_), ctypes.byref(value))
        state.append((index, int(value.of.i32)))
    table = store._export(b"t0").of.table
    size = _ffi.wasmtime_table_size(store._context, ctypes.byref(table))
    state.append(size)
    for index in range(size):
        assert _ffi.wasmtime_table_get(store._context, ctypes.byref(table), index, ctypes.byref(value))
        state.append(bytes(value.of.funcref))
    return state


@pytest.fixture(scope="module")
def engine() -> Iterator[SlicedEngine]:
    made = SlicedEngine()
    yield made
    made.close()


def guest_of(store: Store) -> Guest:
    return Guest(store, LIMITS, load_budget(LIMITS), lambda size: None)


def take(guest: Guest, export: bytes, frame: bytes | None) -> bytes:
    turn = finished(guest.take_turn(export, frame, load_budget(LIMITS)))
    assert isinstance(turn, Answered), turn
    return turn.frame


def test_only_memory_changes_while_a_program_is_loaded(engine: SlicedEngine) -> None:
    """DESIGN: what is not in linear memory is the same in a fresh instance as when the snapshot is taken."""
    binary, changing = opened(javascript.engine_bytes())
    assert len(changing) == 1  # the stack pointer
    pre = prelink(engine, Module(engine.engine, binary))
    store = Store(engine, pre, LIMITS.memory_bytes)
    before = outside_memory(store, changing)
    guest = guest_of(store)
    finished(guest.initialize(load_budget(LIMITS)))
    take(guest, b"boot", None)
    assert outside_memory(store, changing) == before
    answer, _ = decode_answer(
        take(guest, b"load", load_frame(JavaScript("./a.js", {"./a.js": SOURCE}), 1, bytes(32), keep=True))
    )
    assert isinstance(answer, Done), answer
    assert outside_memory(store, changing) == before
    take(guest, b"start", start_frame())
    assert outside_memory(store, changing) == before
    store.close()


@pytest.fixture(scope="module")
def pre(engine: SlicedEngine) -> InstancePre:
    return prelink(engine, Module(engine.engine, javascript.engine_bytes()))


def loaded(engine: SlicedEngine, pre: InstancePre) -> bytes:
    """The memory of an instance that has loaded SOURCE."""
    store = Store(engine, pre, LIMITS.memory_bytes)
    guest = guest_of(store)
    finished(guest.initialize(load_budget(LIMITS)))
    take(guest, b"boot", None)
    take(guest, b"load", load_frame(JavaScript("./a.js", {"./a.js": SOURCE}), int(NOW), bytes(32), keep=True))
    memory = store.read(0, store.memory_bytes)
    store.close()
    return memory


def test_garbage_is_collected_for_a_snapshot_only(engine: SlicedEngine, pre: InstancePre) -> None:
    """A collection costs more than all else that a run of a fresh program does."""
    burnt = {}
    for keep in (True, False):
        store = Store(engine, pre, LIMITS.memory_bytes)
        guest = guest_of(store)
        finished(guest.initialize(load_budget(LIMITS)))
        take(guest, b"boot", None)
        before = guest.usage.fuel
        program = JavaScript("./a.js", {"./a.js": b"exports.describe = () => null;"})
        take(guest, b"load", load_frame(program, 1, bytes(32), keep=keep))
        burnt[keep] = guest.usage.fuel - before
        store.close()
    assert burnt[False] < burnt[True] / 5


def run(engine: SlicedEngine, pre: InstancePre, image: Snapshot) -> tuple[bytes, int, int]:
    """Answer, fuel and memory of a run."""
    store = Store(engine, pre, LIMITS.memory_bytes)
    lease = image.restore(store)
    guest = Guest(store, LIMITS, run_budget(LIMITS), lambda size: None)
    turn = finished(guest.take_turn(b"start", start_frame(argument="x" * 100_000), turn_budget(LIMITS)))
    assert isinstance(turn, Answered), turn
    lease.end(keep=True)
    store.close()
    return turn.frame, turn.usage.fuel, turn.usage.memory_bytes


def test_loading_twice_gives_the_same_memory(engine: SlicedEngine, pre: InstancePre) -> None:
    """No address, hash seed or clock of the host gets into an image."""
    assert loaded(engine, pre) == loaded(engine, pre)


@pytest.mark.skipif(sys.platform != "linux", reason="snapshots are mapped on Linux only")
def test_a_copied_snapshot_equals_a_mapped_one(engine: SlicedEngine, pre: InstancePre) -> None:
    memory = loaded(engine, pre)
    images = MappedSnapshot(memory, Parking(None)), MappedSnapshot(memory, open_parking()), CopiedSnapshot(memory)
    mapped, parked, copied = images
    answers = [run(engine, pre, image) for image in (mapped, copied, parked, parked, copied, mapped)]
    assert len(set(answers)) == 1
    for image in images:
        image.close()


def test_memory_that_grows_over_a_snapshot_is_fresh(engine: SlicedEngine, pre: InstancePre) -> None:
    memory = loaded(engine, pre)
    for image in (MappedSnapshot(memory, Parking(None)), CopiedSnapshot(memory)):
        store = Store(engine, pre, LIMITS.memory_bytes)
        image.restore(store)
        store.grow_to(len(memory) + 40 * PAGE)
        assert store.read(0, len(memory)) == memory
        assert store.read(len(memory), 40 * PAGE) == bytes(40 * PAGE)
        store.write(len(memory) - 8, b"0123456789abcdef")
        assert store.read(len(memory) - 8, 16) == b"0123456789abcdef"
        store.close()
    with pytest.raises(MemoryError):
        image.restore(small := Store(engine, pre, len(memory) - PAGE))
    small.close()


@pytest.mark.skipif(sys.platform != "linux", reason="snapshots are mapped on Linux only")
def test_an_image_cannot_be_written_by_anybody() -> None:
    image = MappedSnapshot(b"x" * PAGE, Parking(None))
    for attempt in (lambda: os.pwrite(image.file, b"evil", 0), lambda: os.ftruncate(image.file, 0)):
        with pytest.raises(OSError, match="not permitted"):
            attempt()


@pytest.mark.skipif(sys.platform != "linux", reason="snapshots are files on Linux only")
async def test_when_files_run_out_the_program_is_refused_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    runner = ThreadRunner(LIMITS, cache=CodeCache(default_folder()))

    def full(*args: object) -> int:
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))

    with monkeypatch.context() as patch:
        patch.setattr(os, "memfd_create", full)
        with pytest.raises(ProgramRefused, match=r"Too many open files.*ulimit -n"):
            await prepare(runner, program("exports.run = () => 1;"))
    await prepare(runner, program("exports.run = () => 1;"))
    await runner.close()


async def test_a_memory_limit_below_the_snapshot_is_told_as_that() -> None:
    runner = ThreadRunner(LIMITS, cache=CodeCache(default_folder()))
    image = await prepare(runner, program("exports.run = () => 1;"))
    runner._limits = Limits(memory_bytes=image.snapshot_bytes - PAGE)
    turn = decode_turn(await runner.start(1, image.id, start_frame(), "test"))
    assert isinstance(turn, Limited), turn
    assert (turn.setting, turn.used) == ("memory_bytes", image.snapshot_bytes)
    await runner.close()


async def test_a_snapshot_over_its_limit_is_refused() -> None:
    runner = ThreadRunner(LIMITS, cache=CodeCache(default_folder()))
    with pytest.raises(ProgramRefused, match="limit snapshot_bytes"):
        await prepare(runner, program(f"exports.kept = new Uint8Array({17 * MIB}).fill(1);"))
    await runner.close()
