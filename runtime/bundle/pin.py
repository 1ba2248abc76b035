"""The esbuild that may be started: the one that `[bundle]` of skerry.toml names by path, version and hash.

Its bytes are copied into memory and sealed, and that copy is hashed and executed: what lies on the disk can be
exchanged at any moment, the copy cannot.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import platform
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from runtime.bundle.errors import ConfineError, PinError
from runtime.settings.model import Bundle

VERSION = "0.28.2"
"""The version that is suggested to whoever has none."""
KNOWN = {
    "linux-arm64": "90bd269553d258e80b19e3ccab4f98f0831f87442a2f056510ce24fd1b425fc2",
    "linux-x64": "e1698a3d5c6c0798fee4fd3b5cc816651f460c63d390a7a26ea4beb0b1884100",
}
"""SHA-256 of `bin/esbuild` in the npm packages `@esbuild/PLATFORM` of VERSION."""
MAX_BYTES = 100_000_000  # version 0.28 has 11 MB

_ARCHITECTURES = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64"}


class Esbuild(msgspec.Struct, frozen=True):
    """An esbuild with the hash that was asked for: `file` is a descriptor of its sealed bytes."""

    file: int
    version: str
    sha256: str


@contextmanager
def open_esbuild(pinned: Bundle, folder: Path, base: Path) -> Iterator[Esbuild]:
    """The pinned esbuild. Where none is pinned the error says how: installed in `folder`, by a path below `base`.

    Errors: PinError, ConfineError on a system without sealed memory (all but Linux).
    """
    if pinned.esbuild is None or pinned.version is None or pinned.sha256 is None:
        raise PinError(_how_to_pin(pinned, folder, base))
    file = _sealed_copy(Path(pinned.esbuild))
    try:
        found = _hash(file)
        if found != pinned.sha256.lower():
            raise PinError(
                f"{pinned.esbuild} is not the esbuild that skerry.toml names, and is not started: its SHA-256 is "
                f"{found}; install esbuild {pinned.version} again, or, if you trust it, set "
                f'sha256 = "{found}" in [bundle] of skerry.toml'
            )
        yield Esbuild(file, pinned.version, found)
    finally:
        os.close(file)


def _sealed_copy(path: Path) -> int:
    if sys.platform != "linux":
        raise ConfineError("bundling needs Linux, whose kernel keeps esbuild inside the folder: run it in a container")
    copy = os.memfd_create("esbuild", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    try:
        with path.open("rb") as opened:
            left = MAX_BYTES
            while left and (sent := os.sendfile(copy, opened.fileno(), None, left)):
                left -= sent
        seals = fcntl.F_SEAL_SEAL | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_WRITE
        fcntl.fcntl(copy, fcntl.F_ADD_SEALS, seals)
    except OSError as error:
        os.close(copy)
        raise PinError(
            f"esbuild = {str(path)!r} of [bundle] in skerry.toml cannot be read ({error.strerror}): install it there, "
            "or name the place where it is"
        ) from None
    return copy


def _hash(file: int) -> str:
    with open(file, "rb", closefd=False) as opened:
        opened.seek(0)
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _how_to_pin(pinned: Bundle, folder: Path, base: Path) -> str:
    """What to do, to the letter."""
    system, binary = this_system(), installed_in(folder)
    version = pinned.version or VERSION
    known = KNOWN.get(system) if version == VERSION else None
    lines = [
        "skerry.toml does not say which esbuild may be started. Install one, without running anything of it:",
        "",
        f"    npm install --prefix {folder} --ignore-scripts --save-dev --save-exact esbuild@{version}",
        "",
        "and write into skerry.toml:",
        "",
        "    [bundle]",
        f'    esbuild = "{_relative(Path(pinned.esbuild) if pinned.esbuild else binary, base)}"',
        f'    version = "{version}"',
        f'    sha256 = "{pinned.sha256 or known or "..."}"',
    ]
    if pinned.sha256 is None and known is None:
        lines += ["", f"The hash is what `sha256sum {binary}` prints; compare it with that of another machine."]
    return "\n".join(lines)


def this_system() -> str:
    """As npm names the package for this machine: `linux-x64`."""
    return f"{sys.platform}-{_ARCHITECTURES.get(platform.machine().lower(), platform.machine())}"


def installed_in(folder: Path) -> Path:
    """Where npm puts the binary."""
    return folder / "node_modules" / "@esbuild" / this_system() / "bin" / "esbuild"


def _relative(path: Path, base: Path) -> str:
    return path.relative_to(base).as_posix() if path.is_relative_to(base) else str(path)
