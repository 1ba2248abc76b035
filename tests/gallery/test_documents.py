"""The documents for authors say what is so: the tutorial's steps work as told, and the tables are those of the code."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner

from integrations.document import DOCUMENT, document
from runtime.cli import app
from runtime.integration import decode
from runtime.testing.answers import ANSWER_KEYS
from runtime.testing.reading import CASE_KEYS
from sandbox.limits import Limits

DOCS = Path(__file__).parents[2] / "docs"
TUTORIAL = (DOCS / "tutorial/first-integration.md").read_text(encoding="utf-8")
REFERENCE = (DOCS / "reference/integrations.md").read_text(encoding="utf-8")
TESTING = (DOCS / "how-to/test-an-integration.md").read_text(encoding="utf-8")
FILE = re.compile(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```", re.DOTALL)
MAIN = Path("integrations/deploy-links.integration.js")
RUN = ["run", str(MAIN), "--context", "page.json"]


def command(*arguments: str) -> list[str]:
    """What it prints, line by line: results, then everything else without the cost of the run."""
    done = CliRunner().invoke(app, arguments)
    lines = [*done.stdout.splitlines(), *done.stderr.splitlines()]
    return [line.rstrip() for line in lines if line.strip() and not line.endswith(" MiB")]


def shown(line: str) -> bool:
    """Whether the tutorial shows this line, as it is."""
    return f"\n    {line.rstrip()}\n" in TUTORIAL


@pytest.fixture
def project(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the tutorial after its first step; the engine's native code is kept between the tests."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
    monkeypatch.chdir(tmp_path)
    command("init", "links")
    monkeypatch.chdir(tmp_path / "links")
    return tmp_path / "links"


def save(project: Path, step: slice) -> None:
    for name, content in FILE.findall(TUTORIAL)[step]:
        (project / name).write_text(content)


def test_the_tutorials_first_version_prints_what_it_shows(project: Path) -> None:
    save(project, slice(0, 2))
    printed = command(*RUN)
    assert len(printed) == 1
    assert shown(printed[0].lstrip())


def test_the_tutorials_second_version_prints_what_it_shows(project: Path) -> None:
    save(project, slice(0, None))
    printed = command(*RUN)
    assert len(printed) == 2
    assert all(shown(line) for line in printed)
    assert command("check") == ["2 integrations, nothing is wrong"]


def test_the_tutorials_mistake_is_told_as_it_shows(project: Path) -> None:
    save(project, slice(0, None))
    MAIN.write_text(MAIN.read_text().replace("startsWith", "startWith"))
    assert any(shown(line) for line in command("check"))


def test_the_tutorials_request_is_denied_as_it_shows(project: Path) -> None:
    save(project, slice(0, None))
    request = re.search(r"```js\n(const response = .*?)```", TUTORIAL, re.DOTALL)
    assert request is not None
    before, run, after = MAIN.read_text().partition("dataFiles) {\n")
    MAIN.write_text(f"{before}{run}{request[1]}{after}")
    assert any(shown(line) for line in command(*RUN))


def keys_of(section: str) -> set[str]:
    """The keys in the first column of the first table of a section of the reference."""
    text = REFERENCE.partition(f"{section}\n")[2].partition("\n## ")[0].partition("\n### ")[0]
    return set(re.findall(r"^\| `(\w+)", text, re.MULTILINE))


def known_keys(metadata: dict[str, object], key: str) -> set[str]:
    """What there is, as the problem about an unknown key says."""
    described = msgspec.json.encode({"metadata": metadata, "exports": {"run": True}})
    remedies = {problem.key: problem.remedy for problem in decode(described, "x.integration.js", "").problems}
    return set(remedies[key].removeprefix("there is ").split(", "))


def test_all_keys_of_metadata_are_in_the_reference() -> None:
    assert keys_of("## metadata") == known_keys({"qqq": 1}, "metadata.qqq")


def test_all_operators_are_in_the_reference() -> None:
    match = {"contextType": "*", "context": {"a": {"qqq": 1}}}
    assert keys_of("### match") == known_keys({"match": match}, "metadata.match.context.a.qqq")


def test_all_limits_of_a_run_are_in_the_reference_with_their_defaults() -> None:
    section = REFERENCE.partition("## Limits\n")[2].partition("\n## ")[0]
    told = {
        name: int(value.replace(",", "")) for name, value in re.findall(r"^\| `(\w+)` \| ([\d,]+) \|", section, re.M)
    }
    of_the_server = {"runs_in_flight", "guest_memory_bytes", "queue"}
    limits = msgspec.structs.asdict(Limits())
    assert told == {name: value for name, value in limits.items() if name not in of_the_server}


async def test_the_gallery_document_is_what_the_gallery_says() -> None:
    made = await document()
    assert DOCUMENT.read_text(encoding="utf-8") == made, "make it anew: python -m integrations.document"


def test_the_how_to_of_tests_works_as_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, content in FILE.findall(TESTING):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content)
    printed = command("test")
    assert [line for line in printed if f"    {line}\n" not in TESTING] == []
    assert printed[-1] == "3 passed"


def test_all_keys_of_a_case_and_of_an_answer_are_in_the_how_to() -> None:
    tables = [re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE) for text in TESTING.split("## ")]
    told = [set(keys) for keys in tables if keys]
    assert told == [set(CASE_KEYS), set(ANSWER_KEYS)]
