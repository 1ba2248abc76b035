"""A control that may end its process, in a process of its own."""

from __future__ import annotations

import asyncio
import signal
import sys
from typing import Any

import msgspec
from msgspec.structs import asdict

from runtime.hostile.case import Case
from runtime.hostile.observation import Observation
from runtime.settings import Egress, Settings

SECONDS = 20


def worker_command(settings: Settings, *arguments: str) -> list[str]:
    """What starts a worker under these settings; they hold limits, no secrets: anybody can read a command line."""
    told = msgspec.json.encode(Settings(limits=settings.limits, egress=_bounds(settings.egress))).decode()
    return [sys.executable, "-P", "-m", "runtime.hostile.worker", told, *arguments]


def _bounds(egress: Egress) -> Egress:
    """The bounds of outgoing requests, and nothing else of what the operator has decided."""
    told: dict[str, Any] = {name: value for name, value in asdict(egress).items() if isinstance(value, int)}
    return Egress(**told)


async def attack_alone(settings: Settings, case: Case) -> Observation:
    """What was seen of it; often no more than how the process died."""
    process = await asyncio.create_subprocess_exec(
        *worker_command(settings, case.name),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(SECONDS):
            printed, _ = await process.communicate()
    except TimeoutError:
        return Observation(answer="", hung=f"it was still there after {SECONDS} s")
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        return Observation(answer="", died=death(process.returncode))
    return msgspec.json.decode(printed, type=Observation)


def death(code: int) -> str:
    """How a process ended that should not have, by its exit code."""
    return f"the process ended with {code}" if code > 0 else f"the process died of {signal.Signals(-code).name}"
