"""Links and pictures in all documents lead somewhere, and no page or picture is left that nothing leads to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).parents[1]
NOT_OURS = {"node_modules", "test-results", "build", "dist"}
PICTURE_BYTES = 60_000

FENCE = re.compile(r"^( *)(```+|~~~+).*?^\1\2[^\n]*$", re.DOTALL | re.MULTILINE)
CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
INDENTED = re.compile(r"(?<=\n\n)(?: {4}[^\n]*\n+)+")
TARGETS = (
    re.compile(r"\]\(\s*<?([^)\s>]+)>?(?:\s+[\"'][^)]*)?\)"),  # [text](target), ![text](target "title")
    re.compile(r"^ {0,3}\[[^\]]+\]:\s*<?(\S+?)>?(?:\s|$)", re.MULTILINE),  # [name]: target
    re.compile(r"<(?:a|img)\s[^>]*?(?:href|src)=[\"']([^\"']+)"),
)
HEADING = re.compile(r"^ {0,3}#{1,6}\s+(.+?)\s*#*\s*$", re.MULTILINE)
ANCHOR = re.compile(r"<[a-z]+\s[^>]*?(?:id|name)=[\"']([^\"']+)")
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def documents(root: Path) -> list[Path]:
    """All of the project's own: nothing of other packages, of builds, or in folders with a dot in front."""
    found = (path for path in root.rglob("*.md") if not _is_foreign(path.relative_to(root).parts))
    return sorted(found)


def _is_foreign(parts: tuple[str, ...]) -> bool:
    return any(part in NOT_OURS or part.startswith(".") for part in parts)


def targets(text: str) -> Iterator[str]:
    """Where links and pictures lead that are not in an example."""
    for noise in (COMMENT, FENCE, INDENTED):
        text = noise.sub("", text)
    # What stands between backticks may be the text of a link, and is never a link of its own.
    text = CODE.sub("code", text)
    for pattern in TARGETS:
        yield from pattern.findall(text)


@cache
def anchors(path: Path) -> frozenset[str]:
    """The names that a browser can jump to in a document: its headings', as GitHub makes them, and its own."""
    text = FENCE.sub("", COMMENT.sub("", path.read_text(encoding="utf-8")))
    names: set[str] = set(ANCHOR.findall(text))
    for heading in HEADING.findall(text):
        words = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", heading)
        slug = re.sub(r"[^\w\- ]", "", words.strip().lower()).replace(" ", "-")
        names.add(next(name for name in _numbered(slug) if name not in names))
    return frozenset(names)


def _numbered(slug: str) -> Iterator[str]:
    yield slug
    number = 0
    while True:
        number += 1
        yield f"{slug}-{number}"


def problems(document: Path, root: Path) -> Iterator[str]:
    """Each link or picture of the document that leads nowhere."""
    for target in targets(document.read_text(encoding="utf-8")):
        if ELSEWHERE.match(target):
            continue
        place, _, fragment = target.partition("#")
        file = document.parent / unquote(place) if place else document
        if not file.resolve().is_relative_to(root.resolve()):
            yield f"{target}: is not in the project"
        elif not file.exists():
            yield f"{target}: there is no such file"
        elif fragment and unquote(fragment) not in (anchors(file.resolve()) if file.suffix == ".md" else ()):
            yield f"{target}: {file.name} has no such heading"


@pytest.mark.parametrize("document", [str(path.relative_to(ROOT)) for path in documents(ROOT)])
def test_links_and_pictures_lead_somewhere(document: str) -> None:
    assert list(problems(ROOT / document, ROOT)) == []


def test_the_readme_leads_to_every_page() -> None:
    linked = {(ROOT / target.partition("#")[0]).resolve() for target in targets((ROOT / "README.md").read_text())}
    pages = [path for path in documents(ROOT / "docs") if path.resolve() not in linked]
    assert [str(path.relative_to(ROOT)) for path in pages] == []


def test_every_picture_is_shown_and_small() -> None:
    shown = {
        (document.parent / target).resolve()
        for document in documents(ROOT)
        for target in targets(document.read_text(encoding="utf-8"))
    }
    pictures = sorted((ROOT / "docs" / "images").iterdir())
    assert pictures
    assert [picture.name for picture in pictures if picture.resolve() not in shown] == []
    assert [picture.name for picture in pictures if picture.stat().st_size > PICTURE_BYTES] == []


OTHER = """# Run it

## `GET /config`, POST /context

```sh
# in a fence
```

## [Run](a.md) it

<a id="own"></a>
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[a](other.md)", 0),
        ("[a](none.md)", 1),
        ("![a](none.png)", 1),
        ('[![a](none.png)](none.md "title")', 2),
        ("[`code`](none.md)", 1),
        ('<img src="none.png">', 1),
        ("[a]: none.md", 1),
        ("[a](folder/)", 0),
        ("[a](../outside.md)", 1),
        ("[a](a%20name.md)", 0),
        ("[a](#here-and-there)", 0),
        ("[a](#here)", 1),
        ("[a](other.md#run-it)", 0),
        ("[a](other.md#run-it-1)", 0),
        ("[a](other.md#run-it-2)", 1),
        ("[a](other.md#get-config-post-context)", 0),
        ("[a](other.md#in-a-fence)", 1),
        ("[a](other.md#own)", 0),
        ("[a](https://example.com/none.md) [b](mailto:a@example.com) <https://example.com>", 0),
        ("`[a](none.md)`", 0),
        ("```md\n[a](none.md)\n```\n", 0),
        ("Like this:\n\n    [a](none.md)\n", 0),
        ("- a list\n  [a](none.md)\n", 1),
        ("<!-- [a](none.md) -->", 0),
    ],
)
def test_what_leads_nowhere_is_found(text: str, found: int, tmp_path: Path) -> None:
    root = tmp_path / "project"
    (root / "folder").mkdir(parents=True)
    (tmp_path / "outside.md").write_text("outside")
    (root / "a name.md").write_text("a")
    (root / "other.md").write_text(OTHER)
    document = root / "document.md"
    document.write_text(f"# Here, and there\n\n{text}\n")
    assert len(list(problems(document, root))) == found
