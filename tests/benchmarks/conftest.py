from __future__ import annotations

import shutil

import pytest


@pytest.fixture(autouse=True, scope="session")
def _node() -> None:
    if shutil.which("node") is None:
        pytest.skip("the peers need Node on the PATH")
