"""The part of a rule that names hosts: `api.github.com`, `*.example.com:8443`, `http://127.0.0.1:4020`."""

import msgspec

from runtime.egress.errors import RuleError
from runtime.egress.url import DEFAULT_PORTS, Scheme, Url, UrlRefused, parse_url


class HostPattern(msgspec.Struct, frozen=True):
    """Scheme, host and port; with `below`, every name that ends in "." + host, but never the host itself."""

    scheme: Scheme
    host: str
    port: int
    below: bool
    literal: bool  # the host is an IP address

    def matches(self, url: Url) -> bool:
        """Whether a request to this URL goes to a host that the pattern names."""
        if self.scheme != url.scheme or self.port != url.port:
            return False
        if self.below:
            return url.address is None and url.host.endswith(f".{self.host}")
        return self.host == url.host

    def includes(self, other: "HostPattern") -> bool:
        """Whether every host that the other names is named here as well."""
        if self.scheme != other.scheme or self.port != other.port:
            return False
        if self.below:
            return (
                not other.literal
                and f".{other.host}".endswith(f".{self.host}")
                and (other.below or other.host != self.host)
            )
        return self.host == other.host and not other.below

    @property
    def text(self) -> str:
        """The shortest way to write the pattern; equal patterns have equal texts."""
        scheme = "" if self.scheme == "https" else f"{self.scheme}://"
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == DEFAULT_PORTS[self.scheme] else f":{self.port}"
        return f"{scheme}{'*.' if self.below else ''}{host}{port}"


def parse_place(text: str) -> tuple[HostPattern, str | None]:
    """Read a pattern that may be followed by a path; https unless said. The path is None if it names everything.

    Raises:
        RuleError: names the text and says how it should look.
    """
    scheme, separator, rest = text.partition("://")
    if not separator:
        scheme, rest = "https", text
    below = rest.startswith("*.")
    name = rest.removeprefix("*.")
    _refuse_wide(text, name)
    try:
        url = parse_url(f"{scheme}://{name}")
    except UrlRefused as refused:
        raise RuleError(f'"{text}" is no rule: {refused}') from None
    if below and url.address is not None:
        raise RuleError(f'"{text}" puts "*." before an IP address: name the address alone')
    pattern = HostPattern(url.scheme, url.host, url.port, below=below, literal=url.address is not None)
    return pattern, None if url.path == "/" else url.path


def _refuse_wide(text: str, name: str) -> None:
    if name == "*" or name.startswith(("*/", "*:")):
        raise RuleError(
            f'"{text}" would open every host, and with it a way out for everything the integration reads: '
            'name the hosts, or a suffix such as "*.example.com"'
        )
    if "*" in name:
        raise RuleError(f'"{text}": "*" stands only at the beginning, as in "*.example.com"')
    for character, remedy in (("?", "a query"), ("#", "a fragment"), ("\\", "a backslash"), ("@", "a user name")):
        if character in name:
            raise RuleError(f'"{text}" has {remedy}, which no rule compares: leave it out')
