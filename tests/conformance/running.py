"""Runs one file of web-platform-tests inside the sandbox, and says which of its tests passed."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import msgspec

from sandbox.limits import Limits
from sandbox.runner import Runner
from sandbox.turns import Call, CallFailed, Granted, Request, converse
from tests.sandbox.programs import javascript, prepare

ORIGIN = "https://wpt.test"
LIMITS = Limits(
    turn_cpu_ms=60_000,
    run_cpu_ms=60_000,
    turn_fuel=2**50,
    run_fuel=2**50,
    load_cpu_ms=60_000,
    load_fuel=2**50,
    wall_ms=60_000,
    memory_bytes=512 * 1024**2,
    turns=100_000,
    calls=10_000,
    log_bytes=8 * 1024**2,
)

# The tests expect a global scope that their scripts share, a location, and fetch with a base.
BEFORE = """
const report = {};
const finished = new Promise((resolve) => { report.done = resolve; });
const GLOBAL = { isWindow: () => false, isWorker: () => true, isShadowRealm: () => false };
globalThis.GLOBAL = GLOBAL;
globalThis.location = new URL(BASE);
const fetchOf = globalThis.fetch;
globalThis.fetch = (input, init) => fetchOf(typeof input === "string" ? new URL(input, BASE).href : input, init);
"""
AFTER = """
add_completion_callback((tests, status) => report.done({
  status: status.status,
  message: status.message ?? null,
  passed: tests.filter((test) => test.status === 0).length,
  failed: tests
    .filter((test) => test.status !== 0)
    .map(({ name, message }) => [name.slice(0, 200), `${message}`.slice(0, 300)]),
}));
done();
return finished;
"""
_META = re.compile(r"^// META: *(\w+)=(.*)$", re.MULTILINE)


class Ran(msgspec.Struct, frozen=True):
    """How many tests of a file passed, name and message of those that did not; `error`: it did not get through."""

    passed: int
    failed: list[tuple[str, str]]
    error: str | None = None


class Files:
    """A permission that answers fetches with the suite's own files, and nothing else."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def perform(self, call: Call) -> Granted:
        url = urlsplit(json.loads(call.args).get("url", ""))
        file = (self._folder / url.path.lstrip("/")).resolve()
        if f"{url.scheme}://{url.netloc}" != ORIGIN or not file.is_relative_to(self._folder) or not file.is_file():
            raise CallFailed("TypeError", f"{url.geturl()} is no file of the suite")
        head = {"status": 200, "statusText": "OK", "url": url.geturl(), "redirected": False, "headers": []}
        return Granted(json.dumps(head).encode(), await asyncio.to_thread(file.read_bytes))


def variants(folder: Path, name: str) -> list[str]:
    """The queries with which a file is to be run; one empty query if it names none."""
    metas = _META.findall((folder / name).read_text(encoding="utf-8"))
    return [value.strip() for key, value in metas if key == "variant"] or [""]


async def run_file(runner: Runner, folder: Path, name: str, variant: str = "") -> Ran:
    """Run `name`, a path below the suite's folder such as "url/url-constructor.any.js"."""
    image = await prepare(runner, javascript(f"exports.run = async () => {{\n{_program(folder, name, variant)}\n}};"))
    try:
        outcome = await converse(runner, Request(image.id, "run", b"null", "test"), Files(folder), LIMITS)
    finally:
        runner.release(image.id)
    if outcome.error is not None:
        return Ran(0, [], str(outcome.error))
    report = json.loads(outcome.value)
    return Ran(report["passed"], report["failed"], report["message"] if report["status"] else None)


def _program(folder: Path, name: str, variant: str) -> str:
    source = (folder / name).read_text(encoding="utf-8")
    base = f"{ORIGIN}/{name}{variant}"
    scripts = [value.strip() for key, value in _META.findall(source) if key == "script"]
    paths = ["resources/testharness.js", *(urlsplit(urljoin(base, script)).path.lstrip("/") for script in scripts)]
    texts = [(folder / path).read_text(encoding="utf-8") for path in paths]
    return "\n;\n".join([f"const BASE = {json.dumps(base)};", BEFORE, *texts, source, AFTER])
