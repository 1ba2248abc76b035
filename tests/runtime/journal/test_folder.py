"""The folder of journals: private, bounded, whole files."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from runtime.journal.folder import JournalFolder, write_private

NOW = 1_800_000_000.0


def folder(path: Path, *, max_bytes: int = 1000, hours: float = 1) -> JournalFolder:
    return JournalFolder(path, max_bytes=max_bytes, max_age_seconds=hours * 3600, now=lambda: NOW)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def aged(path: Path, seconds: float) -> None:
    os.utime(path, (NOW - seconds, NOW - seconds))


def names(path: Path) -> list[str]:
    return sorted(file.name for file in path.iterdir())


def test_only_the_owner_can_read_what_is_written(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        folder(tmp_path / "a" / "journals").write("r1", b"x")
    finally:
        os.umask(before)
    written = tmp_path / "a" / "journals" / "r1.journal"
    assert (mode(written.parent), mode(written), written.read_bytes()) == (0o700, 0o600, b"x")
    assert (written.parent / ".gitignore").read_text() == "*\n"


def test_the_oldest_go_when_there_are_too_many_bytes(tmp_path: Path) -> None:
    kept = folder(tmp_path / "j")
    for number in range(9):
        kept.write(f"r{number}", bytes(100))
        aged(tmp_path / "j" / f"r{number}.journal", 100 - number)
    kept.write("new", bytes(200))
    assert names(tmp_path / "j") == [".gitignore", "new.journal", *(f"r{n}.journal" for n in range(2, 9))]


def test_what_is_too_old_goes_and_other_files_stay(tmp_path: Path) -> None:
    kept = folder(tmp_path / "j")
    for name in ("old", "young"):
        kept.write(name, b"x")
    (tmp_path / "j" / "mine.txt").write_text("x")
    (tmp_path / "j" / f".dead.journal.{'0' * 16}").write_text("x")
    for name in ("old.journal", "mine.txt", f".dead.journal.{'0' * 16}"):
        aged(tmp_path / "j" / name, 3601)
    aged(tmp_path / "j" / "young.journal", 3599)
    kept.prune()
    assert names(tmp_path / "j") == [".gitignore", "mine.txt", "young.journal"]


def open_to_all(path: Path) -> None:
    path.mkdir(mode=0o755)


def linked(path: Path) -> None:
    path.with_name("elsewhere").mkdir(mode=0o700)
    path.symlink_to("elsewhere")


def a_file(path: Path) -> None:
    path.write_text("x")


@pytest.mark.parametrize(
    ("make", "says"),
    [(open_to_all, "open to somebody else: chown it and chmod 700"), (linked, "directory"), (a_file, "directory")],
)
def test_a_folder_that_is_not_private_is_not_used(tmp_path: Path, make: Callable[[Path], None], says: str) -> None:
    make(tmp_path / "j")
    with pytest.raises(OSError, match=says):
        folder(tmp_path / "j").write("r", b"x")
    assert not list(tmp_path.rglob("*.journal"))


def test_a_journal_larger_than_all_may_be_is_refused(tmp_path: Path) -> None:
    kept = folder(tmp_path / "j", max_bytes=10)
    kept.write("small", bytes(10))
    with pytest.raises(OSError, match=r"it has 11 bytes, more than all journals may have \(max_bytes in \[journal\]\)"):
        kept.write("large", bytes(11))
    assert names(tmp_path / "j") == [".gitignore", "small.journal"]


def test_a_named_file_is_replaced_whole_and_not_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "target").write_text("untouched")
    (tmp_path / "out.journal").symlink_to("target")
    write_private(tmp_path / "out.journal", b"new")
    assert (tmp_path / "target").read_text() == "untouched"
    assert (mode(tmp_path / "out.journal"), (tmp_path / "out.journal").read_bytes()) == (0o600, b"new")
    assert names(tmp_path) == ["out.journal", "target"]
