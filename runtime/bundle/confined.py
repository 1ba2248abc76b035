"""Starts esbuild behind walls: a process that sees the folder, writes one private folder, and knows nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from runtime.bundle import confine
from runtime.bundle.errors import ConfineError, NotBundled
from runtime.bundle.pin import Esbuild

CPU_SECONDS = 120
WALL_SECONDS: float = 60  # the AWS SDK takes 0.2 s
MEMORY_BYTES = 4 * 1024**3  # of address space, of which Go reserves far more than it uses
FILE_BYTES = 100_000_000
MAX_SAID = 100_000  # characters of what it said


class Ran(msgspec.Struct, frozen=True):
    """How it ended: 0 is good; and what it wrote to its standard outputs."""

    code: int
    out: str
    said: str


def run_confined(esbuild: Esbuild, arguments: Sequence[str], *, folder: Path, read: Path, write: Path) -> Ran:
    """Run esbuild in `folder`, with no files but those below `read`, writing below `write`. Paths are real ones.

    Errors: ConfineError, if it was not started; NotBundled, if it took too long.
    """
    order = confine.Order(
        program=esbuild.file,
        arguments=list(arguments),
        folder=str(folder),
        read=str(read),
        write=str(write),
        cpu_seconds=CPU_SECONDS,
        memory_bytes=MEMORY_BYTES,
        file_bytes=FILE_BYTES,
    )
    # -I and -S: nothing of the environment, the working folder or installed packages is read.
    command = [sys.executable, "-I", "-S", confine.__file__, json.dumps(order)]
    try:
        ran = subprocess.run(  # noqa: S603 - our own program; esbuild's bytes were compared with the pinned hash
            command,
            env={},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            pass_fds=(esbuild.file,),
            timeout=WALL_SECONDS,
            cwd=os.sep,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise NotBundled(
            f"esbuild was stopped after {WALL_SECONDS} s: bundle fewer or smaller packages, and import no pipes"
        ) from None
    said = ran.stderr.decode("utf-8", "replace")[:MAX_SAID]
    if ran.returncode == confine.EXIT_CODE:
        raise ConfineError(f"esbuild was not started, because it cannot be kept inside the folder: {said}")
    return Ran(ran.returncode, ran.stdout.decode("utf-8", "replace")[:MAX_SAID], said)
