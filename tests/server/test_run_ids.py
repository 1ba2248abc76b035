"""A run has one id: in the streamed line that the bar draws, in the log, and as its journal's name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from runtime.journal.keeping import Keep
from runtime.settings import Grant
from tests.server.conftest import MakeSite, Upstream
from tests.server.integrations import integration, says
from tests.server.journals import context, journalling, program, settings_for

RUN = r"\d{8}T\d{6}-[0-9a-f]{12}"
INVALID = "return [{ type: 'text', content: 'good' }, { type: 'link', content: 'x', href: 'from the page' }];"


async def test_each_line_names_its_run_and_one_from_the_cache_none(make_site: MakeSite) -> None:
    site = await make_site({"a.integration.js": says("kept", "ok"), "b.integration.js": says("anew", "ok", cache=0)})
    first, again = [{line["integration"]: line async for line in site.lines(name="a") if "ms" in line} for _ in "12"]
    runs = [first["kept"]["run"], first["anew"]["run"], again["anew"]["run"]]
    assert len(set(runs)) == 3
    assert all(re.fullmatch(RUN, run) for run in runs)
    assert again["kept"]["cached"]
    assert "run" not in again["kept"]


async def test_what_a_run_logs_and_why_it_failed_carry_its_id(make_site: MakeSite) -> None:
    site = await make_site(
        {
            "a.integration.js": integration("broken", "logger.info('about to'); throw new RangeError('no');"),
            "b.integration.js": integration("mixed", INVALID),
            "c.integration.js": integration("strange", "return 'from the page';"),
            "d.integration.js": integration("asks", "", should_run="() => { while (true); }", cache=300),
            "e.integration.js": integration("poor", "", requiredSecrets=["MISSING"]),
        },
        grants={"*": Grant(secrets=("MISSING",))},
    )
    lines = {line["integration"]: line async for line in site.lines(name="a") if "ms" in line}
    assert len({line["run"] for line in lines.values()}) == 5
    told = {(entry["event"], entry["path"][0]): entry for entry in site.log if "run" in entry}
    assert told["integration", "a"]["run"] == lines["broken"]["run"]
    assert told["invalid results", "b"]["run"] == lines["mixed"]["run"]
    for file, name in {"a": "broken", "c": "strange", "d": "asks", "e": "poor"}.items():
        assert told["integration failed", file]["run"] == lines[name]["run"]
    for file, name in {"a": "broken", "d": "asks", "e": "poor"}.items():
        assert told["integration failed", file]["reason"] == lines[name]["error"]
    assert not site.logged("from the page")


@pytest.mark.parametrize("keep", ["failures", "off"])
async def test_a_journal_has_the_name_that_the_line_has(tmp_path: Path, upstream: Upstream, keep: Keep) -> None:
    settings = settings_for(tmp_path, upstream, keep=keep)
    files = {"a.integration.js": program("broken", "throw new Error('no');")}
    async with journalling(tmp_path, settings, files) as (services, _):
        (line,) = [line async for line in services.dispatch.stream(context("broken"), "somebody")]
    kept = [file.stem for file in (tmp_path / "journals").glob("*.journal")]
    assert kept == ([line.run] if keep == "failures" else [])
