"""Compiles and links with the clang in the PyPI package `ziglang`: the same bytes on every machine."""

import hashlib
import importlib.metadata
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from .cache import Cache
from .errors import BuildError

VERSION = "0.17.1"  # as pyproject.toml pins it: another compiler makes another module

# The engine's stack in linear memory ("shadow stack"): wasm keeps there what has an address, everything else on the
# host's native stack. patches/stack.patch makes recursion throw when all but the margin is used; the margin is for C
# that recurses no further (the most: 20 kB of guest.c's write_answer). The native stack never takes more than 2.8 times
# what the shadow stack does, so 448 KiB of recursion need 1.25 MiB there: run with max_wasm_stack = 1.5 MiB or more.
STACK_BYTES = 512 * 1024
STACK_MARGIN_BYTES = 64 * 1024

_TARGET = ("-target", "wasm32-wasi", "-mexec-model=reactor", "-O2", "-g0")
_DEFINE = ("-D_GNU_SOURCE", f"-DSKERRY_STACK_MARGIN={STACK_MARGIN_BYTES}", "-DHAVE_STDINT_H", "-DHAVE_POSIX_MEMALIGN")
_INCLUDE = ("-Iquickjs", "-Inative", "-Iada")
_COMPILE = (*_TARGET, *_DEFINE, *_INCLUDE, "-fno-sanitize=undefined", "-ffile-prefix-map=.=")
_C = (*_COMPILE, "-std=gnu23")
_CXX = (*_COMPILE, "-std=c++20", "-fno-exceptions", "-fno-rtti")
# zig puts the stack below the data: what runs over its end traps, and overwrites nothing.
_LINK = (*_TARGET, f"-Wl,-z,stack-size={STACK_BYTES}", "-Wl,--strip-all", "-Wl,--gc-sections")
_OURS = ("guest/", "native/", "generated/")
_OUR_WARNINGS = ("-Wall", "-Wextra", "-Werror", "-Wno-unused-parameter", "-Wno-sign-compare")


def require_version() -> None:
    """Raise BuildError if the compiler is missing or another one."""
    try:
        found = importlib.metadata.version("ziglang")
    except importlib.metadata.PackageNotFoundError:
        found = "none"
    if found != VERSION:
        raise BuildError(f"ziglang {found} is installed, {VERSION} is needed: pip install ziglang=={VERSION}")


def compile_and_link(work: Path, units: tuple[str, ...], cache: Cache | None, zig_cache: Path) -> bytes:
    """The module made of `units` (paths below `work`). Raises BuildError with the compiler's own words."""

    def compile_one(unit: str) -> None:
        compile_unit(work, unit, cache, zig_cache)

    with ThreadPoolExecutor(max_workers=os.cpu_count() or 2) as pool:
        list(pool.map(compile_one, units))
    objects = [f"{unit}.o" for unit in sorted(units)]
    _zig(work, zig_cache, "c++", *_LINK, *objects, "-o", "engine.wasm")
    return (work / "engine.wasm").read_bytes()


def compile_unit(work: Path, unit: str, cache: Cache | None, zig_cache: Path) -> None:
    """Compile one source file to `UNIT.o`, or take the object from the cache if nothing it can see has changed."""
    language, flags = ("c++", _CXX) if unit.endswith(".cpp") else ("cc", _C)
    warnings = _OUR_WARNINGS if unit.startswith(_OURS) else ("-w",)
    key = hashlib.sha256(repr((VERSION, flags, warnings, unit)).encode() + _seen_by(work, unit)).hexdigest()
    target = work / f"{unit}.o"
    if cache is not None and (kept := cache.read(f"object-{key}")) is not None:
        target.write_bytes(kept)
        return
    _zig(work, zig_cache, language, *flags, *warnings, "-c", unit, "-o", f"{unit}.o")
    if cache is not None:
        cache.write(f"object-{key}", target.read_bytes())


def _seen_by(work: Path, unit: str) -> bytes:
    """A hash over the source and every file that it could include."""
    # Foreign code includes nothing of ours: our headers may change without compiling QuickJS (half a minute) again.
    folder = work if unit.startswith(_OURS) else (work / unit).parent
    headers = sorted(path for pattern in ("*.h", "hash_*.c") for path in folder.rglob(pattern))
    whole = hashlib.sha256((work / unit).read_bytes())
    for path in headers:
        whole.update(f"{path.relative_to(work).as_posix()}\0".encode() + path.read_bytes())
    return whole.digest()


def _zig(work: Path, zig_cache: Path, *arguments: str) -> None:
    # Paths are relative to `work`, so that no name of this machine gets into the module.
    command = [sys.executable, "-m", "ziglang", *arguments]
    caches = {"ZIG_GLOBAL_CACHE_DIR": str(zig_cache), "ZIG_LOCAL_CACHE_DIR": str(zig_cache)}
    done = subprocess.run(  # noqa: S603
        command, cwd=work, env={**os.environ, **caches}, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise BuildError(f"zig {' '.join(arguments)} failed:\n{done.stderr.strip()}")
