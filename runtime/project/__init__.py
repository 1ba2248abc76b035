"""A small working project, for `skerry init`: one integration, its data and tests, settings, a fresh token.

The files stand in template/ as they will be written, but for two: `gitignore` becomes `.gitignore` (under that name it
would hold back files here), and `.env` is made, as it holds the token.
"""

import os
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from runtime.tokens import new_token

__all__ = ["ProjectError", "create"]

_RENAMED = {"gitignore": ".gitignore"}
_PRIVATE = frozenset({".env"})

_ENV = """\
# What only this server may know. Never commit this file. Variables of the environment win over it.

# The token that the browser extension sends. Make another with: skerry token
SKERRY_TOKEN={token}

# Secrets of integrations: the secret GITHUB_TOKEN is INTEGRATION_GITHUB_TOKEN.
# INTEGRATION_GITHUB_TOKEN=...
"""


class ProjectError(Exception):
    """The project cannot be made; nothing was written. The text names the reason and the remedy."""


def create(directory: Path) -> list[Path]:
    """Write a project into a directory, which is made if it is not there. Answers the files, in their order.

    In a directory that is not empty only files that are not there are added; if one is, nothing is written.

    Raises:
        ProjectError: if a file is there already, or the directory is none.
        OSError: if the disk refuses.
    """
    contents = _contents()
    if directory.exists() and not directory.is_dir():
        raise ProjectError(f"{directory} is a file: name a folder")
    there = [path for path in contents if os.path.lexists(directory / path)]
    if there:
        raise ProjectError(
            f"{directory} already holds {', '.join(there)}, and nothing is overwritten: name a new folder"
        )
    for path, content in contents.items():
        _write(directory / path, content, private=path in _PRIVATE)
    return [directory / path for path in contents]


def _contents() -> dict[str, bytes]:
    """Path below the project -> content."""
    found = {_RENAMED.get(path, path): content for path, content in _below(files(__package__).joinpath("template"), "")}
    return dict(sorted({**found, ".env": _ENV.format(token=new_token()).encode()}.items()))


def _below(folder: Traversable, path: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found += _below(entry, f"{path}{entry.name}/")
        else:
            found.append((f"{path}{entry.name}", entry.read_bytes()))
    return found


def _write(path: Path, content: bytes, *, private: bool) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # O_EXCL: never over a file or through a link that came in between. The mode holds from the first byte on.
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if private else 0o666)
    with os.fdopen(descriptor, "wb") as opened:
        opened.write(content)
