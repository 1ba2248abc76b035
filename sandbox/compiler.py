"""Compiles a guest module in a process of its own, since what a compiler is given here is hostile.

`python -m sandbox.compiler` reads a module from standard input, checks that it is a guest, and writes native code to
standard output. It has an empty environment and hard limits on CPU and memory.
"""

from __future__ import annotations

import asyncio
import resource
import sys

from wasmtime import Engine, Module, WasmtimeError

from sandbox import module
from sandbox.engine import hardened_config
from sandbox.errors import ProgramRefused

MAX_MODULE_BYTES = 8 * 1024 * 1024
CPU_SECONDS = 20
WALL_SECONDS = 60
MEMORY_BYTES = 4 * 1024**3
MAX_CODE_BYTES = 128 * 1024 * 1024
REFUSED = 3


async def compile_module(binary: bytes) -> bytes:
    """Native code for this module. Errors: ProgramRefused with the reason."""
    if len(binary) > MAX_MODULE_BYTES:
        raise ProgramRefused(f"a module has at most {MAX_MODULE_BYTES:,} bytes, this one has {len(binary):,}")
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-I",
        "-c",
        f"import sys; sys.path[:0] = {sys.path!r}; from sandbox.compiler import main; main()",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={},
    )
    try:
        async with asyncio.timeout(WALL_SECONDS):
            code, said = await process.communicate(binary)
    except TimeoutError:
        raise ProgramRefused(f"the module cannot be compiled within {WALL_SECONDS} s") from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode == REFUSED:
        raise ProgramRefused(said.decode(errors="replace").strip())
    if process.returncode != 0 or len(code) > MAX_CODE_BYTES:
        raise ProgramRefused(f"the module cannot be compiled within {CPU_SECONDS} s of CPU and {MEMORY_BYTES:,} bytes")
    return code


def main() -> None:
    """The child's work."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    binary = sys.stdin.buffer.read(MAX_MODULE_BYTES + 1)
    try:
        compiled = Module(Engine(hardened_config()), binary)
        module.refuse_start_function(binary)
        module.check(compiled)
    except WasmtimeError as error:
        _refuse(f"not a WebAssembly module that can run here: {str(error).splitlines()[0]}")
    except ProgramRefused as error:
        _refuse(str(error))
    else:
        code = compiled.serialize()
        if len(code) > MAX_CODE_BYTES:
            _refuse(f"the module becomes {len(code):,} bytes of native code, at most {MAX_CODE_BYTES:,} are allowed")
        sys.stdout.buffer.write(code)


def _refuse(reason: str) -> None:
    sys.stderr.write(reason)
    sys.exit(REFUSED)
