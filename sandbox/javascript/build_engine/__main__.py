"""The command `python -m sandbox.javascript.build_engine`: rebuild the engine of a checkout in place."""

import argparse
import os
import sys
from pathlib import Path

from .build import HERE, build, say
from .errors import BuildError


def main() -> int:
    """Build, write, and say where; 1 when it could not be built."""
    parser = argparse.ArgumentParser(prog="python -m sandbox.javascript.build_engine", description=__doc__)
    parser.add_argument("--sources", type=Path, help="folder with the archives of sources.txt (default: fetch them)")
    parser.add_argument("--output", type=Path, default=HERE / "engine.wasm")
    options = parser.parse_args()
    try:
        module = build(options.sources or offered_sources())
    except BuildError as error:
        say(str(error))
        return 1
    options.output.write_bytes(module)
    say(f"wrote {options.output}")
    return 0


def offered_sources() -> Path | None:
    """The folder that SKERRY_SOURCES names."""
    named = os.environ.get("SKERRY_SOURCES")
    return Path(named) if named else None


if __name__ == "__main__":
    sys.exit(main())
