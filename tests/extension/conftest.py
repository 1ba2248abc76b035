"""The extension's own commands, run as by hand."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

EXTENSION = Path(__file__).parents[2] / "extension"
MINUTES = 20

Npm = Callable[..., str]


@pytest.fixture(scope="session")
def npm() -> Npm:
    """Runs `npm ARGUMENTS` in extension/, its packages installed; answers what it printed."""
    if shutil.which("npm") is None:
        _missing("npm", "install Node.js 20 with npm")
    _run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {})

    def run(*arguments: str, environment: Mapping[str, str] = {}) -> str:
        return _run(["npm", "--loglevel=error", *arguments], environment)

    return run


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Chromium."""
    found = shutil.which("chromium")
    return found or _missing("chromium", "install Debian's package chromium")


def _missing(program: str, remedy: str) -> str:
    """Without it nothing can be tested: a reason to skip by hand, a failure in CI."""
    reason = f"{program} is not on the PATH: {remedy}"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def _run(command: list[str], environment: Mapping[str, str]) -> str:
    done = subprocess.run(
        command,
        cwd=EXTENSION,
        env={**os.environ, "SKERRY_PYTHON": sys.executable, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=MINUTES * 60,
        check=False,
    )
    if done.returncode != 0:
        pytest.fail(f"{' '.join(command)}: exit code {done.returncode}\n{done.stdout[-20_000:]}", pytrace=False)
    return done.stdout
