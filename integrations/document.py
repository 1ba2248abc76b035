"""Makes docs/gallery.md: a section for each integration, from its metadata, its README and its first test case.

python -m integrations.document
"""

from __future__ import annotations

import asyncio
import re
import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from runtime.catalog import Entry
from runtime.integration import Metadata
from runtime.sources import FolderSource
from runtime.testing.bench import Bench, open_bench
from runtime.testing.case import Case
from runtime.testing.suite import CaseFile, find
from sandbox.limits import Limits

GALLERY = Path(__file__).parent
DOCUMENT = GALLERY.parent / "docs" / "gallery.md"

HALVES = ("connected", "standalone")
PAGES = {"github": "GitHub", "aws": "AWS console", "*": "any page", "generic": "pages of a tool"}
MARKS = {"important": "!!", "relevant": "* ", "success": "ok"}
HEAD = ("| integration | on | shows | asks |", "|---|---|---|---|")
TOP = """# Gallery

<!-- Made by: python -m integrations.document -->

The integrations that come with Skerry, in [`integrations/`](../integrations/): those in `connected/` ask other
services, those in `standalone/` nobody. Copy a folder into an integrations folder of your own, edit its data file,
grant what it asks for, and it works; or read it and write your own. All of them have tests, which
`skerry test integrations` runs ([how](how-to/test-an-integration.md)), and declare what they need, which `skerry check`
compares with your grants.

In the examples `!!` is red, `*` yellow and `ok` green; a line further in is an entry of a dropdown.
"""


async def document() -> str:
    """The whole text."""
    async with open_bench(Limits()) as bench:
        halves = [await _half(GALLERY / name, bench) for name in HALVES]
    rows = [row for rows, _ in halves for row in rows]
    return "\n".join([TOP, *HEAD, *rows, "", *(section for _, sections in halves for section in sections)])


async def _half(folder: Path, bench: Bench) -> tuple[list[str], list[str]]:
    """Rows of the table, and sections."""
    contents = FolderSource(folder, Limits().source_bytes).read()
    files = {file.unit.path: file for file in find(contents, folder).files}
    entries = (await bench.load(contents.units)).catalog.entries
    return [_row(entry) for entry in entries], [_section(entry, files[entry.path], folder) for entry in entries]


def _row(entry: Entry) -> str:
    metadata = entry.metadata
    asks = "<br>".join(f"`{text}`" for text in _asks(metadata)) or "nobody"
    name = metadata.name
    return f"| [{name}](#{name}) | {PAGES[metadata.context_type]} | {metadata.description} | {asks} |"


def _asks(metadata: Metadata) -> list[str]:
    """Its declared rules, with their methods written out."""
    permissions = metadata.permissions
    rules = permissions.net if permissions else ()
    return [f"{','.join(sorted(rule.methods))} {rule.place.text}{rule.path or ''}" for rule in rules]


def _section(entry: Entry, file: CaseFile, folder: Path) -> str:
    name = entry.metadata.name
    text = (folder / name / "README.md").read_text(encoding="utf-8")
    title, _, body = text.partition("\n")
    what, _, rest = body.strip().partition("\n\n")
    shown = next(case for case in file.cases if case.results)
    tests = f"[Files](../integrations/{folder.name}/{name}/), {len(file.cases)} test cases"
    lines = [
        f"## {name}",
        "",
        _wrapped(f"**{title.removeprefix('# ')}.** {what}"),
        "",
        *_example(shown),
        "",
        rest,
        "",
        _wrapped(f"{tests}: {_names(file.cases)}."),
        "",
    ]
    return "\n".join(lines)


def _wrapped(text: str) -> str:
    return textwrap.fill(text, 120, break_long_words=False, break_on_hyphens=False)


def _example(case: Case) -> Iterator[str]:
    url = case.context.url.removeprefix("https://").partition("?")[0].removesuffix("/")
    yield f"    {url}"
    yield ""
    for item in case.results or ():
        yield from _item(item, "    ")


def _item(item: dict[str, Any], indent: str) -> Iterator[str]:
    mark = MARKS.get(item.get("status", "none"), "  ")
    yield f"{indent}{mark} {item['content']}".rstrip()
    for entry in item.get("items", ()):
        yield from _item(entry, indent + "     ")


def _names(cases: Iterable[Case]) -> str:
    return "; ".join(re.sub(r"([*_<>|`])", r"\\\1", case.name) for case in cases)


if __name__ == "__main__":
    DOCUMENT.write_text(asyncio.run(document()), encoding="utf-8")
