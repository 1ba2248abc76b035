"""`python -m tests.conformance [-v]`: run web-platform-tests in the sandbox, record what passes, renew the document."""

from __future__ import annotations

import asyncio
import sys

from sandbox.code_cache import CodeCache, default_folder
from sandbox.thread_runner import ThreadRunner
from tests.conformance.areas import AREAS
from tests.conformance.running import LIMITS
from tests.conformance.suite import suite
from tests.conformance.table import Count, count, run_area, write_record


async def _run(verbose: bool) -> None:
    folder = suite()
    runner = ThreadRunner(LIMITS, cache=CodeCache(default_folder()))
    record: dict[str, dict[str, Count]] = {}
    for area in AREAS:
        ran = await run_area(runner, folder, area)
        record[area.title] = {name: count(each) for name, each in ran.items()}
        counts = record[area.title].values()
        print(f"{area.title}: {sum(each.passed for each in counts)} of {sum(each.total for each in counts)} pass")
        for name, each in ran.items() if verbose else ():
            if each.failed or each.error:
                print(f"  {name}: {each.passed} pass, {len(each.failed)} fail {each.error or ''}")
                print(*(f"      {title}: {message}"[:220] for title, message in each.failed), sep="\n")
    await runner.close()
    write_record(record)


if __name__ == "__main__":
    asyncio.run(_run("-v" in sys.argv))
