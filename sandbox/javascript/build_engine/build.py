"""The whole way from pinned sources to `engine.wasm`."""

import hashlib
import sys
import tempfile
import time
from collections.abc import Mapping
from os import environ
from pathlib import Path

from . import zig
from .cache import Cache, private_folder, user_cache_folder
from .embedding import embed_prelude, embed_zones
from .errors import BuildError
from .imports import refuse_imports
from .patches import apply_patch
from .sources import PARTS, obtain, read_sources, unpack

HERE = Path(__file__).resolve().parent.parent  # sandbox/javascript
_OWN = ("guest", "native", "patches", "prelude", "build_engine", "sources.txt")
_OWN_SUFFIXES = {".c", ".cpp", ".h", ".js", ".patch", ".py", ".txt"}
_HASHES = ("MD5", "SHA1", "SHA224", "SHA256", "SHA384", "SHA512", "chacha20")


def build(offered: Path | None = None, zig_cache: Path | None = None) -> bytes:
    """The engine's module: from the cache if nothing that goes in has changed, else built (a minute or two).

    `offered` is a folder with the archives of `sources.txt`, for builds without network; `zig_cache` one where zig may
    leave its compiled C library for the next build. Raises BuildError when a source, the compiler or the result is not
    as it must be.
    """
    zig.require_version()
    folder = private_folder(user_cache_folder(environ))
    cache = Cache(folder) if folder else None
    key = f"engine-{digest_of_inputs()}"
    if cache is not None and (kept := cache.read(key)) is not None:
        say("this engine was built before on this machine: reused")
        return kept
    say("building the JavaScript engine; the first time that fetches 3 MB of sources and takes a minute or two")
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="skerry-engine-") as temporary:
        work = Path(temporary) / "work"
        work.mkdir()
        prepare(work, offered, cache)
        say(f"compiling with zig {zig.VERSION}")
        module = zig.compile_and_link(work, units(work), cache, zig_cache or Path(temporary) / "zig")
    refuse_imports(module)
    say(f"engine.wasm: {len(module)} bytes, no imports, {time.monotonic() - started:.0f} s")
    if cache is not None:
        cache.write(key, module)
    return module


def offered_sources(environment: Mapping[str, str]) -> Path | None:
    """The folder that SKERRY_SOURCES names. Raises BuildError if it is no folder."""
    named = environment.get("SKERRY_SOURCES")
    if not named:
        return None
    if not Path(named).is_dir():
        raise BuildError(f"SKERRY_SOURCES={named} is not a folder: name the one with the archives of sources.txt")
    return Path(named).resolve()


def digest_of_inputs() -> str:
    """SHA-256 (hex) over everything that decides what comes out."""
    whole = hashlib.sha256()
    for path in _own_files():
        data = path.read_bytes()
        whole.update(f"{path.relative_to(HERE).as_posix()}\0{len(data)}\0".encode() + data)
    return whole.hexdigest()


def prepare(work: Path, offered: Path | None, cache: Cache | None) -> None:
    """Fill `work` with everything to compile, with our patches applied."""
    sources = {source.name: source for source in read_sources((HERE / "sources.txt").read_text(encoding="utf-8"))}
    for part in PARTS:
        archive = work.parent / f"{part.source}.tar.gz"
        archive.write_bytes(obtain(sources[part.source], offered, cache, work.parent / "fetched"))
        unpack(archive, part, work)
    for patch in sorted((HERE / "patches").glob("*.patch")):
        apply_patch(patch, work)
    for path in _own_files():
        if path.suffix in {".c", ".cpp", ".h"}:
            target = work / path.relative_to(HERE)
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(path.read_bytes())
    embed_prelude(HERE / "prelude", work)
    embed_zones(work / "zones", work)


def units(work: Path) -> tuple[str, ...]:
    """What to compile, below `work`. The two that take longest come first, so that the rest fills the other cores."""
    quickjs = ("quickjs/quickjs.c", "ada/ada.cpp", "quickjs/libregexp.c", "quickjs/libunicode.c", "quickjs/dtoa.c")
    hashes = tuple(f"hashes/{name}.c" for name in _HASHES)
    ours = [path for name in ("guest", "native", "generated") for path in (work / name).glob("*.c*")]
    return (*quickjs, *hashes, *sorted(path.relative_to(work).as_posix() for path in ours))


def say(message: str) -> None:
    """Tell whoever waits for the installation."""
    print(f"skerry: {message}", file=sys.stderr, flush=True)


def _own_files() -> list[Path]:
    found = [path for name in _OWN for path in ((HERE / name).rglob("*") if (HERE / name).is_dir() else [HERE / name])]
    return sorted(path for path in found if path.suffix in _OWN_SUFFIXES)
