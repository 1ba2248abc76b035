"""The command `python -m sandbox.javascript.build_engine`: rebuild the engine of a checkout in place."""

import argparse
import os
import sys
from pathlib import Path

from .build import HERE, build, offered_sources, say
from .cache import private_folder, user_cache_folder
from .errors import BuildError


def main() -> int:
    """Build, write, and say where; 1 when it could not be built."""
    parser = argparse.ArgumentParser(prog="python -m sandbox.javascript.build_engine", description=__doc__)
    parser.add_argument("--sources", type=Path, help="folder with the archives of sources.txt (default: fetch them)")
    parser.add_argument("--output", type=Path, default=HERE / "engine.wasm", help="(default: %(default)s)")
    options = parser.parse_args()
    # Who builds often keeps zig's C library too (77 MB); an installation does not.
    zig_cache = private_folder(user_cache_folder(os.environ).with_name("zig"))
    try:
        module = build(options.sources or offered_sources(os.environ), zig_cache)
    except BuildError as error:
        say(str(error))
        return 1
    options.output.write_bytes(module)
    say(f"wrote {options.output}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
