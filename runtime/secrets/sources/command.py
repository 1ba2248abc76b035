"""Secrets from a program: a password store, a cloud's command line, a script."""

import asyncio
import os
import signal
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Mapping
from contextlib import suppress

from runtime.secrets.source import MAX_VALUE_BYTES, SourceFailed
from runtime.secrets.sources.files import decode_value
from runtime.secrets.sources.options import CommandOptions


class CommandSecrets:
    """The secret is what the program prints. No shell reads the arguments; what it says beside that goes nowhere."""

    def __init__(self, options: CommandOptions, environ: Mapping[str, str]) -> None:
        self._options = options
        self._environ = {name: environ[name] for name in options.environment if name in environ}

    async def get(self, name: str) -> str | None:
        """Run the program. Nothing printed means that there is no such secret; so does no exit status but 0."""
        if not self._options.argv:
            raise SourceFailed('there is no command: write argv = ["/usr/bin/pass", "show", "skerry/{name}"]')
        argv = [part.replace("{name}", name) for part in self._options.argv]
        return decode_value(await self._output(argv), argv[0])

    def remedy(self, name: str) -> str:
        """What must print it."""
        shown = " ".join(part.replace("{name}", name) for part in self._options.argv)
        return f"Have this print it: {shown}"

    async def _output(self, argv: list[str]) -> bytes:
        try:
            process = await asyncio.create_subprocess_exec(
                *argv, stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL, env=self._environ, cwd="/", start_new_session=True
            )
        except OSError as error:
            raise SourceFailed(f"{argv[0]} cannot be started: {error.strerror}") from None
        try:
            async with asyncio.timeout(self._options.timeout_s):
                output = await _read(process)
                status = 0 if len(output) > MAX_VALUE_BYTES else await process.wait()
        except TimeoutError:
            raise SourceFailed(f"{argv[0]} took more than {self._options.timeout_s} s (timeout_s)") from None
        finally:
            await _end(process)
        if status != 0:
            raise SourceFailed(f"{argv[0]} ended with status {status}: start it by hand to see why")
        return output


async def _read(process: Process) -> bytes:
    """What it prints, at most one byte more than allowed."""
    output = b""
    while process.stdout and len(output) <= MAX_VALUE_BYTES:
        piece = await process.stdout.read(MAX_VALUE_BYTES + 1 - len(output))
        if not piece:
            return output
        output += piece
    return output


async def _end(process: Process) -> None:
    """End it with all that it started, if it has not ended itself."""
    if process.returncode is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    # There is no public way to let go of a pipe that was not read to its end, or that a grandchild holds open; and as
    # long as one is open, `wait` does not return.
    process._transport.close()  # type: ignore[attr-defined]  # typeshed does not know it
    await process.wait()
    await asyncio.sleep(0)  # the loop closes it in its next round
