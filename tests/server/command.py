"""The installed command, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import msgspec

START = [sys.executable, "-c", "from runtime.cli import main; main()"]
ROOT = Path(__file__).parent.parent.parent


class Ended(msgspec.Struct, frozen=True):
    """What the command left behind."""

    code: int
    out: str
    err: str


def environment(**more: str) -> dict[str, str]:
    """Nothing of the caller's but where things are."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "XDG_CACHE_HOME") if name in os.environ}
    return {**kept, "PYTHONPATH": str(ROOT), **more}


def skerry(*arguments: str | Path, cwd: Path, given: str = "", env: Mapping[str, str] = {}) -> Ended:
    done = subprocess.run(
        [*START, *map(str, arguments)],
        cwd=cwd,
        input=given,
        capture_output=True,
        text=True,
        timeout=30,
        env=environment(**env),
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr)
