"""The same attack in Node's `vm`, as ToolJump runs integrations: the control of what the sandbox itself holds."""

from __future__ import annotations

import asyncio
import json
import os
import resource
import shutil
from pathlib import Path

import msgspec

from runtime.hostile.alone import death
from runtime.hostile.case import Case
from runtime.hostile.collection import GUESTS
from runtime.hostile.hosts.trio import Trio
from runtime.hostile.observation import Observation
from runtime.hostile.plants import Plants
from sandbox.limits import MIB, Limits

SCRIPT = Path(__file__).with_name("node_vm.mjs")
LOOK_SECONDS = 0.02
IDLE_SECONDS = 1.0
"""A process that has ended nothing by then, and does not compute either, waits for ever."""
TURNS = 3
"""So many turns' worth of CPU is more than any turn of ours gets."""
MANY_TURNS = 50
"""For an attack that is after memory, which takes longer to fill."""
MEMORIES = 4
"""So many times the memory of a run, and the process's own."""
MOST_BYTES = 64 * 1024**3
"""Of addresses: its own WebAssembly reserves 10 GiB. What it really takes is watched."""


class Printed(msgspec.Struct, frozen=True):
    """The line that node_vm.mjs prints."""

    results: object = None
    error: str | None = None
    beside: object = None
    logs: list[str] = []
    logged: int = 0


def node_is_there() -> bool:
    """Whether there is a `node` to compare with."""
    return shutil.which("node") is not None


async def attack_node(case: Case, plants: Plants, limits: Limits, hosts: Trio) -> Observation:
    """Runs the guest in a Node process, and ends that as soon as it has used more than a run of ours may."""
    plants.witness.unlink(missing_ok=True)
    hosts.clear()
    told = {**plants.page(case, 1), **hosts.page}
    page = json.dumps({"type": "github", "url": "https://github.com/acme/shop", "page": told})
    process = await asyncio.create_subprocess_exec(
        shutil.which("node") or "node",
        str(SCRIPT),
        str(GUESTS / case.path),
        page,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={"PATH": os.environ.get("PATH", ""), **plants.environment},
        preexec_fn=_spare_the_machine,
        cwd=plants.folder,
    )
    said = asyncio.create_task(process.communicate())
    try:
        hung, used = await _watch(process, said, limits, patient=case.harm == "memory")
    finally:
        if process.returncode is None:
            process.kill()
    printed, _ = await said
    seen = _observation(case, plants, process.returncode or 0, printed, hung, used)
    return msgspec.structs.replace(seen, arrived=hosts.arrived(evil_is_granted=False), public=hosts.public)


def _spare_the_machine() -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))


async def _watch(
    process: asyncio.subprocess.Process, said: asyncio.Task[tuple[bytes, bytes]], limits: Limits, *, patient: bool
) -> tuple[str, dict[str, float]]:
    """Why it had to be ended, or nothing; and the most memory that it was seen with."""
    loop = asyncio.get_running_loop()
    began, most = loop.time(), 0.0
    while not said.done():
        await asyncio.wait([said], timeout=LOOK_SECONDS)
        cpu_ms, resident = _usage(process.pid)
        most = max(most, resident)
        if most > MEMORIES * limits.memory_bytes + 64 * MIB:
            return "", {"memory_bytes": most}
        if cpu_ms > (MANY_TURNS if patient else TURNS) * limits.turn_cpu_ms:
            return f"it computed for {cpu_ms:.0f} ms and went on", {"memory_bytes": 0}
        if loop.time() - began > IDLE_SECONDS and cpu_ms < TURNS * limits.turn_cpu_ms / 2:
            return "it stood still and waited", {"memory_bytes": 0}
    return "", {"memory_bytes": 0}


def _usage(process: int) -> tuple[float, float]:
    """CPU in ms, resident memory in bytes; zeros for one that is gone."""
    try:
        after_name = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0, 0.0
    ticks = int(after_name[11]) + int(after_name[12])
    return ticks * 1000 / os.sysconf("SC_CLK_TCK"), float(int(after_name[21]) * os.sysconf("SC_PAGE_SIZE"))


def _observation(
    case: Case, plants: Plants, code: int, printed: bytes, hung: str, used: dict[str, float]
) -> Observation:
    line = printed.decode(errors="replace").strip()
    ended_by_us = bool(hung or used["memory_bytes"])
    died = "" if code == 0 or ended_by_us else death(code)
    try:
        told = msgspec.json.decode(line, type=Printed)
    except msgspec.DecodeError:  # it ended before it could say something, or said something else
        return Observation(answer=line, died=died, hung=hung, used=used, witness=plants.witness.exists(), beside=False)
    expected = {"type": "text", "content": f"beside {case.attack}"}
    return Observation(
        answer=line,
        beside=told.beside == expected,
        died=died,
        hung=hung,
        used={**used, "log_bytes": told.logged},
        witness=plants.witness.exists(),
    )
