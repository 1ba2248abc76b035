"""A real `skerry serve` in a process of its own, for tests."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

TOKEN = "skerry_test_Zk3vQ9xW1mPq7LrT5yBn8HcD2"
START_SECONDS = 60
LISTENS = re.compile(r"Skerry listens on (http://\S+)")


class Server:
    """A server that runs: where it listens, its process, and what it has said on standard error so far."""

    def __init__(self, url: str, process: subprocess.Popen[str], said: list[str]) -> None:
        self.url = url
        self.process = process
        self.said = said

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {TOKEN}"}

    def client(self, **options: Any) -> httpx.AsyncClient:
        headers = {**self.headers, **options.pop("headers", {})}
        return httpx.AsyncClient(base_url=self.url, headers=headers, timeout=30, trust_env=False, **options)

    async def ask(self, **page: Any) -> dict[str, Any]:
        async with self.client() as client:
            answer = await client.post("/context", json=github(**page))
            assert answer.status_code == 200, answer.text
            decoded: dict[str, Any] = answer.json()
            return decoded


def github(**page: Any) -> dict[str, Any]:
    return {"type": "github", "url": "https://github.com/acme/payments", "page": page}


@contextmanager
def serve(
    folder: Path, *options: str, environment: Mapping[str, str] = {}, config: Path | None = None
) -> Iterator[Server]:
    """Serves a folder on a free port. The process is ended when the block is."""
    command = [sys.executable, "-c", "from runtime.cli import main; main()", "serve", "--port", "0"]
    command += ["--integrations", str(folder), *options]
    if config is not None:
        command += ["--config", str(config)]
    variables = {name: os.environ[name] for name in ("PATH", "HOME", "XDG_CACHE_HOME") if name in os.environ}
    variables |= {"SKERRY_TOKEN": TOKEN, **environment}
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=variables)
    said: list[str] = []
    found: list[str] = []
    ready = threading.Event()

    def listen() -> None:
        assert process.stderr is not None
        for line in process.stderr:
            said.append(line.rstrip())
            if match := LISTENS.search(line):
                found.append(match[1])
                ready.set()
        ready.set()

    reader = threading.Thread(target=listen, daemon=True)
    reader.start()
    try:
        ready.wait(START_SECONDS)
        assert found, "the server did not start:\n" + "\n".join(said)
        yield Server(found[0], process, said)
    finally:
        process.terminate()
        try:
            process.wait(20)
        finally:
            process.kill()
            reader.join(5)
            if process.stderr:
                process.stderr.close()
