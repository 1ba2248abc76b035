"""The kinds of pages that contexts come from, and the web origins that belong to each."""

import re
from typing import Final

import ada_url
import msgspec


class Adapter(msgspec.Struct, frozen=True, kw_only=True):
    """One context type: the pages that the extension reads in that way."""

    name: str
    description: str
    origins: tuple[str, ...] = ()
    """Exact web origins, `https://host`."""
    domains: tuple[str, ...] = ()
    """Domains of which every https sub-domain belongs to it."""
    enabled: bool = True

    @property
    def urls(self) -> tuple[str, ...]:
        """What `GET /config` calls urls: the origins, and each domain as a regular expression between slashes."""
        return self.origins + tuple(map(expression, self.domains))

    def owns(self, origin: str) -> bool:
        """Whether a page of this web origin is one of the adapter's."""
        return origin in self.origins or any(_is_subdomain(origin, domain) for domain in self.domains)


ADAPTERS: Final = (
    Adapter(
        name="aws",
        description="Pages of the AWS console: account, region, service and resource",
        origins=("https://console.aws.com", "https://console.aws.amazon.com"),
        domains=("console.aws.amazon.com",),
    ),
    Adapter(
        name="github",
        description="Pages of GitHub: repository, code, issues, pull requests, actions",
        origins=("https://github.com",),
    ),
    Adapter(name="generic", description="Pages of any other tool, by the url that an integration names"),
)


BUILTIN_TYPES: Final = tuple(adapter.name for adapter in ADAPTERS)
_HOSTS: Final = (
    *(origin.removeprefix("https://") for adapter in ADAPTERS for origin in adapter.origins),
    *(domain for adapter in ADAPTERS for domain in adapter.domains),
)


def expression(domain: str) -> str:
    """A regular expression, between slashes, for the hosts below a domain."""
    return "/" + re.escape(f".{domain}") + "$/"


def builtin_host(host: str, *, below: bool) -> str | None:
    """The host of a built-in adapter that is this host or above it; with `below`, also one that is below it."""
    for known in _HOSTS:
        if f".{host}".endswith(f".{known}") or (below and known.endswith(f".{host}")):
            return known
    return None


def _is_subdomain(origin: str, domain: str) -> bool:
    """Whether this is the origin, spelled as browsers spell it, of an https sub-domain on the default port."""
    if not (origin.endswith(f".{domain}") and origin.startswith("https://") and ada_url.check_url(origin)):
        return False
    parsed = ada_url.parse_url(origin, attributes=("origin", "hostname", "port"))
    hostname = parsed["hostname"]
    return parsed["origin"] == origin and not parsed["port"] and hostname.endswith(f".{domain}")
