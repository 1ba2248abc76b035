"""Nothing that a test does is seen outside of a temporary folder: what servers keep between starts goes there too."""

from __future__ import annotations

import os
import shutil
from tempfile import mkdtemp

import pytest

_CACHE = "XDG_CACHE_HOME"


def pytest_configure(config: pytest.Config) -> None:
    """Before anything is collected: modules may look at the environment when they are imported."""
    folder = mkdtemp(prefix="skerry-tests-")
    os.environ[_CACHE] = folder
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
