from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from runtime.bundle import Esbuild, open_esbuild
from runtime.settings.model import Bundle
from tests.npm import install, pinned

Write = Callable[[dict[str, str]], Path]


@pytest.fixture(scope="session")
def packages() -> Path:
    """A folder with npm packages in it; it can be an integrations folder as well."""
    return install()


@pytest.fixture(scope="session")
def pin(packages: Path) -> Bundle:
    return pinned(packages)


@pytest.fixture(scope="session")
def esbuild(pin: Bundle) -> Iterator[Esbuild]:
    with open_esbuild(pin, Path("unused"), Path("unused")) as opened:
        yield opened


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes files into an integrations folder of this test's own."""
    folder = tmp_path / "integrations"
    folder.mkdir()

    def write(files: dict[str, str]) -> Path:
        for path, content in files.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content)
        return folder

    return write
