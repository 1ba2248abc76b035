"""200 runs of a server are replayed by the command, to the byte and to the unit of fuel."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

import msgspec
import pytest

from runtime.context import Context
from runtime.services import Services
from sandbox.frames import decode_start
from sandbox.journal import Journal
from sandbox.journal_file import decode
from sandbox.limits import MIB, Limits
from tests.server.command import Ended, skerry
from tests.server.conftest import Upstream, write
from tests.server.journals import context, journalling, program, settings_for

ENDLESS = "for (;;) await new Promise((r) => setTimeout(r));"
PROGRAMS: dict[str, tuple[int, str, str]] = {
    "fetches": (
        20,
        """const n = context.page.n;
        const both = await Promise.all([fetch(`ORIGIN/a${n}?ms=${n % 3}`), fetch(`ORIGIN/b${n}?ms=${(n + 1) % 3}`)]);
        const more = await fetch('ORIGIN/broken', { method: 'POST', body: JSON.stringify(context) });
        logger.info({ status: more.status }, 'asked');
        return text([await both[0].text(), await both[1].text(), more.ok, [...more.headers].length]);""",
        "",
    ),
    "timers": (
        20,
        """let ticks = 0; const timer = setInterval(() => ticks++, 1);
        await new Promise((r) => setTimeout(r, 1 + context.page.n % 5)); clearInterval(timer);
        return text([ticks > 0, new Date().toISOString(), performance.now()]);""",
        "",
    ),
    "random": (
        20,
        """console.log(Math.random());
        const bytes = crypto.getRandomValues(new Uint8Array(8));
        return text([Math.random(), crypto.randomUUID(), bytes, Date.now()]);""",
        "",
    ),
    "cached": (
        20,
        """const before = (await cache.get('count')) ?? 0; await cache.set('count', before + 1, 60);
        return text(before);""",
        "",
    ),
    "aborts": (
        20,
        """const controller = new AbortController(); setTimeout(() => controller.abort(), 1);
        const error = await fetch('ORIGIN/hangs', { signal: controller.signal }).catch((error) => error);
        const refused = await fetch('http://127.0.0.1:1/').catch((error) => error.message);
        const first = await Promise.race([fetch('ORIGIN/late?ms=200'), 'first']);
        return text([error.name, refused, first]);""",
        "",
    ),
    "fresh": (
        15,
        "return text([at, Math.random()]);",
        "const at = [Date.now(), Math.random(), crypto.randomUUID()];\n",
    ),
    "frozen": (
        15,
        "return text([seen, [...map.keys()].join(), Math.random()]);",
        "const { seen, map } = require('./node_modules/p.js');\n",
    ),
    "throws": (15, "console.warn('soon'); await null; throw new TypeError(`no ${Math.random()}`);", ""),
    "burns": (5, "for (;;);", ""),
    "hoards": (5, "const all = []; for (;;) all.push(new Uint8Array(65536).fill(1));", ""),
    "turns": (5, ENDLESS, ""),
    "chatters": (5, "for (;;) console.log('a line of some length, again and again');", ""),
    "forgets": (5, "await new Promise(() => {});", ""),
    "misshapen": (
        5,
        "return [text('good'), { type: 'text' }, { type: 'link', content: 'x', href: 'javascript:1' }];",
        "",
    ),
    "deadline": (11, "if (context.page.n > 0) await fetch('ORIGIN/hangs-on'); return text('at once');", ""),
    "left": (14, "console.log(Math.random()); await fetch('ORIGIN/hangs-on'); return text('never');", ""),
}
ENDS = {
    "done": 136,
    "failed": 15,
    "limit": 20,
    "stuck": 5,
    "deadline": 10,
    "cancelled": 14,
}
FAILURES = ("throws", "burns", "hoards", "turns", "chatters", "forgets", "misshapen", "deadline")
LIMITS = {"turn_fuel": 200_000_000, "memory_bytes": 12 * MIB, "turns": 30, "log_bytes": 4000, "wall_ms": 2000}
PACKAGE = (
    "exports.seen = [Math.random(), Date.now()];\n"
    "exports.map = new Map(Array.from({ length: 50 }, () => [String(Math.random()), 1]));\n"
)
Answers = dict[tuple[str, int], list[Any]]


def sources(upstream: Upstream) -> dict[str, str]:
    files = {
        f"team/{name}.integration.js": program(name, body.replace("ORIGIN", upstream.origin), before)
        for name, (_, body, before) in PROGRAMS.items()
    }
    return files | {"team/node_modules/p.js": PACKAGE}


async def ask(services: Services, answers: Answers, name: str, number: int) -> None:
    answer = await services.dispatch.dispatch(context(name, number), "test")
    answers[name, number] = [json.loads(bytes(item)) for item in answer.data]


async def leave(services: Services, upstream: Upstream, asked: Context) -> None:
    """Somebody asks, and goes away as soon as the run waits for the upstream."""
    asking = asyncio.create_task(services.dispatch.dispatch(asked, "test"))
    await upstream.arrived.acquire()
    asking.cancel()
    with suppress(asyncio.CancelledError):
        await asking


async def record(root: Path, upstream: Upstream) -> Answers:
    answers: Answers = {}
    settings = settings_for(root, upstream, limits=LIMITS)
    async with journalling(root, settings, sources(upstream)) as (services, _):
        for number in range(PROGRAMS["left"][0]):
            await leave(services, upstream, context("left", number))
        await ask(services, answers, "deadline", 0)  # a program that has run once gets more than a few places
        late = [asyncio.create_task(ask(services, answers, "deadline", n)) for n in range(1, PROGRAMS["deadline"][0])]
        for name, (count, _, _) in PROGRAMS.items():
            if name not in ("left", "deadline"):
                for number in range(count):
                    await ask(services, answers, name, number)
        await asyncio.gather(*late)
    return answers


def journals(root: Path) -> dict[str, Journal]:
    return {str(file): decode(file.read_bytes()) for file in sorted((root / "journals").glob("*.journal"))}


def limits_of(files: Mapping[str, Journal]) -> Limits:
    (limits,) = {journal.header.limits for journal in files.values()}
    return limits


def replay(root: Path, files: Mapping[str, Journal], *options: str) -> tuple[Ended, list[dict[str, Any]]]:
    """In a process of its own that finds no code of an engine."""
    limits = (f"{name} = {value}" for name, value in msgspec.structs.asdict(limits_of(files)).items())
    write(root, {"skerry.toml": "\n".join(["[limits]", *limits])})
    ended = skerry(
        "replay",
        *files,
        *options,
        "--json",
        cwd=root,
        env={"XDG_CACHE_HOME": str(root / "cache")},
    )
    return ended, cast(list[dict[str, Any]], json.loads(ended.out)) if ended.out else []


async def test_200_runs_replay_to_the_byte_with_an_engine_that_was_compiled_anew(
    tmp_path: Path, upstream: Upstream
) -> None:
    answers = await record(tmp_path, upstream)
    kept = journals(tmp_path)
    assert len(kept) == sum(count for count, _, _ in PROGRAMS.values()) == 200
    assert sum(answers[name, n][0]["content"].startswith(name) for name, n in answers if name in FAILURES) >= 50
    assert Counter(journal.end.kind for journal in kept.values()) == ENDS

    ended, reports = replay(tmp_path, kept)
    assert [report for report in reports if not report["same"]] == []
    assert (ended.code, len(reports)) == (0, 200)
    assert len(list((tmp_path / "cache").rglob("code/*"))) == 1
    for report in reports:
        journal = kept[report["file"]]
        again = report["replayed"]
        assert again["fuel"] == journal.end.fuel > 0
        assert again["turns"] == journal.end.turns
        assert report["changes"] == []
        answer = answers.get(asked(journal))
        if (
            journal.end.kind == "done"
            and answer is not None
            and not report["path"].endswith("misshapen.integration.js")
        ):
            assert [json.loads(again["value"])["results"]] == answer
        elif answer is not None and again["error"] is not None:
            assert again["error"] in answer[0]["content"]


def asked(journal: Journal) -> tuple[str, int]:
    _, (_, argument) = decode_start(journal.exchanges[0].sent)
    page = json.loads(argument)["context"]["page"]
    return page["which"], page["n"]


CHANGES: dict[str, tuple[str, str, int, str]] = {
    "what it returns": ("'first'", "'second'", 2, "the output"),
    "what it asks for": ("/asked", "/other", 1, "call 1"),
    "what it costs": ("let x = 0;", "let x = 0; x++;", 1, "fuel"),
}


@pytest.mark.parametrize(("old", "new", "turn", "what"), CHANGES.values(), ids=CHANGES)
async def test_a_program_that_changed_differs_from_a_turn_on(
    tmp_path: Path, upstream: Upstream, old: str, new: str, turn: int, what: str
) -> None:
    source = program("changes", f"let x = 0; await fetch('{upstream.origin}/asked'); return text('first');")
    async with journalling(tmp_path, settings_for(tmp_path, upstream), {"changes.integration.js": source}) as (
        server,
        _,
    ):
        await server.dispatch.dispatch(context("changes"), "test")
    write(tmp_path / "integrations", {"changes.integration.js": source.replace(old, new)})
    ended, (report,) = replay(tmp_path, journals(tmp_path))
    assert ended.code == 1
    assert report["changes"][0].startswith("another program: ./changes.integration.js changed")
    assert what in [found["what"] for found in report["differences"] if found["turn"] == turn]
    assert min(found["turn"] for found in report["differences"]) == turn
