"""The application: layers and routes put together."""

import secrets
import time
from collections.abc import Callable, Sequence
from typing import Final

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.aio.storage import Storage
from starlette.applications import Starlette
from starlette.middleware import Middleware
from structlog.typing import FilteringBoundLogger

from runtime.adapters import ADAPTERS, Adapter
from runtime.answer import Dispatcher
from runtime.http.auth import GateMiddleware, Tokens
from runtime.http.cors import CorsMiddleware
from runtime.http.errors import ErrorsMiddleware, method_not_allowed, not_found
from runtime.http.exchange import ExchangeMiddleware
from runtime.http.rate_limit import RateLimit
from runtime.http.routes import Catalog, Routes
from runtime.http.windows import WindowStorage

REQUESTS: Final = RateLimitItemPerMinute(600)
FAILURES: Final = RateLimitItemPerMinute(60)


def new_request_id() -> str:
    """64 random bits in hex."""
    return secrets.token_hex(8)


def create_app(
    *,
    dispatcher: Dispatcher,
    catalog: Catalog,
    tokens: Tokens,
    log: FilteringBoundLogger,
    adapters: Sequence[Adapter] = ADAPTERS,
    rate_limit: RateLimitItem | None = REQUESTS,
    failure_limit: RateLimitItem | None = FAILURES,
    storage: Storage | None = None,
    now: Callable[[], float] = time.time,
    request_id: Callable[[], str] = new_request_id,
) -> Starlette:
    """Build the ASGI application. It keeps nothing but the counters of `storage` (in memory unless given).

    `rate_limit` holds per token and address, `failure_limit` for requests without a good token per address; None lifts
    them. `now` gives seconds since the epoch.
    """
    counters = WindowStorage(now) if storage is None else storage
    routes = Routes(dispatcher=dispatcher, catalog=catalog, adapters=adapters, now=now, log=log).routes()
    layers = [
        Middleware(
            ExchangeMiddleware,
            log=log,
            new_request_id=request_id,
            routes=frozenset(route.path for route in routes),
        ),
        Middleware(CorsMiddleware, adapters=adapters, custom_domains=catalog.custom_domains),
        Middleware(ErrorsMiddleware, log=log, now=now),
        Middleware(
            GateMiddleware,
            tokens=tokens,
            requests=RateLimit("requests", rate_limit, counters, now),
            failures=RateLimit("failures", failure_limit, counters, now),
        ),
    ]
    return Starlette(routes=routes, middleware=layers, exception_handlers={404: not_found, 405: method_not_allowed})
