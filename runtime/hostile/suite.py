"""Hands cases to worker processes and collects the trials. A worker that an attack ends, or holds up, is replaced."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence

import msgspec

from runtime.hostile.alone import death, worker_command
from runtime.hostile.case import Case
from runtime.hostile.trial import Trial
from runtime.settings import Settings

CASE_SECONDS = 60
"""Longer than any case and its control take, also on a machine that is busy."""
CLOSE_SECONDS = 3
LINE_BYTES = 4 * 1024 * 1024


class Worker:
    """A process that tries cases, one at a time."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._process: asyncio.subprocess.Process | None = None

    async def try_case(self, case: Case) -> Trial:
        """Its verdicts; the attack got through if there are none."""
        process = self._process = await self._alive()
        if process.stdin is None or process.stdout is None:
            raise RuntimeError("the worker has no pipes")
        process.stdin.write(f"{case.name}\n".encode())
        try:
            async with asyncio.timeout(CASE_SECONDS):
                line = await process.stdout.readline()
        except TimeoutError:
            return await self._lost(case, f"the worker gave no answer within {CASE_SECONDS} s")
        if line:
            return msgspec.json.decode(line, type=Trial)
        return await self._lost(case, death(await process.wait()))

    async def _alive(self) -> asyncio.subprocess.Process:
        if self._process is not None and self._process.returncode is None:
            return self._process
        return await asyncio.create_subprocess_exec(
            *worker_command(self._settings),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=LINE_BYTES,
        )

    async def _lost(self, case: Case, why: str) -> Trial:
        await self.close()
        return Trial(
            name=case.name,
            title=case.title,
            guard=case.guard,
            control=case.control,
            verdict="got through",
            why=why,
            control_verdict="skipped",
            control_why="the worker was gone",
        )

    async def close(self) -> None:
        """Ends the process: by telling it, so that it leaves nothing behind, and otherwise by force."""
        process = self._process
        if process is None or process.returncode is not None:
            return
        if process.stdin is not None:
            process.stdin.close()
        try:
            async with asyncio.timeout(CLOSE_SECONDS):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()


async def run_cases(cases: Sequence[Case], settings: Settings, jobs: int) -> AsyncIterator[Trial]:
    """The trials of these cases as they end, so many at a time."""
    waiting = iter(cases)
    workers = [Worker(settings) for _ in range(jobs)]
    busy: dict[asyncio.Task[Trial], Worker] = {}

    def employ(worker: Worker) -> None:
        case = next(waiting, None)
        if case is not None:
            busy[asyncio.create_task(worker.try_case(case))] = worker

    try:
        for worker in workers:
            employ(worker)
        while busy:
            ended, _ = await asyncio.wait(busy, return_when=asyncio.FIRST_COMPLETED)
            for task in ended:
                employ(busy.pop(task))
                yield task.result()
    finally:
        for task in busy:
            task.cancel()
        await asyncio.gather(*busy, return_exceptions=True)
        for worker in workers:
            await worker.close()
