"""What the benchmarks ran on: without it figures mean nothing."""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import platform
import subprocess
import time
from pathlib import Path

import msgspec

from benchmarks.node import node_command
from sandbox import javascript

PACKAGES = ("wasmtime", "msgspec", "starlette", "uvicorn", "uvloop", "httptools", "httpcore")
ROOT = Path(__file__).parent.parent


class Machine(msgspec.Struct, frozen=True):
    """Hardware, versions, and how busy the machine was before (load average of the last minute)."""

    when: str
    commit: str
    engine: str
    processor: str
    cores: int
    memory_gib: float
    system: str
    python: str
    node: str
    packages: dict[str, str]
    load: float


def describe() -> Machine:
    """This machine, now."""
    return Machine(
        when=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        commit=_output("git", "describe", "--always", "--dirty"),
        engine=hashlib.sha256(javascript.engine_bytes()).hexdigest()[:12],
        processor=_processor(),
        cores=len(os.sched_getaffinity(0)),
        memory_gib=round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1),
        system=f"{platform.system()} {platform.release()} {platform.machine()}",
        python=platform.python_version(),
        node=_output(node_command(), "--version"),
        packages={name: importlib.metadata.version(name) for name in PACKAGES},
        load=round(os.getloadavg()[0], 2),
    )


def _output(*command: str) -> str:
    """The first line that a command prints; "unknown" where it does not work."""
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=10)
    except (OSError, subprocess.SubprocessError):
        return "unknown"
    return done.stdout.partition("\n")[0].strip()


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or "unknown"
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown")
