import os
import socket
from pathlib import Path

import pytest

from runtime.sources.files import FileRefused, Root

posix = pytest.mark.skipif(os.name != "posix", reason="links, FIFOs and modes")


@pytest.fixture
def root(tmp_path: Path) -> Root:
    folder = tmp_path / "root"
    (folder / "team").mkdir(parents=True)
    (folder / "team" / "a.js").write_bytes(b"inside")
    (tmp_path / "outside.js").write_bytes(b"outside")
    return Root(folder)


def refusal(root: Root, path: str, max_bytes: int = 1000) -> str:
    with pytest.raises(FileRefused) as raised:
        root.read(path, max_bytes)
    assert raised.value.remedy
    return raised.value.reason


def test_a_file_of_the_folder_is_read(root: Root) -> None:
    assert root.read("team/a.js", 6) == b"inside"


def test_the_folder_itself_may_be_a_link(root: Root, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(root.folder)
    assert Root(tmp_path / "link").read("team/a.js", 6) == b"inside"


def test_a_file_that_is_too_large_is_refused(root: Root) -> None:
    assert "more than 5 bytes" in refusal(root, "team/a.js", 5)


def test_a_file_that_is_not_there_is_refused(root: Root) -> None:
    assert "cannot be found" in refusal(root, "team/b.js")
    assert not root.is_file("team/b.js")
    assert not root.is_file("team")


@posix
def test_links_inside_are_followed(root: Root) -> None:
    # As Kubernetes mounts files: a link to a hidden folder that is a link itself.
    (root.folder / "..2026").mkdir()
    (root.folder / "..2026" / "b.js").write_bytes(b"mounted")
    (root.folder / "..data").symlink_to("..2026")
    (root.folder / "b.js").symlink_to("..data/b.js")
    assert root.read("b.js", 10) == b"mounted"


@posix
@pytest.mark.parametrize("target", ["../outside.js", "/etc/passwd", "team/../../outside.js", "/proc/self/environ"])
def test_links_to_the_outside_are_refused(root: Root, target: str) -> None:
    (root.folder / "b.js").symlink_to(target)
    assert root.is_file("b.js")
    assert "leaves the folder" in refusal(root, "b.js")


@posix
def test_links_of_folders_to_the_outside_are_refused(root: Root, tmp_path: Path) -> None:
    (root.folder / "up").symlink_to(tmp_path)
    assert "leaves the folder" in refusal(root, "up/outside.js")
    assert "leaves the folder" in refusal(root, "../outside.js")


@posix
def test_a_sibling_whose_name_begins_like_the_folders_is_outside(root: Root, tmp_path: Path) -> None:
    (tmp_path / "root2").mkdir()
    (tmp_path / "root2" / "x.js").write_bytes(b"outside")
    (root.folder / "b.js").symlink_to(tmp_path / "root2" / "x.js")
    assert "leaves the folder" in refusal(root, "b.js")


@posix
def test_links_that_lead_nowhere_or_in_circles_are_refused(root: Root) -> None:
    (root.folder / "b.js").symlink_to("nowhere.js")
    (root.folder / "c.js").symlink_to("c.js")
    assert "cannot be found" in refusal(root, "b.js")
    assert "cannot be found" in refusal(root, "c.js")


@posix
def test_special_files_are_refused_without_waiting(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(root.folder / "fifo.js")
    assert "no regular file" in refusal(root, "fifo.js")
    assert "no regular file" in refusal(root, "team")
    monkeypatch.chdir(root.folder)  # paths of sockets are short
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket.js")
        assert "cannot be read" in refusal(root, "socket.js")


@posix
def test_a_folder_that_becomes_a_link_after_the_check_is_not_followed(
    root: Root, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "a.js").write_bytes(b"outside")
    resolve = root._resolve

    def resolve_and_swap(path: str) -> str:
        inside = resolve(path)
        (root.folder / "team").rename(root.folder / "old")
        (root.folder / "team").symlink_to(tmp_path / "elsewhere")
        return inside

    assert (tmp_path / "elsewhere" / "a.js").read_bytes() == b"outside"
    monkeypatch.setattr(root, "_resolve", resolve_and_swap)
    assert "cannot be read" in refusal(root, "team/a.js")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission_is_refused(root: Root) -> None:
    (root.folder / "team" / "a.js").chmod(0)
    assert "Permission denied" in refusal(root, "team/a.js")
