"""What the routes answer, and every error: the models of the wire, besides the answer to a context (runtime.answer)."""

from msgspec import UNSET, Struct, UnsetType

from runtime.adapters.model import DeclaredAdapter
from runtime.context import Detail
from runtime.matching.published import Matching


class ConfigAdapter(Struct, frozen=True):
    """A kind of pages that contexts come from."""

    name: str
    enabled: bool
    urls: tuple[str, ...]
    """Origins, or regular expressions on a host between slashes."""
    description: str


class Config(Struct, frozen=True, rename="camel"):
    """What kinds of pages this server answers for. ToolJump's servers have no `skerry` and no `matching`."""

    adapters: tuple[ConfigAdapter, ...]
    custom_domains: tuple[str, ...]
    skerry: str
    """The server's version."""
    matching: Matching
    timestamp: str


class CustomDomains(Struct, frozen=True):
    """The sites that the extension has to be allowed on besides its own list."""

    hosts: tuple[str, ...]
    """`https://host`, sorted."""
    count: int
    timestamp: str


class Adapters(Struct, frozen=True):
    """The declared adapters that are active. ToolJump's servers have none, and answer 404."""

    adapters: tuple[DeclaredAdapter, ...]
    timestamp: str


class Health(Struct, frozen=True):
    """The process is there."""

    status: str
    timestamp: str


class Readiness(Struct, frozen=True, omit_defaults=True):
    """Whether contexts can be answered."""

    status: str
    timestamp: str
    reasons: tuple[str, ...] | UnsetType = UNSET
    """Why not; only for who has a token."""


class ErrorAnswer(Struct, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """Every answer that is no success."""

    error: str
    message: str | UnsetType = UNSET
    details: tuple[Detail, ...] | UnsetType = UNSET
    """What is wrong with a body (400)."""
    request_id: str | UnsetType = UNSET
    """Of a fault of the server's (500)."""
    timestamp: str | UnsetType = UNSET
    """Not in a 401 and a 431."""


class StreamError(Struct, frozen=True, rename="camel"):
    """The last line of a stream that a fault of the server's cut off."""

    error: str
    request_id: str
