"""`console` and `logger`: each call is one bounded line of the run's log, and never an exception."""

from __future__ import annotations

import pytest

from sandbox.thread_runner import ThreadRunner
from tests.sandbox.programs import execute

LINE_BYTES = 8192
RUN = """
const AsyncFunction = (async () => {}).constructor;
exports.run = (source) => new AsyncFunction("require", source)(require);
"""
# Objects that throw when they are looked at.
HOSTILE = [
    "new Proxy({}, { get() { throw 1 }, ownKeys() { throw 2 }, getPrototypeOf() { throw 3 } })",
    "new Proxy([], { get() { throw 1 }, getOwnPropertyDescriptor() { throw 2 } })",
    "(() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy; })()",
    "({ get a() { throw 1 }, get then() { throw 2 } })",
    "({ toString() { throw 1 }, toJSON() { throw 2 }, valueOf() { throw 3 } })",
    "({ [Symbol.toPrimitive]() { throw 1 }, get [Symbol.toStringTag]() { throw 2 } })",
    "({ [Symbol.for('nodejs.util.inspect.custom')]() { throw 1 } })",
    "({ [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) { return { __proto__: this } } })",
    "({ get constructor() { throw 1 } })",
    "Object.defineProperty(new Error('x'), 'message', { get() { throw 1 } })",
    "Object.assign(new Error('x'), { stack: { toString() { throw 1 } }, cause: new Proxy({}, { get() { throw 1 } }) })",
    "Object.create(new Proxy({}, { getPrototypeOf() { throw 1 } }))",
    "Symbol('s')",
    "(() => { let deep = {}; for (let i = 0; i < 300; i++) deep = { deep }; return deep; })()",
]
SHOW = """
const value = %s;
const failures = [];
const forms = [[value], ["%%s %%d %%j %%o", value, value, value, value], [[value], value], [false, value]];
for (const [name, log] of [...Object.entries(console), ...Object.entries(logger)]) {
  for (const args of forms) {
    try {
      log(...args);
    } catch (error) {
      failures.push(name);
    }
  }
}
return failures;
"""


async def logs_of(runner: ThreadRunner, source: str) -> list[tuple[str, str]]:
    outcome = await execute(runner, RUN, source)
    assert outcome.error is None
    return [(str(level), text) for level, text in outcome.logs]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("console.log('a', 1, { b: [1, 'c'] })", [("info", "a 1 { b: [ 1, 'c' ] }")]),
        ("console.info('%s is %d%%', 'x', 5, true)", [("info", "x is 5% true")]),
        (
            "console.debug(); console.warn(null); console.error(undefined)",
            [("debug", ""), ("warn", "null"), ("error", "undefined")],
        ),
        ("console.log(new Map([[1, new Set(['x'])]]))", [("info", "Map(1) { 1 => Set(1) { 'x' } }")]),
        ("console.dir({ a: { b: { c: 1 } } }, { depth: 0 })", [("info", "{ a: [Object] }")]),
        (
            "console.assert(1, 'x'); console.assert(0, 'no %s', 'y'); console.assert(0)",
            [("error", "Assertion failed: no y"), ("error", "Assertion failed")],
        ),
        (
            "console.count(); console.count(); console.countReset(); console.count('z')",
            [("info", "default: 1"), ("info", "default: 2"), ("info", "z: 1")],
        ),
        (
            "console.group('g'); console.log('a\\nb'); console.groupEnd(); console.groupEnd(); console.log('c')",
            [("info", "g"), ("info", "  a\n  b"), ("info", "c")],
        ),
        (
            "console.time('t'); console.timeLog('t', 1); console.timeEnd('t'); console.timeEnd('t')",
            [("info", "t: 0ms 1"), ("info", "t: 0ms"), ("warn", "No such label 't' for console.time()")],
        ),
        (
            "console.table([{ a: 1, b: 'x' }, { a: 22 }])",
            [("info", "(index) | a  | b\n--------|----|----\n0       | 1  | 'x'\n1       | 22 |")],
        ),
        ("console.table(5)", [("info", "5")]),
        ("logger.info('hello %s', 'you'); logger.error('n', 1)", [("info", "hello you"), ("error", "n 1")]),
        (
            "logger.warn({ id: 7 }, 'slow %d ms', 12); logger.debug({ id: 8 })",
            [("warn", "slow 12 ms { id: 7 }"), ("debug", "{ id: 8 }")],
        ),
        ("const { log } = console; const { info } = logger; log(1); info(2)", [("info", "1"), ("info", "2")]),
    ],
)
async def test_a_call_becomes_a_line(runner: ThreadRunner, source: str, expected: list[tuple[str, str]]) -> None:
    assert await logs_of(runner, source) == expected


async def test_an_error_is_shown_with_its_stack_and_its_cause(runner: ThreadRunner) -> None:
    [(level, text)] = await logs_of(runner, "logger.error(new TypeError('bad', { cause: new Error('why') }), 'failed')")
    assert level == "error"
    assert text.startswith("failed TypeError: bad\n    at ")
    assert "[cause]: Error: why" in text


async def test_trace_shows_the_frames_of_the_program_only(runner: ThreadRunner) -> None:
    [(level, text)] = await logs_of(runner, "(function caller() { console.trace('here'); })()")
    assert level == "debug"
    assert text.startswith("Trace: here\n    at caller ")
    assert "prelude:" not in text


@pytest.mark.parametrize(
    ("message", "cut"),
    [
        ("'x'.repeat(8192)", None),
        ("'x'.repeat(8193)", 1),
        ("'x'.repeat(100_000)", 91_808),
        ("'é'.repeat(4097)", 1),
        ("'😀'.repeat(2049)", 2),
    ],
)
async def test_a_long_line_is_cut_and_says_so(runner: ThreadRunner, message: str, cut: int | None) -> None:
    [(_, text)] = await logs_of(runner, f"logger.info({message})")
    kept, _, marker = text.partition("... [")
    assert len(kept.encode()) == LINE_BYTES
    assert marker == ("" if cut is None else f"{cut} more characters cut]")


@pytest.mark.parametrize(
    "value",
    [
        "Array.from({ length: 2e4 }, (_, i) => ({ i }))",
        "Object.fromEntries(Array.from({ length: 2e4 }, (_, i) => ['k' + i, i]))",
    ],
)
async def test_a_big_object_costs_a_bounded_line(runner: ThreadRunner, value: str) -> None:
    [(_, text)] = await logs_of(runner, f"console.dir({value}, {{ depth: null, maxArrayLength: null }})")
    assert len(text.encode()) < LINE_BYTES + 100


@pytest.mark.parametrize("value", HOSTILE)
async def test_no_argument_makes_a_log_call_throw(runner: ThreadRunner, value: str) -> None:
    outcome = await execute(runner, RUN, SHOW % value)
    assert outcome.error is None
    assert outcome.value == b"[]"
