"""All scenarios, in the order in which they run. A new one: a file that defines SCENARIO, and its line here."""

from __future__ import annotations

from benchmarks.lineup import Scenario
from benchmarks.scenarios import (
    aws_sdk,
    fresh_compiled,
    fresh_compute,
    fresh_heap,
    fresh_run,
    fresh_turns_5,
    http_cached,
    http_fetch_1,
    http_fetch_5,
    http_fetch_5_files,
    http_no_match,
    http_static_1,
    http_static_5,
    loaded,
    matching,
    prepare,
    program_size,
    reload,
    runners,
    start_up,
    waiting,
)

SCENARIOS: tuple[Scenario, ...] = (
    fresh_run.SCENARIO,
    fresh_turns_5.SCENARIO,
    fresh_heap.SCENARIO,
    fresh_compute.SCENARIO,
    fresh_compiled.SCENARIO,
    program_size.SCENARIO,
    aws_sdk.SCENARIO,
    prepare.SCENARIO,
    loaded.SCENARIO,
    matching.SCENARIO,
    start_up.SCENARIO,
    http_static_1.SCENARIO,
    http_static_5.SCENARIO,
    http_cached.SCENARIO,
    http_no_match.SCENARIO,
    http_fetch_1.SCENARIO,
    http_fetch_5.SCENARIO,
    http_fetch_5_files.SCENARIO,
    runners.SCENARIO,
    reload.SCENARIO,
    waiting.SCENARIO,
)
