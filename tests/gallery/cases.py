"""Example cases of an integration, as they stand in the `NAME.test.yml` beside it, and how one is run.

Each is a mapping: `name`, `context`, and what to expect: `results` (exactly these, after validation) or
`matches: false` (it is not run at all). `now` is an ISO time for the clock. `responses` maps "METHOD url" to what a
fetch is answered: `status`, `headers`, and `body` or `json`. A fetch that is not listed fails the case.
"""

from __future__ import annotations

import http
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from runtime.adapters import ADAPTERS
from runtime.catalog import Entry
from runtime.context import Context, decode_context
from runtime.live_catalog import ActiveCatalog
from runtime.results import validate_results
from runtime.sources.yaml_values import yaml_value
from sandbox.limits import Limits
from sandbox.runner import Runner
from sandbox.turns import Call, CallFailed, Granted, Outcome, Request, converse

NOW = "2026-01-01T00:00:00Z"
MAX_FILE = 1_000_000  # characters, with YAML's aliases written out
# Fuel stops at the same place on every machine; the CPU clock would not on a busy one.
LIMITS = Limits(turn_cpu_ms=60_000, run_cpu_ms=60_000, wall_ms=60_000)


class FakedResponse(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    status: int = 200
    headers: dict[str, str] = {}
    body: str = ""
    json: Any = msgspec.UNSET

    def granted(self, url: str) -> Granted:
        head = {
            "status": self.status,
            "statusText": http.HTTPStatus(self.status).phrase,
            "url": url,
            "redirected": False,
            "headers": list(self.headers.items()),
        }
        text = self.body if self.json is msgspec.UNSET else json.dumps(self.json)
        return Granted(json.dumps(head).encode(), text.encode())


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    context: dict[str, Any]
    results: list[Any] = []
    matches: bool = True
    now: str = NOW
    responses: dict[str, FakedResponse] = {}


def read_cases(file: Path) -> list[Case]:
    return msgspec.convert(yaml_value(file.read_text(encoding="utf-8"), MAX_FILE), list[Case])


class Ran(msgspec.Struct, frozen=True):
    """What became of a case. `results` is None if the integration was not run."""

    results: list[Any] | None
    logs: tuple[tuple[str, str], ...] = ()


class FakedUpstream:
    """A permission that answers fetches from a table, keeps a cache, and remembers what it could not answer."""

    def __init__(self, responses: dict[str, FakedResponse]) -> None:
        self.unexpected: list[str] = []
        self._responses = responses
        self._cache: dict[str, Any] = {}

    async def perform(self, call: Call) -> Granted:
        args = json.loads(call.args)
        match call.op:
            case "cache.get":
                return Granted(
                    json.dumps({"value": self._cache[args["key"]]} if args["key"] in self._cache else {}).encode()
                )
            case "cache.set":
                self._cache[args["key"]] = args["value"]
                return Granted()
        asked = f"{args['method']} {args['url']}"
        if call.op == "fetch" and asked in self._responses:
            return self._responses[asked].granted(args["url"])
        self.unexpected.append(asked)
        raise CallFailed("TypeError", f"{asked} is not among the responses of this case")


async def run_case(case: Case, entry: Entry, catalog: ActiveCatalog, runner: Runner) -> Ran:
    """Run the entry on the case's context, if the catalog finds that it matches.

    Raises:
        AssertionError: if it fails, asks for something that is not listed, or gives an invalid result.
    """
    context = _context(case)
    selection = await catalog.select(context)
    if entry.path not in {one.path for _, one in selection.matched}:
        return Ran(None)
    outcome = await _converse("run", case, entry, context, runner)
    answer = json.loads(outcome.value)
    if answer.get("skipped"):
        return Ran(None)
    given = validate_results(
        json.dumps(answer["results"]).encode(), max_bytes=LIMITS.result_bytes, max_items=LIMITS.result_items
    )
    assert not given.failures, f"{case.name}: {given.failures}"
    return Ran([msgspec.json.decode(item) for item in given.items], outcome.logs)


async def reads_of(case: Case, entry: Entry, runner: Runner) -> set[str]:
    """Which paths of the context a run of the case reads."""
    outcome = await _converse("reads", case, entry, _context(case), runner)
    return set(json.loads(outcome.value)["reads"])


def _context(case: Case) -> Context:
    return decode_context(msgspec.json.encode(case.context), [adapter.name for adapter in ADAPTERS])


async def _converse(export: str, case: Case, entry: Entry, context: Context, runner: Runner) -> Outcome:
    secrets = {name: f"placeholder_of_{name}" for name in entry.metadata.required_secrets}
    argument = {"context": msgspec.Raw(context.raw), "secrets": secrets, "shouldRun": entry.metadata.should_run}
    upstream = FakedUpstream(case.responses)
    outcome = await converse(
        runner,
        Request(entry.image.id, export, msgspec.json.encode(argument)),
        upstream,
        LIMITS,
        clock=datetime.fromisoformat(case.now).timestamp,
        entropy=bytes,
    )
    assert not upstream.unexpected, f"{case.name}: unexpected requests {upstream.unexpected}"
    assert outcome.error is None, f"{case.name}: {outcome.error}"
    return outcome
