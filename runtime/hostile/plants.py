"""What lies around for an attack to steal, and where it could leave a trace."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec

from runtime.hostile.case import Case

VARIABLE = "SKERRY_CANARY"
POOL_VARIABLE = "SKERRY_CANARY_OF_POOL"


class Plants(msgspec.Struct, frozen=True, kw_only=True):
    """Random texts, each in one place; and a folder for a file and for a path where nothing is."""

    variable: str
    """In the process's environment."""
    file: str
    pool: str
    """In buffers that the process has used."""
    mark: str
    """In the page of another run."""
    inside: str
    """What a host of the inside answers."""
    cookie: str
    """A credential that a host gives."""
    token: str
    keyed: str
    other: str
    exposed: str
    hook: str
    """Values of secrets: two that are granted, one that is not, one that its guest is given, one in a secret URL."""
    folder: str

    @property
    def secrets(self) -> tuple[str, ...]:
        """Values that only the host knows they are for may see."""
        return self.token, self.keyed, self.other, self.hook, self.cookie

    @property
    def all(self) -> tuple[str, ...]:
        """What must not come out of any run, also if it is written from right to left, as nothing looks for that."""
        texts = tuple(getattr(self, name) for name in KINDS)
        return (*texts, *(text[::-1] for text in texts))

    @property
    def witness(self) -> Path:
        """What an attack that gets out creates."""
        return Path(self.folder, "witness")

    @property
    def environment(self) -> dict[str, str]:
        """Variables of the process that is attacked."""
        return {VARIABLE: self.variable, POOL_VARIABLE: self.pool}

    def page(self, case: Case, run: int) -> dict[str, Any]:
        """The page of this run, the first being 1; what other runs must not learn stands in the first of several."""
        told = {"variable": VARIABLE, "file": str(Path(self.folder, "file")), "witness": str(self.witness)}
        own = case.pages[run - 1] if case.pages else {}
        mark = {"mark": self.mark} if run < case.contexts else {}
        return {"attack": case.attack, "run": run, **told, **mark, **case.page, **own}


KINDS = tuple(name for name in Plants.__struct_fields__ if name != "folder")


@contextmanager
def planted() -> Iterator[Plants]:
    """Plants them, the variables in this process too."""
    with TemporaryDirectory(prefix="skerry-hostile-") as folder:
        texts = {name: f"canary-{secrets.token_hex(16)}" for name in KINDS}
        plants = Plants(**texts, folder=folder)
        Path(folder, "file").write_text(plants.file)
        os.environ.update(plants.environment)
        try:
            yield plants
        finally:
            for name in plants.environment:
                del os.environ[name]
