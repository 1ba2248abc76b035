"""web-platform-tests, as Debian's source package of Node carries them: fetched once, kept in the user's cache folder.

Only the tests come from there; nothing of it is part of this project. What is fetched is named by package, from the
archive that this machine's apt already trusts, and apt checks its signature.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "nodejs"
FOLDER = "test/fixtures/wpt/"  # in Node's sources
SOURCES = Path("/etc/apt/sources.list.d/debian.sources")


class SuiteMissing(Exception):
    """The tests cannot be had on this machine; says why."""


def suite() -> Path:
    """The folder with the tests. Errors: SuiteMissing."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "skerry-tests" / "web-platform-tests"
    if not cache.is_dir():
        with tempfile.TemporaryDirectory() as work:
            _extract(_download(Path(work)), Path(work) / "suite")
            cache.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.suppress(FileExistsError):  # another run of the tests was first
                shutil.move(Path(work) / "suite", cache)
    return cache


def _download(folder: Path) -> Path:
    if shutil.which("apt-get") is None or not SOURCES.is_file():
        raise SuiteMissing("the tests come in a source package of Debian 12, and this is another system")
    lines = SOURCES.read_text(encoding="utf-8").splitlines()
    sources = folder / "sources.sources"
    sources.write_text("\n".join("Types: deb-src" if line.startswith("Types:") else line for line in lines))
    (folder / "lists").mkdir()
    options = [
        *("-o", f"Dir::Etc::sourcelist={sources}", "-o", "Dir::Etc::sourceparts=/nonexistent"),
        *("-o", f"Dir::State::lists={folder / 'lists'}", "-o", f"Dir::Cache={folder}"),
    ]
    for command in (["update"], ["source", "--only-source", "--tar-only", "--download-only", PACKAGE]):
        done = subprocess.run(["apt-get", *options, *command], cwd=folder, capture_output=True, text=True, timeout=300)
        if done.returncode != 0:
            raise SuiteMissing(f"apt-get {command[0]} failed: {done.stderr.strip()[-300:]}")
    archives = sorted(folder.glob(f"{PACKAGE}_*.orig.tar.*"))
    if not archives:
        raise SuiteMissing(f"apt-get gave no {PACKAGE}_*.orig.tar.*")
    return archives[0]


def _extract(archive: Path, into: Path) -> None:
    with tarfile.open(archive) as opened:
        for member in opened:
            _, _, path = member.name.partition(f"/{FOLDER}")
            content = opened.extractfile(member) if path and member.isfile() else None
            if content is None:
                continue
            target = (into / path).resolve()
            if not target.is_relative_to(into.resolve()):
                raise SuiteMissing(f"{archive.name} holds {member.name}, which leaves its folder")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.read())
    if not (into / "resources" / "testharness.js").is_file():
        raise SuiteMissing(f"{archive.name} holds no {FOLDER}resources/testharness.js")
