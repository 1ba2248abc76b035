"""Programs as authors write them: modules of both kinds, what goes wrong while they load, what must not be frozen."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from sandbox.code_cache import CodeCache
from sandbox.errors import GuestFailed, ProgramRefused
from sandbox.limits import Limits
from sandbox.thread_runner import ThreadRunner
from sandbox.turns import Request, converse
from tests.sandbox.programs import NOW, Echo, execute, javascript, prepare, value_of

GIVES = "exports.run = () => require('./main.js');"
GIVES_MODULE = "exports.run = () => require('./main.mjs').default;"
MODULES: dict[str, tuple[dict[str, str], Any]] = {
    "a file": ({"./main.js": "module.exports = require('./lib/a');", "./lib/a.js": "module.exports = 1;"}, 1),
    "a folder's index": (
        {"./main.js": "module.exports = require('./lib');", "./lib/index.js": "module.exports = require('..') === 0;"}
        | {"./index.js": "module.exports = 0;"},
        True,
    ),
    "require('.')": (
        {"./main.js": "module.exports = require('./d/x');"}
        | {"./d/x.js": "module.exports = [require('.'), require('./')];", "./d/index.js": "module.exports = 'here';"},
        ["here", "here"],
    ),
    "JSON with a byte order mark": (
        {"./main.js": "module.exports = require('./a');", "./a.json": '\ufeff{"a": 1}'},
        {"a": 1},
    ),
    "a script's first line": ({"./main.js": "#!/usr/bin/env node\nmodule.exports = 1;"}, 1),
    "one evaluation": (
        {"./main.js": "require('./a'); require('./a.js'); module.exports = globalThis.times;"}
        | {"./a.js": "globalThis.times = (globalThis.times ?? 0) + 1;"},
        1,
    ),
    "a cycle": (
        {"./main.js": "const a = require('./a'); module.exports = [a.done, a.b.seen];"}
        | {"./a.js": "exports.done = false; exports.b = require('./b'); exports.done = true;"}
        | {"./b.js": "exports.seen = require('./a').done;"},
        [True, False],
    ),
    "its own name": (
        {
            "./main.js": "module.exports = require('./d/x');",
            "./d/x.js": "module.exports = [__filename, __dirname, require.main === module];",
        },
        ["./d/x.js", "./d", False],
    ),
    "a failed require can be tried again": (
        {"./main.js": "let n = 0; for (const _ of [1, 2]) try { require('./bad'); } catch { n++; } module.exports = n;"}
        | {"./bad.js": "throw new Error('bad');"},
        2,
    ),
}
ES_MODULES: dict[str, tuple[dict[str, str], Any]] = {
    "imports of every kind": (
        {
            "./main.mjs": "import x, {named} from './c.js'; import data from './d.json';"
            "import path, {join} from 'node:path'; import * as all from './c.js';"
            "import other, {n as m} from './o.mjs';"
            "export default [x.named, named, data.a, join('a', 'b'), path.sep, Object.keys(all), other, m];"
        }
        | {
            "./c.js": "exports.named = 1;",
            "./d.json": '{"a": 5}',
            "./o.mjs": "export default 'o'; export const n = 'n';",
        },
        [1, 1, 5, "a/b", "/", ["default", "named"], "o", "n"],
    ),
    "JSON with its type": (
        {"./main.mjs": "import d from './d.json' with {type: 'json'}; export default d;", "./d.json": "[1]"},
        [1],
    ),
    "a cycle": (
        {"./main.mjs": "import {b} from './b.mjs'; export const a = 'a'; export default {get all() { return b(); }};"}
        | {"./b.mjs": "import {a} from './main.mjs'; export const b = () => a + 'b';"},
        {"all": "ab"},
    ),
    "exports that come after linking": (
        {"./main.mjs": "import './y.mjs'; import x, {early} from './x.js'; export default [early, x.late];"}
        | {"./x.js": "module.exports = globalThis.shared = {early: 1};", "./y.mjs": "globalThis.shared.late = 2;"},
        [1, 2],
    ),
    "a getter that throws costs its own name": (
        {"./main.mjs": "import {ok} from './x.js'; export default ok;"}
        | {"./x.js": "exports.ok = 1; Object.defineProperty(exports, 'bad', {enumerable: true, get() { throw 1; }});"},
        1,
    ),
    "an await that ends": ({"./main.mjs": "export default await Promise.resolve(4);"}, 4),
}


@pytest.mark.parametrize("name", MODULES)
async def test_commonjs(runner: ThreadRunner, name: str) -> None:
    files, expected = MODULES[name]
    assert await value_of(runner, GIVES, files=files) == expected


@pytest.mark.parametrize("name", ES_MODULES)
async def test_es_modules(runner: ThreadRunner, name: str) -> None:
    files, expected = ES_MODULES[name]
    assert await value_of(runner, GIVES_MODULE, files=files) == expected


DYNAMIC = {
    "an ES module": ("./y.mjs", "export default 7", {"default": 7}),
    "a CommonJS module": ("./y.js", "exports.a = 8", {"default": {"a": 8}, "a": 8}),
    "JSON": ("./y.json", "[9]", {"default": [9]}),
}


@pytest.mark.parametrize("name", DYNAMIC)
async def test_import_inside_run(runner: ThreadRunner, name: str) -> None:
    path, source, expected = DYNAMIC[name]
    files = {"./main.js": f"module.exports = () => import('{path}');", path: source}
    assert (
        await value_of(runner, "exports.run = async () => ({...(await require('./main.js')())});", files=files)
        == expected
    )


async def test_import_of_what_is_not_there_rejects(runner: ThreadRunner) -> None:
    files = {"./main.js": "module.exports = () => import('./no.mjs');"}
    with pytest.raises(GuestFailed, match=r"Cannot find module './no.mjs' \(required by ./main.js\)"):
        await value_of(runner, "exports.run = () => require('./main.js')();", files=files)


MAIN = "./main.js"
REFUSED: dict[str, tuple[dict[str, str], str]] = {
    "a throw": ({MAIN: "const a = 1;\n\nnull.x;"}, r"TypeError: cannot read property 'x' of null .*\./main\.js:3:1"),
    "a throw in a required file": (
        {MAIN: "require('./a');", "./a.js": "\nthrow new RangeError('mine');"},
        r"RangeError: mine .*\./a\.js:2:",
    ),
    "a syntax error": ({MAIN: "const a = 1;\n\nlet let = 3;"}, r"SyntaxError: .*\./main\.js:3:"),
    "a throw in the first line": ({MAIN: "const a = null; a.x;"}, r"TypeError: .*\./main\.js:1:17\)"),
    "a file that ends too early": (
        {MAIN: "const a = 1;\nmodule.exports = {\n\n"},
        r"SyntaxError: unexpected end of file.* \(at \./main\.js:2:19\)",
    ),
    "a syntax error in an ES module": (
        {MAIN: "require('./a.mjs')", "./a.mjs": "\nexport let let = 3;"},
        r"\./a\.mjs:2:",
    ),
    "a throw in an ES module": (
        {MAIN: "require('./a.mjs')", "./a.mjs": "import './b.mjs'", "./b.mjs": "\nnull.x"},
        r"TypeError: .*\./b\.mjs:2:1",
    ),
    "a rejected await": (
        {MAIN: "require('./a.mjs')", "./a.mjs": "\nawait Promise.reject(new TypeError('no'));"},
        r"TypeError: no .*\./a\.mjs:2:",
    ),
    "an await that does not end": (
        {MAIN: "require('./a.mjs')", "./a.mjs": "await new Promise(() => {});"},
        r"\./a\.mjs waits at top level \(await\)",
    ),
    "an export that is not there": (
        {MAIN: "require('./a.mjs')", "./a.mjs": "import {zip} from './c.js'", "./c.js": ""},
        r"Could not find export 'zip' in module '\./c\.js'",
    ),
    "bad JSON": ({MAIN: "require('./a.json')", "./a.json": "{\n x}"}, r"\./a\.json is not valid JSON: .*line 2"),
    "a missing file": (
        {MAIN: "\nrequire('./nope');"},
        r"'./nope' \(required by ./main.js\): ./nope was not found .*main\.js:2:",
    ),
    "a way out of the folder": ({MAIN: "require('../../etc/passwd');"}, "it lies outside the integrations folder"),
    "an absolute path": ({MAIN: "require('/etc/passwd');"}, "absolute paths are not allowed"),
    "a package": ({MAIN: "require('lodash');"}, "packages must be bundled"),
    "a built-in that cannot be": ({MAIN: "require('node:fs');"}, "an integration has no file system"),
    "a timer": (
        {MAIN: "\nsetTimeout(() => {}, 1);"},
        r"setTimeout cannot be used while the program loads.*main\.js:2:",
    ),
    "a fetch": ({MAIN: "\nfetch('https://a.example/');"}, r"fetch cannot be used while the program loads.*main\.js:2:"),
    "a rejection that nobody awaits": ({MAIN: "\nPromise.reject(new Error('lost'));"}, r"Error: lost .*main\.js:2:"),
    "an answer that is no JSON": ({MAIN: "JSON.stringify = () => 'x';"}, "JSON is malformed"),
}


@pytest.mark.parametrize("name", REFUSED)
async def test_what_goes_wrong_while_loading_is_told_with_its_place(runner: ThreadRunner, name: str) -> None:
    files, says = REFUSED[name]
    with pytest.raises(ProgramRefused, match=f"(?s){says}"):
        await prepare(runner, javascript("require('./main.js');", files))


READS = {
    "Date.now()": "Date.now",
    "new Date()": "new Date()",
    "Math.random()": "Math.random",
    "performance.now()": "performance.now",
    "crypto.randomUUID()": "crypto.randomUUID",
    "require('crypto').randomBytes(8)": "crypto.randomBytes",
}


@pytest.mark.parametrize("expression", READS)
async def test_what_is_read_while_loading_is_named_and_not_frozen(runner: ThreadRunner, expression: str) -> None:
    files = {"./main.js": f"\nmodule.exports = {expression};"}
    image = await prepare(runner, javascript(GIVES.replace("() =>", "() => value; const value ="), files))
    assert image.fresh == (f"./main.js:2 reads {READS[expression]}",)
    assert image.frozen == ()


@pytest.mark.parametrize("expression", ["new Intl.DateTimeFormat().format()", "new File([], 'x').lastModified"])
async def test_a_read_whose_place_is_not_found_is_not_frozen_either(runner: ThreadRunner, expression: str) -> None:
    image = await prepare(runner, javascript(f"const value = {expression}; exports.run = () => value;"))
    assert image.fresh == ("unknown place reads the clock or randomness",)


async def test_what_a_package_reads_is_frozen_and_named(runner: ThreadRunner) -> None:
    files = {"./main.js": "require('./node_modules/p/i.js');", "./node_modules/p/i.js": "exports.at = Math.random();"}
    image = await prepare(runner, javascript("require('./main.js'); exports.run = () => 1;", files))
    assert (image.fresh, image.frozen) == ((), ("./node_modules/p/i.js:1 reads Math.random",))


FRESH = "const loaded = [Math.random(), Date.now()]; let n = 0; exports.run = () => [loaded, Math.random(), ++n];"


async def test_a_fresh_program_sees_each_run_s_own_time_and_randomness(runner: ThreadRunner) -> None:
    one, same, other = [json.loads((await execute(runner, FRESH, seed=seed * 32)).value) for seed in (b"a", b"a", b"b")]
    assert one == same
    assert one[0][0] != other[0][0]
    assert one[1] != other[1]
    assert one[0][1] == NOW * 1000
    assert one[2] == other[2] == 1


async def test_randomness_at_load_is_not_the_same_again_in_run(runner: ThreadRunner) -> None:
    (loaded, _), later, _ = await value_of(runner, FRESH)
    assert loaded != later


WORK = """
const table = new Map(Array.from({length: 500}, (_, n) => [`key ${n}`, {n}]));
const symbols = {[Symbol("a")]: 1, b: 2, 10: 3};
exports.run = async () => {
  await new Promise((resolve) => setTimeout(resolve, 5));
  return [[...table.keys()].reverse().join(), Object.keys(symbols), Math.random(), new Error("x").stack];
};
"""
IN_A_PROCESS = """
import asyncio, sys
from tests.sandbox.test_loading import measured
print(asyncio.run(measured(None, sys.argv[1:])))
"""


async def measured(cache: CodeCache | None, before: list[str]) -> str:
    """Value and fuel of WORK in a runner that has prepared other programs first."""
    limits = Limits(turn_cpu_ms=60_000, run_cpu_ms=60_000)
    runner = ThreadRunner(limits, cache=cache)
    for source in before:
        await prepare(runner, javascript(source))
    outcome = await execute(runner, WORK)
    await runner.close()
    return f"{outcome.value.decode()} {outcome.usage.fuel} {outcome.usage.memory_bytes}"


async def test_fuel_is_the_same_in_every_process_and_from_the_code_cache(runner: ThreadRunner, tmp_path: Path) -> None:
    outcome = await execute(runner, WORK)
    here = f"{outcome.value.decode()} {outcome.usage.fuel} {outcome.usage.memory_bytes}"
    cache = CodeCache(tmp_path / "code")
    assert await measured(cache, []) == here
    assert await measured(cache, ["exports.run = () => 1;"]) == here  # from the cache, behind another program
    cache.close()
    elsewhere = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-c", IN_A_PROCESS, "exports.a = 1;", "exports.b = 2;"],
        env={**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        check=True,
        text=True,
    )
    assert elsewhere.stdout.strip() == here


TIMERS: dict[str, tuple[str, Any]] = {
    "order": (
        "queueMicrotask(() => seen.push('micro'));"
        "setTimeout(() => seen.push('b'), 2); setTimeout(() => seen.push('a'), 1);"
        "setImmediate(() => seen.push('immediate')); setTimeout(() => seen.push('c'), 2); setTimeout(end, 3);",
        ["micro", "immediate", "a", "b", "c"],
    ),
    "nested": ("setTimeout(() => { seen.push(1); setTimeout(() => { seen.push(2); end(); }); });", [1, 2]),
    "an interval that ends itself": (
        "const t = setInterval(() => { if (seen.push(1) === 3) { clearInterval(t); setTimeout(end, 9); } }, 2);",
        [1, 1, 1],
    ),
    "one that clears another that is due": (
        "const late = setTimeout(() => seen.push('late'), 1);"
        "setImmediate(() => clearTimeout(late)); setTimeout(end, 5);",
        [],
    ),
    "cleared by number": ("clearTimeout(+setTimeout(() => seen.push(1), 1)); setTimeout(end, 3);", []),
    "arguments": ("setTimeout((...all) => { seen.push(...all); end(); }, 1, 'x', 'y');", ["x", "y"]),
    "clearing what is none": (
        "clearTimeout(); clearTimeout(null); clearTimeout({}); clearInterval(99); setTimeout(end);",
        [],
    ),
}


@pytest.mark.parametrize("name", TIMERS)
async def test_timers(runner: ThreadRunner, name: str) -> None:
    body, expected = TIMERS[name]
    source = f"exports.run = () => new Promise((resolve) => {{ const seen = [], end = () => resolve(seen); {body} }});"
    assert await value_of(runner, source) == expected


HALF = "'\\ud83d'"
HALVES: dict[str, tuple[str, str]] = {
    "in a value": (
        f"exports.run = () => ['{{}}', {HALF}, '\\\\\\\\ud83d', '\\u{{1f600}}'];",
        '["{}","\ufffd","\\\\\\\\ud83d","\U0001f600"]',
    ),
    "in a log line": (f"exports.run = () => {{ console.log({HALF}); return 1; }};", "1"),
    "in a call": (
        f"const {{call}} = require('skerry:host');exports.run = async () => (await call('echo', {{a: {HALF}}})).value;",
        '{"a":"\ufffd"}',
    ),
}


@pytest.mark.parametrize("name", HALVES)
async def test_half_of_an_emoji_does_not_break_the_run(runner: ThreadRunner, name: str) -> None:
    source, value = HALVES[name]
    outcome = await execute(runner, source)
    assert (outcome.error, outcome.value.decode()) == (None, value)


async def test_an_error_whose_text_is_cut_inside_an_emoji_is_shown(runner: ThreadRunner) -> None:
    outcome = await execute(runner, "exports.run = () => { throw new Error('x' + '\\u{1f600}'.repeat(5000)); };")
    assert isinstance(outcome.error, GuestFailed)
    assert outcome.error.message.endswith("\ufffd... (10001 characters)")


CALL = "const {call} = require('skerry:host');"


@pytest.mark.parametrize(
    ("body", "gives"),
    [
        ("new Uint8Array([1, 2, 3]).subarray(1)", [2, 3]),
        ("new Uint8Array([1, 2]).buffer", [1, 2]),
        ("new DataView(new Uint8Array([1, 2, 3]).buffer, 1)", [2, 3]),
    ],
)
async def test_a_body_is_the_bytes_of_a_buffer_or_view(runner: ThreadRunner, body: str, gives: list[int]) -> None:
    source = CALL + f"exports.run = async () => [...(await call('echo', {{}}, {body})).body];"
    assert await value_of(runner, source) == gives


async def test_a_body_that_has_no_bytes_is_refused(runner: ThreadRunner) -> None:
    with pytest.raises(GuestFailed, match="TypeError: the body of a call"):
        await value_of(runner, CALL + "exports.run = () => call('echo', {}, {});")


async def test_more_bodies_than_a_frame_takes_are_told(runner: ThreadRunner) -> None:
    source = CALL + "exports.run = () => { for (let n = 0; n < 2000; n++) call('echo', {}, new Uint8Array(1)); };"
    source = source.replace("};", "return new Promise(() => {}); };")
    with pytest.raises(GuestFailed, match="too many calls with a body in one turn"):
        await value_of(runner, source)


async def test_a_program_is_found_again_by_its_content_alone(runner: ThreadRunner) -> None:
    files: Mapping[str, str] = {"./a.js": "exports.a = 1;", "./b.js": "exports.b = 2;"}
    backwards = dict(reversed(list(files.items())))
    source = "exports.run = () => 1;"
    ids = {(await prepare(runner, javascript(source, each))).id for each in (files, backwards)}
    assert len(ids) == 1
    outcome = await converse(runner, Request(ids.pop(), "run", b"null"), Echo(), Limits())
    assert outcome.value == b"1"
