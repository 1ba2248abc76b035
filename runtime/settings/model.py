"""The settings as they are. Fields are the keys of skerry.toml; docs/reference/settings.md tells what each does."""

from typing import Annotated

import msgspec
from limits import RateLimitItem

from runtime.settings.rate import parse_rate
from sandbox.limits import Limits

Port = Annotated[int, msgspec.Meta(ge=0, le=65535)]


class Token(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One holder of a token: exactly one of the other three says what the token is."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
    token_env: str | None = None
    """The environment variable that holds it."""
    sha256: Annotated[str, msgspec.Meta(pattern="^[0-9a-fA-F]{64}$")] | None = None
    """Its fingerprint, as `skerry token` prints it."""
    token: str | None = None
    """The token itself."""

    def __repr__(self) -> str:  # logs and tracebacks never show the token
        return f"Token(name={self.name!r})"

    def __rich_repr__(self) -> list[tuple[str, object]]:
        return [("name", self.name)]


class Server(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where and for whom it listens. Port 3000 is where ToolJump's extension looks; port 0 takes any free one."""

    host: Annotated[str, msgspec.Meta(min_length=1)] = "127.0.0.1"
    port: Port = 3000
    rate_limit: str = "600/minute"
    tokens: tuple[Token, ...] = ()

    @property
    def rate(self) -> RateLimitItem | None:
        """The rate limit of one caller, None for "off"."""
        return parse_rate(self.rate_limit)


class Integrations(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where the integrations are; `load` makes the path absolute."""

    path: Annotated[str, msgspec.Meta(min_length=1)] = "integrations"


class Grant(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the files below one path, or fitting one glob, may do."""

    net: tuple[str, ...] = ()
    secrets: tuple[str, ...] = ()


class Secret(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which hosts one secret may be sent to, and where it stands in a request."""

    hosts: tuple[str, ...] = ()


class Egress(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Outgoing requests of all integrations: private addresses, bounds of responses, and whom TLS trusts."""

    private: tuple[str, ...] = ()
    response_bytes: Annotated[int, msgspec.Meta(ge=1)] = 5_000_000
    response_headers: Annotated[int, msgspec.Meta(ge=1)] = 200
    response_header_bytes: Annotated[int, msgspec.Meta(ge=1)] = 65_536
    ca_file: str | None = None


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of skerry.toml."""

    server: Server = Server()
    integrations: Integrations = Integrations()
    limits: Limits = Limits()
    grants: dict[str, Grant] = {}
    secrets: dict[str, Secret] = {}
    egress: Egress = Egress()
