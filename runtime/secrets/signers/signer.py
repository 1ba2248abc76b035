"""What `sign` makes of secrets: a key for requests that are signed, or a token that is fetched."""

from typing import Protocol

import msgspec

from runtime.egress.errors import FetchFailed
from runtime.secrets.signers.aws_sigv4 import AwsKeys
from runtime.secrets.signers.minted import Minted, Parts, Token

MIN_TOKEN_BYTES = 16


class AwsSigner(msgspec.Struct, frozen=True):
    """`parts` name the secrets: the access key's id, the secret key, and the session token if there is one."""

    parts: tuple[str, ...]
    services: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()

    def problem(self, parts: Parts) -> str | None:
        """What is wrong with the values; they go into headers."""
        for name, value in zip(self.parts, parts, strict=True):
            if not value.isascii() or not value.isprintable() or " " in value:
                return f"{name} holds what no key of AWS does: letters, digits and signs, without spaces"
        return ("/" in parts[0] and f"{self.parts[0]} is no access key's id") or None

    def keys(self, parts: Parts) -> AwsKeys:
        """The key of these values."""
        access_key, secret_key, *token = parts
        session_token = token[0] if token else None
        return AwsKeys(self.parts[0], access_key, secret_key, session_token, self.services, self.regions)


class Mint(Protocol):
    """Fetches tokens."""

    def problem(self, parts: Parts) -> str | None:
        """What is wrong with the values of the parts; None if nothing is."""
        ...

    async def fetch(self, parts: Parts) -> Token:
        """A new token. Errors: FetchFailed, FetchDenied."""
        ...


class TokenSigner:
    """A secret whose value is fetched with other secrets, those that `parts` name."""

    def __init__(self, name: str, parts: tuple[str, ...], mint: Mint, minted: Minted) -> None:
        self.name = name
        self.parts = parts
        self.minted = minted
        self._mint = mint

    def problem(self, parts: Parts) -> str | None:
        """What is wrong with the values."""
        return self._mint.problem(parts)

    async def token(self, parts: Parts) -> str:
        """The token that is good now. Errors: FetchFailed, FetchDenied."""
        token = await self.minted.token(parts)
        if len(token) < MIN_TOKEN_BYTES or not token.isascii() or not token.isprintable() or " " in token:
            raise FetchFailed(f"fetch failed: the token for the secret {self.name} has a form that is not sent")
        return token


Signer = AwsSigner | TokenSigner
