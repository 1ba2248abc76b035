"""The JavaScript engine: QuickJS-ng, our C guest and the prelude, compiled to one module without imports.

build_engine/   how engine.wasm is made: sources, patches, compiler (`python -m sandbox.javascript.build_engine`)
guest/          C: the guest ABI, modules
native/         C: what the prelude cannot do in JavaScript (URL, hashes, UTF-8, time zones, randomness)
prelude/        JavaScript: the web platform, Node's built-ins, turns
loading.py      a program becomes an image
"""

from __future__ import annotations

from pathlib import Path

OUT_OF_MEMORY = "out of memory"
"""What the engine says when an allocation fails."""

ENGINE_PATH = Path(__file__).with_name("engine.wasm")


def engine_bytes() -> bytes:
    """The engine module. Errors: FileNotFoundError with the command that builds it."""
    try:
        return ENGINE_PATH.read_bytes()
    except FileNotFoundError:
        raise FileNotFoundError(
            f"{ENGINE_PATH.name} has not been built: run `pip install -e .`, "
            "or `python -m sandbox.javascript.build_engine`"
        ) from None
