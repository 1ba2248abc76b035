"""The npm packages that tests and benchmarks need, at pinned versions, installed once."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from runtime.bundle.pin import KNOWN, VERSION, installed_in, this_system
from runtime.settings.model import Bundle

_FILES = ("package.json", "package-lock.json")


def install(here: Path = Path(__file__).parent) -> Path:
    """A folder with the `node_modules` of the lock file in `here`, below the user's cache; no package's code is run."""
    digest = hashlib.sha256(b"".join((here / name).read_bytes() for name in _FILES)).hexdigest()
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "skerry" / "npm"
    folder = cache / digest[:16]
    if folder.is_dir():
        return folder
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as temporary:
        building = Path(temporary) / "packages"
        building.mkdir()
        for name in _FILES:
            shutil.copy(here / name, building)
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        subprocess.run(command, cwd=building, check=True, capture_output=True, timeout=300)
        building.rename(folder)
    return folder


def pinned(packages: Path) -> Bundle:
    """The settings for the esbuild that is installed there."""
    return Bundle(str(installed_in(packages)), VERSION, KNOWN[this_system()])
