"""Secrets from files: a folder with one for each, as Docker and Kubernetes mount it, and files that variables name."""

import asyncio
import os
import stat
from collections.abc import Mapping
from pathlib import Path

from runtime.secrets.source import ENVIRONMENT_PREFIX, MAX_VALUE_BYTES, NAME, SourceFailed
from runtime.secrets.sources.options import FilesOptions

REFRESH_S = 5.0  # reading so small a file costs some 20 us


class FileSecrets:
    """The secret X is what INTEGRATION_X_FILE names, else the file X of the folder, without a line break at its end."""

    def __init__(self, options: FilesOptions, environ: Mapping[str, str]) -> None:
        self._folder = Path(options.folder)
        self._environ = environ

    async def get(self, name: str) -> str | None:
        """The file's text; None if there is no such file, or nothing in it."""
        named = self._environ.get(f"{ENVIRONMENT_PREFIX}{name}_FILE")
        if named:
            value = await asyncio.to_thread(read_secret, Path(named))
            if value is None:
                raise SourceFailed(f"{ENVIRONMENT_PREFIX}{name}_FILE names {named}, which is not there or empty")
            return value
        if not NAME.fullmatch(name):  # no way out of the folder
            return None
        return await asyncio.to_thread(read_secret, self._folder / name)

    def remedy(self, name: str) -> str:
        """Which file to write."""
        file = self._folder / name
        return f"Write it to {file}, or to a file that {ENVIRONMENT_PREFIX}{name}_FILE names."


def read_secret(file: Path) -> str | None:
    """A file's text without one line break at its end; None if there is none. Blocks.

    Raises:
        SourceFailed: if it cannot be read, somebody else can change it, or it holds no secret.
    """
    try:
        # A pipe would be waited for without O_NONBLOCK. Links are followed: Kubernetes mounts secrets as such.
        descriptor = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise SourceFailed(f"{file} cannot be read: {error.strerror}") from None
    try:
        _check(file, os.fstat(descriptor))
        data = os.read(descriptor, MAX_VALUE_BYTES + 1)
    except OSError as error:
        raise SourceFailed(f"{file} cannot be read: {error.strerror}") from None
    finally:
        os.close(descriptor)
    return decode_value(data, str(file))


def decode_value(data: bytes, where: str) -> str | None:
    """A value as text, without one line break at its end; None if nothing is left.

    Raises:
        SourceFailed: names `where` it comes from.
    """
    if len(data) > MAX_VALUE_BYTES:
        raise SourceFailed(f"{where} gives more than {MAX_VALUE_BYTES} bytes: a secret is shorter")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise SourceFailed(f"{where} gives what is no UTF-8 text") from None
    return text.removesuffix("\n").removesuffix("\r") or None


def _check(file: Path, found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise SourceFailed(f"{file} is no regular file")
    if found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise SourceFailed(f"{file} can be changed by others than its owner: chmod go-w {file}")
    if found.st_uid not in (0, os.geteuid()):
        raise SourceFailed(f"{file} belongs to another user (uid {found.st_uid}): chown it to the server's, or to root")
