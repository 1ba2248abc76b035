"""The same attacks on a real server, over HTTP: each fails by name, for itself alone, at most at its limits."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.soak import NOT_IN_A_RUN, attacks
from runtime.hostile.collection import BYSTANDER, GUESTS
from tests.serving import Server, github, serve

LOOP = GUESTS / "limits" / "loop-in-run.integration.js"
CASES = attacks()
AT_TOP_LEVEL = [f"limits/{name}.integration.js" for name in sorted(NOT_IN_A_RUN)]
SECONDS = 2.0
"""Longer than any of them takes: a turn has 100 ms of CPU."""

CLUMSY = {
    "throws-null": ("throw null;", "throws-null: null"),
    "deep-recursion": ("const deeper = () => deeper() + 1; return deeper();", "RangeError"),
    "deep-json": ("return JSON.parse('['.repeat(1e5));", "RangeError"),
    "cyclic-result": ("const item = { type: 'text' }; item.content = item; return item;", "circular"),
    "endless-text": ("let text = 'x'; for (;;) text += text;", "string too long"),
    "process-by-name": ("return { type: 'text', content: process.pid };", "ReferenceError: process is not defined"),
}
"""What programs do without meaning harm, and how that reads."""

AT_LOAD = {
    "fetch-at-top-level": ("fetch('https://example.com/');", "fetch cannot be used while the program loads"),
    "memory-at-top-level": ("new Uint8Array(100 << 20).fill(1);", "memory_bytes"),
}


def integration(name: str, run: str, before: str = "") -> str:
    match = f"{{ contextType: 'github', context: {{ 'page.attack': {{ equals: '{name}' }} }} }}"
    return (
        f"{before}\nmodule.exports = {{ metadata: {{ name: '{name}', cache: 0, match: {match} }}, run() {{ {run} }} }};"
    )


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("hostile")
    for path in (BYSTANDER, *(case.path for case in CASES.values()), *AT_TOP_LEVEL):
        shutil.copy(GUESTS / path, folder)
    for name, (run, _) in CLUMSY.items():
        (folder / f"{name}.integration.js").write_text(integration(name, run))
    for name, (before, _) in AT_LOAD.items():
        (folder / f"{name}.integration.js").write_text(integration(name, "return [];", before))
    with serve(folder, "--rate-limit", "off") as running:
        yield running


@pytest.mark.parametrize("name", [*CASES, *CLUMSY])
async def test_an_attack_is_a_named_failure_of_that_integration_alone(server: Server, name: str) -> None:
    says = CLUMSY[name][1] if name in CLUMSY else CASES[name].says
    page = {} if name in CLUMSY else CASES[name].page
    began = time.perf_counter()
    answer = await server.ask(attack=name, **page)
    assert time.perf_counter() - began < SECONDS
    failure, beside = answer["data"]
    assert failure["type"] == "text"
    assert failure["status"] == "important"
    assert failure["content"].startswith(f"{name}: ")
    assert says in failure["content"]
    assert beside == {"type": "text", "content": f"beside {name}"}
    assert (answer["failedCount"], answer["count"]) == (1, 2)


@pytest.mark.parametrize("name", sorted(NOT_IN_A_RUN))
async def test_an_attack_at_load_leaves_its_integration_out(server: Server, name: str) -> None:
    assert (await server.ask(attack=name))["integrationNames"] == ["bystander"]


@pytest.mark.parametrize("name", AT_LOAD)
async def test_a_program_that_misbehaves_while_it_loads_is_left_out(server: Server, name: str) -> None:
    says = AT_LOAD[name][1]
    assert [line for line in server.said if name in line and says in line]
    assert (await server.ask(attack=name))["integrationNames"] == ["bystander"]


async def test_polluted_prototypes_stay_in_their_run(tmp_path: Path) -> None:
    pollution = "Object.prototype.toJSON = () => 1; Array.prototype.map = () => 'x'; Promise.prototype.then = null;"
    (tmp_path / "polluted.integration.js").write_text(integration("polluted", f"{pollution} return [];"))
    shutil.copy(GUESTS / BYSTANDER, tmp_path)
    with serve(tmp_path) as running:
        polluted = await running.ask(attack="polluted")
        assert polluted["data"][-1] == {"type": "text", "content": "beside polluted"}
        clean = await running.ask(attack="none")
        assert clean["data"] == [{"type": "text", "content": "beside none"}]


async def test_five_integrations_that_hang_take_five_seconds_together(tmp_path: Path) -> None:
    for number in range(5):
        name = f"hang-{number}"
        wait = "return new Promise(() => setInterval(() => {}, 50));"
        source = integration(name, wait).replace(f"'{name}' }} }} }}", "'wait' } } }")
        (tmp_path / f"{name}.integration.js").write_text(source)
    with serve(tmp_path) as running:
        began = time.perf_counter()
        answer = await running.ask(attack="wait")
        assert 4.5 < time.perf_counter() - began < 6.5
        assert answer["failedCount"] == 5


ATTEMPTS = 3
"""A busy machine can only make a request slower, so the best of a few attempts says what the server does."""


async def test_a_quick_request_beside_looping_ones_stays_quick(tmp_path: Path) -> None:
    """Eight requests at a time, each to eight integrations that loop; p99 of 200 executed requests beside them."""
    for number in range(8):
        source = LOOP.read_text().replace("name: 'loop-in-run'", f"name: 'loop-{number}'")
        (tmp_path / f"loop-{number}.integration.js").write_text(source)
    quick = (GUESTS / BYSTANDER).read_text().replace("'page.attack'", "'page.quick'")
    (tmp_path / "quick.integration.js").write_text(quick.replace("context.page.attack", "context.page.quick"))
    attempts: list[float] = []
    while len(attempts) < ATTEMPTS and not any(p99 < 50 for p99 in attempts):
        with serve(tmp_path, "--rate-limit", "off") as running:
            attempts.append(await _p99_beside_loops(running))
    assert min(attempts) < 50, attempts


async def _p99_beside_loops(running: Server) -> float:
    """Milliseconds."""
    async with running.client() as client:

        async def keep_looping() -> None:
            while True:
                await client.post("/context", json=github(attack="loop-in-run"))

        loopers = [asyncio.create_task(keep_looping()) for _ in range(8)]
        await asyncio.sleep(1)
        times = []
        for number in range(200):
            began = time.perf_counter()
            answer = await client.post("/context", json=github(quick=number))
            times.append((time.perf_counter() - began) * 1000)
            assert answer.json()["data"] == [{"type": "text", "content": f"beside {number}"}]
        for looper in loopers:
            looper.cancel()
        await asyncio.gather(*loopers, return_exceptions=True)
    return sorted(times)[197]
