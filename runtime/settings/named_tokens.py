"""The bearer tokens that the settings name."""

import os
from collections.abc import Mapping
from pathlib import Path

from runtime.problems import Problem
from runtime.settings.environment import TOKEN_VARIABLE
from runtime.settings.files import open_to_others
from runtime.settings.load import Loaded
from runtime.settings.meaning import ENVIRONMENT_TOKEN
from runtime.settings.model import Token
from runtime.settings.notes import ENVIRONMENT, SettingsError
from runtime.tokens import TokenSet, fingerprint, weakness


def token_set(loaded: Loaded) -> TokenSet:
    """The tokens that the server accepts: that of SKERRY_TOKEN, named "default", and those of [server] tokens.

    Raises:
        SettingsError: if there is none, one is weak, not set, equal to another, or lies in a file that all may read.
    """
    collected = _Collected(loaded.environ, loaded.file)
    if value := loaded.environ.get(TOKEN_VARIABLE):
        collected.add_plain(ENVIRONMENT_TOKEN, value, ENVIRONMENT, TOKEN_VARIABLE)
    for number, token in enumerate(loaded.settings.server.tokens):
        collected.add(token, f"server.tokens[{number}]")
    if not collected.digests and not collected.problems:
        remedy = f"make one with: skerry token; then set {TOKEN_VARIABLE}, or put it into .env beside skerry.toml"
        collected.note(ENVIRONMENT, TOKEN_VARIABLE, "there is no token, and the server opens to nobody", remedy)
    if collected.problems:
        raise SettingsError(tuple(collected.problems))
    return TokenSet({name: bytes.fromhex(digest) for name, digest in collected.digests.items()})


class _Collected:
    """Name -> SHA-256 in hex of the good tokens, and the problems of the others."""

    def __init__(self, environ: Mapping[str, str], file: Path | None) -> None:
        self.digests: dict[str, str] = {}
        self.problems: list[Problem] = []
        self._environ = environ
        self._file = file

    def add(self, token: Token, key: str) -> None:
        file = str(self._file)
        if token.sha256 is not None:
            self._add_digest(token.name, token.sha256.lower(), file, key)
        elif token.token_env is not None:
            value = self._environ.get(token.token_env)
            if value:
                self.add_plain(token.name, value, ENVIRONMENT, token.token_env)
            else:
                remedy = "set it, or remove the token"
                self.note(file, key, f'the variable {token.token_env} of token "{token.name}" is not set', remedy)
        elif token.token is not None:
            if self._file is not None and open_to_others(self._file):
                problem = f'the file holds token "{token.name}" and every user of this machine can read or change it'
                self.note(file, key, problem, f"chmod 600 {os.fspath(self._file)}, or use token_env or sha256")
            self.add_plain(token.name, token.token, file, key)

    def add_plain(self, name: str, value: str, file: str, key: str) -> None:
        if problem := weakness(value):
            message, _, remedy = problem.partition("; ")
            self.note(file, key, f'token "{name}" {message}', remedy)
        else:
            self._add_digest(name, fingerprint(value), file, key)

    def note(self, file: str, key: str, message: str, remedy: str) -> None:
        self.problems.append(Problem(file, None, key, message, remedy))

    def _add_digest(self, name: str, digest: str, file: str, key: str) -> None:
        same = next((other for other, known in self.digests.items() if known == digest), None)
        if same is not None:
            self.note(file, key, f'token "{name}" is the same as "{same}"', "make another with: skerry token")
        self.digests[name] = digest
