"""`skerry serve` in a process of its own, over a folder that a scenario makes."""

from __future__ import annotations

import asyncio
import json
import os
import re
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.service import TOKEN, Service

ROOT = Path(__file__).parent.parent
START_SECONDS = 30.0
POLL_SECONDS = 0.05
_LISTENS = re.compile(r"listens on http://127\.0\.0\.1:([0-9]+)")


Tables = Mapping[str, Mapping[str, str | int | list[str]]]
"""Settings: the tables of skerry.toml."""
NO_SETTINGS: Tables = {}


class ServerError(Exception):
    """The server did not start; the message holds what it said."""


def write_folder(folder: Path, files: Mapping[str, str]) -> Path:
    """A folder of integrations."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, source in files.items():
        (folder / name).write_text(source)
    return folder


@asynccontextmanager
async def skerry_server(
    files: Mapping[str, str],
    *,
    private: Sequence[str] = (),
    allow_net: Sequence[str] = (),
    settings: Tables = NO_SETTINGS,
    environment: Mapping[str, str] = {},
    place: Path | None = None,
) -> AsyncIterator[Service]:
    """A server without a rate limit, as long as the block. Errors: ServerError.

    The files are written to `place`/integrations. Its log goes to a file, which costs it least: nobody has to read a
    pipe beside it.
    """
    with TemporaryDirectory(prefix="skerry-bench-") as name:
        place = place or Path(name)
        write_folder(place / "integrations", files)
        egress = {**settings.get("egress", {}), "private": list(private)}
        (place / "skerry.toml").write_text(_toml({**settings, "egress": egress}))
        options = ["--config", str(place / "skerry.toml"), "--port", "0", "--rate-limit", "off"]
        options += [word for rule in allow_net for word in ("--allow-net", rule)]
        with (place / "log").open("wb") as log:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-c",
                "from runtime.cli import main; main()",
                "serve",
                *options,
                cwd=ROOT,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**os.environ, **environment, "SKERRY_TOKEN": TOKEN},
            )
        try:
            yield Service(await _port(process, place / "log"), process.pid)
        finally:
            if process.returncode is None:
                process.terminate()
            await process.wait()


def _toml(tables: Tables) -> str:
    """Strings, numbers and lists of strings are written in TOML as in JSON."""
    lines = []
    for table, settings in tables.items():
        lines += [f"[{table}]", *(f"{name} = {json.dumps(value)}" for name, value in settings.items())]
    return "\n".join(lines) + "\n"


async def _port(process: asyncio.subprocess.Process, log: Path) -> int:
    """The port that the server says it listens on, once it does."""
    loop = asyncio.get_running_loop()
    latest = loop.time() + START_SECONDS
    while process.returncode is None and loop.time() < latest:
        if found := _LISTENS.search(_said(log)):
            return int(found[1])
        await asyncio.sleep(POLL_SECONDS)
    raise ServerError(f"skerry serve did not start:\n{_said(log)[-4000:]}")


def _said(log: Path) -> str:
    return log.read_text(errors="replace")
