"""What the server answers to a context: all at once, or a line per integration."""

from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from typing import Protocol

import msgspec

from runtime.context import Context
from runtime.items import EncodedItem


class Answer(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The answer to one context. Its field names in JSON are ToolJump's (`cacheHits`, ...)."""

    data: tuple[EncodedItem, ...]
    """The items in priority order, failure items included."""
    count: int
    """How many items `data` has."""
    cache_hits: int
    """Integrations whose results came from the cache."""
    failed_count: int
    """Integrations that failed."""
    timestamp: str
    integration_names: tuple[str, ...]
    """The integrations that ran, those without results included, in priority order."""


class IntegrationLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What one integration gave, as a line of the streamed answer. It has `results` or `error`."""

    integration: str
    rank: int
    """The integration's place in priority order among those that match, the first being 0."""
    priority: int
    results: tuple[EncodedItem, ...] | msgspec.UnsetType = msgspec.UNSET
    error: str | msgspec.UnsetType = msgspec.UNSET
    """`TypeError: message`: why it failed. The integration's name is not in it."""
    failed: bool = False
    """Whether some of its results are failures; the others are good. Never with `error`."""
    ms: float
    """Milliseconds from the request's start until this integration was done."""
    cached: bool
    run: str | msgspec.UnsetType = msgspec.UNSET
    """The run's id in log and journal; absent if there was no run, as for a cached line."""


class Totals(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The closing line of the streamed answer. A stream that ends without it was cut off."""

    count: int
    """Items in all lines; a line with an error counts as one, as it would be one item of `Answer.data`."""
    cache_hits: int
    failed_count: int
    timestamp: str
    integration_names: tuple[str, ...]


class Dispatcher(Protocol):
    """Runs the integrations that match a context. `client` says who asks (token and address): places are shared fairly.

    Both raise sandbox.errors.Full when there is no place for the request, and both stop everything they started when
    they are cancelled or closed.
    """

    async def dispatch(self, context: Context, client: str) -> Answer:
        """Run all of them, and answer when the last is done."""

    def stream(self, context: Context, client: str) -> AsyncGenerator[IntegrationLine, None]:
        """Give the line of each as soon as it is done."""


def timestamp(seconds: float) -> str:
    """Seconds since the epoch as ISO 8601 in UTC with milliseconds: `2026-01-31T09:30:00.000Z`."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"
