"""The settings as they are. Fields are the keys of skerry.toml; docs/reference/settings.md tells what each does."""

from typing import Annotated, Literal

import msgspec
from limits import RateLimitItem

from runtime.secrets.sources.options import SecretSources
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


class Bundle(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The esbuild that `skerry bundle` may start; `load` makes the path absolute. All three or none."""

    esbuild: Annotated[str, msgspec.Meta(min_length=1)] | None = None
    version: Annotated[str, msgspec.Meta(min_length=1)] | None = None
    sha256: Annotated[str, msgspec.Meta(pattern="^[0-9a-fA-F]{64}$")] | None = None


class Grant(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the files below one path, or fitting one glob, may do."""

    net: tuple[str, ...] = ()
    secrets: tuple[str, ...] = ()


class AdapterHosts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where one declared adapter reads pages: `host`, or `*.host` for those below it."""

    hosts: tuple[str, ...] = ()


class Secret(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where one secret may be sent, where it stands in a request, and where its value comes from."""

    hosts: tuple[str, ...] = ()
    """Each may be followed by a path; needless for a `url`, which names its own."""
    places: tuple[str, ...] = msgspec.field(default=(), name="in")
    """"authorization" (the default), "header:x-api-key", "cookie:sid", "query:key", "json:/token", "form:key"."""
    kind: Literal["value", "url"] = "value"
    """A `url` is secret as a whole, as the webhooks of chats are."""
    expose: bool = False
    """The guest gets the value itself."""
    source: str | None = None
    """The name of the source that is asked; None asks them all in turn."""
    sign: Literal["aws-sigv4", "github-app", "oauth2-client-credentials"] | None = None
    """What is made of the value, with the options below; names of secrets unless said otherwise."""
    secret_key: str | None = None
    session_token: str | None = None
    """aws-sigv4: the secrets that belong to this one, the access key's id."""
    services: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    """aws-sigv4: what may be signed for; empty is what fits the host."""
    app_id: int | str | None = None
    installation_id: int | str | None = None
    private_key: str | None = None
    """github-app: two numbers, and the secret that is the key."""
    api: str | None = None
    """github-app: the URL of the API, for GitHub Enterprise Server."""
    token_url: str | None = None
    client_id: str | None = None
    client_secret: str | None = None
    send: Literal["basic", "form"] = "basic"
    """oauth2-client-credentials: a URL, the client's id (no secret), a secret, and how both are sent."""
    scope: str | None = None
    """What the token is to be good for: words as the server names them; for github-app "contents:read issues:read"."""

    @property
    def parts(self) -> tuple[str, ...]:
        """The secrets that the signer needs besides this one."""
        named = (self.secret_key, self.session_token, self.private_key, self.client_secret)
        return tuple(name for name in named if name is not None)


class Egress(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Outgoing requests of all integrations: private addresses, bounds, and whom TLS trusts."""

    mode: Literal["enforce", "report"] = "enforce"
    """"report" lets requests to public addresses pass that no grant allows, without secrets, and notes them."""
    report_file: Annotated[str, msgspec.Meta(min_length=1)] = "egress-report.jsonl"
    """Where mode "report" notes them; `load` makes the path absolute."""
    private: tuple[str, ...] = ()
    response_bytes: Annotated[int, msgspec.Meta(ge=1)] = 5_000_000
    held_bytes: Annotated[int, msgspec.Meta(ge=2)] = 268_435_456
    response_headers: Annotated[int, msgspec.Meta(ge=1)] = 200
    response_header_bytes: Annotated[int, msgspec.Meta(ge=1, le=102_400)] = 65_536
    """The parser of httpcore takes no more than 100 KiB."""
    connections: Annotated[int, msgspec.Meta(ge=1)] = 128
    connections_per_origin: Annotated[int, msgspec.Meta(ge=1)] = 32
    wait_ms: Annotated[int, msgspec.Meta(ge=1)] = 3_000
    connect_ms: Annotated[int, msgspec.Meta(ge=1)] = 2_000
    resolve_ms: Annotated[int, msgspec.Meta(ge=1)] = 3_000
    answers: Annotated[int, msgspec.Meta(ge=1)] = 64
    ca_file: str | None = None


class Journal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which runs leave a journal, in which folder, and how much of them; `load` makes the path absolute."""

    keep: Literal["off", "failures", "all"] = "off"
    path: Annotated[str, msgspec.Meta(min_length=1)] = "journals"
    max_bytes: Annotated[int, msgspec.Meta(ge=1)] = 256 * 1024 * 1024
    max_age_hours: Annotated[int, msgspec.Meta(ge=1)] = 72


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of skerry.toml."""

    server: Server = Server()
    integrations: Integrations = Integrations()
    bundle: Bundle = Bundle()
    limits: Limits = Limits()
    grants: dict[str, Grant] = {}
    secrets: dict[str, Secret] = {}
    secret_sources: SecretSources = SecretSources()
    adapters: dict[str, AdapterHosts] = {}
    egress: Egress = Egress()
    journal: Journal = Journal()

    @property
    def adapter_hosts(self) -> dict[str, tuple[str, ...]]:
        """The hosts of each adapter, by its file."""
        return {file: tuple(dict.fromkeys(adapter.hosts)) for file, adapter in self.adapters.items()}
