"""How often one caller may ask (`limits`, fixed windows)."""

from collections.abc import Callable
from math import ceil

from limits import RateLimitItem
from limits.aio.storage import Storage
from limits.aio.strategies import FixedWindowRateLimiter

from runtime.http.errors import HttpError
from runtime.http.exchange import Header


class RateLimit:
    """One limit over many callers. Of several over one storage each has its `kind`."""

    def __init__(self, kind: str, limit: RateLimitItem | None, storage: Storage, now: Callable[[], float]) -> None:
        """Without a `limit` there is none. `now` gives seconds since the epoch, as the storage's clock does."""
        self._kind = kind
        self._limit = limit
        self._windows = FixedWindowRateLimiter(storage)
        self._now = now

    async def take(self, *caller: str) -> list[Header]:
        """Count one request of this caller. Return the headers that say what is left; raises HttpError 429."""
        if self._limit is None:
            return []
        admitted = await self._windows.hit(self._limit, self._kind, *caller)
        window = await self._windows.get_window_stats(self._limit, self._kind, *caller)
        seconds = max(1, ceil(window.reset_time - self._now()))
        headers = _headers(self._limit, window.remaining, seconds)
        if admitted:
            return [(name.lower().encode(), value.encode()) for name, value in headers.items()]
        allowed = f"Maximum {self._limit.amount} requests per {self._limit.get_expiry()} seconds"
        raise HttpError(
            429,
            "Too many requests",
            headers={**headers, "Retry-After": str(seconds)},
            message=f"Rate limit exceeded. {allowed}",
        )


def _headers(limit: RateLimitItem, remaining: int, seconds: int) -> dict[str, str]:
    # As in draft-ietf-httpapi-ratelimit-headers-06, which ToolJump sends.
    return {
        "RateLimit-Policy": f"{limit.amount};w={limit.get_expiry()}",
        "RateLimit-Limit": str(limit.amount),
        "RateLimit-Remaining": str(remaining),
        "RateLimit-Reset": str(seconds),
    }
