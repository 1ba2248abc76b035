from __future__ import annotations

import os
from pathlib import Path

from sandbox.code_cache import CodeCache


def test_what_is_put_is_there_for_the_next_start(tmp_path: Path) -> None:
    CodeCache(tmp_path / "code").put("a" * 64, b"native")
    assert CodeCache(tmp_path / "code").get("a" * 64) == b"native"
    assert (tmp_path / "code").stat().st_mode & 0o777 == 0o700


def test_a_folder_that_others_can_write_is_not_used(tmp_path: Path) -> None:
    folder = tmp_path / "code"
    CodeCache(folder).put("x", b"native")
    folder.chmod(0o770)
    cache = CodeCache(folder)
    assert cache.get("x") is None
    assert "chmod 700" in cache.reason


def test_a_folder_behind_a_link_is_not_used(tmp_path: Path) -> None:
    real = tmp_path / "real"
    CodeCache(real).put("x", b"native")
    (tmp_path / "link").symlink_to(real)
    assert CodeCache(tmp_path / "link").get("x") is None


def test_a_file_that_others_can_write_is_not_loaded(tmp_path: Path) -> None:
    cache = CodeCache(tmp_path / "code")
    cache.put("x", b"native")
    (tmp_path / "code" / "x").chmod(0o666)
    assert cache.get("x") is None


def test_a_link_in_the_folder_is_not_followed(tmp_path: Path) -> None:
    cache = CodeCache(tmp_path / "code")
    (tmp_path / "evil").write_bytes(b"evil")
    (tmp_path / "evil").chmod(0o600)
    (tmp_path / "code" / "x").symlink_to(tmp_path / "evil")
    assert cache.get("x") is None


def test_a_folder_of_another_user_is_not_used(tmp_path: Path) -> None:
    folder = tmp_path / "code"
    CodeCache(folder).put("x", b"native")
    if os.geteuid() != 0:
        return  # only root can give a folder away
    os.chown(folder, 12345, 12345)
    assert CodeCache(folder).get("x") is None
    os.chown(folder, 0, 0)
    os.chown(folder / "x", 12345, 12345)
    assert CodeCache(folder).get("x") is None


def test_where_no_folder_can_be_there_is_no_cache(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache = CodeCache(tmp_path / "file" / "code")
    cache.put("x", b"native")
    assert cache.get("x") is None
    assert "cannot be opened" in cache.reason
