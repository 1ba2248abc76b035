"""Adapter files of a folder, and those that ship."""

from __future__ import annotations

from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

from runtime.sources import FolderSource
from runtime.sources.adapter_files import MAX_BYTES, decode, shipped
from runtime.sources.folder import Contents
from tests.runtime.adapters.files import declared, tracker

ROOT = Path(__file__).parents[3]


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        file = folder / f"{name.replace('__', '/')}.adapter.yml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)


def told(contents: Contents) -> str:
    return "\n".join(map(str, contents.problems))


def test_adapters_of_all_folders_are_read(tmp_path: Path) -> None:
    write(tmp_path, a=tracker(), team__b=tracker("boards"), **{".hidden__c": tracker("hidden")})
    contents = FolderSource(tmp_path, 100_000).read()
    assert contents.problems == ()
    assert contents.adapters.good == {"a.adapter.yml": declared(), "team/b.adapter.yml": declared("boards")}
    assert {"aws", "github", "generic", "tracker", "boards"} <= set(contents.context_types)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name: [\n", "a.adapter.yml:1: not valid YAML"),
        (tracker().replace("h1.title", "input"), 'a.adapter.yml:9: pages[0].values["page.title"].select: "input"'),
        (tracker().replace("/boards", "boards"), "a.adapter.yml:10: pages[1].path: "),
        (tracker() + "name: twice\n", 'a.adapter.yml:11: the key "name" stands twice'),
        (tracker() + "--- {}\n", "a second document"),
        (tracker().replace("tracker }", "!!str x }"), "tag"),
        ("", "it is null"),
        (tracker() + "#" * MAX_BYTES, "it has more than 65,536 bytes"),
        (
            "a: &a [" + "x," * 4_000 + "]\nb: &b [" + "*a," * 9 + "]\nc: [" + "*b," * 99 + "]",
            "larger than 65,536 characters",
        ),
    ],
)
def test_a_bad_file_is_left_out_and_told_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    write(tmp_path, a=text, b=tracker("boards"))
    contents = FolderSource(tmp_path, 100_000).read()
    assert list(contents.adapters.good) == ["b.adapter.yml"]
    assert list(contents.adapters.broken) == ["a.adapter.yml"]
    assert said in told(contents)


def test_a_file_that_is_not_utf_8_is_told() -> None:
    (problem,) = decode(b"name: \xff", "a.adapter.yml").problems
    assert str(problem) == "a.adapter.yml: not UTF-8 (byte 7); save it as UTF-8"


def test_a_file_that_breaks_keeps_its_last_good_version(tmp_path: Path) -> None:
    source = FolderSource(tmp_path, 100_000)
    write(tmp_path, a=tracker())
    source.read()
    write(tmp_path, a=tracker().replace("h1.title", "textarea"))
    contents = source.read()
    assert contents.adapters.good == {"a.adapter.yml": declared()}
    assert contents.adapters.broken == {}
    assert 'the last good version of "tracker" stays in use' in told(contents)
    (tmp_path / "a.adapter.yml").unlink()
    assert source.read() == Contents(())


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    write(tmp_path, a=tracker())
    (tmp_path / "in" / "a.adapter.yml").symlink_to(tmp_path / "a.adapter.yml")
    contents = FolderSource(tmp_path / "in", 100_000).read()
    assert contents.adapters.good == {}
    assert "it is a link that leaves the folder" in told(contents)


def test_what_ships_is_good_and_in_the_wheel() -> None:
    folder = ROOT / "integrations" / "adapters"
    files = sorted(file.name for file in folder.glob("*.adapter.yml"))
    assert [str(problem) for name in files for problem in decode((folder / name).read_bytes(), name).problems] == []
    assert list(shipped()) == files
    assert [file.removesuffix(".adapter.yml") for file in files] == [
        declaration.name for declaration in shipped().values()
    ]
    packed = {file.distribution_path for file in WheelBuilder(str(ROOT)).recurse_included_files()}
    assert {f"integrations/adapters/{name}" for name in files} <= packed
