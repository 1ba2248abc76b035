"""Which hosts a secret is for: `[secrets.GITHUB_TOKEN] hosts = ["api.github.com"]`. Pure."""

import ipaddress
import re
from collections.abc import Sequence

import msgspec

from runtime.egress.errors import RuleError
from runtime.egress.hosts import HostPattern, parse_host
from runtime.egress.url import Url

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,99}")  # what can follow INTEGRATION_ in an environment


class SecretPlaces(msgspec.Struct, frozen=True):
    """The hosts to which one secret may be sent."""

    name: str
    hosts: tuple[HostPattern, ...]

    def allow(self, url: Url) -> bool:
        """Whether the secret is for this URL's host."""
        return any(host.matches(url) for host in self.hosts)


def parse_places(name: str, hosts: Sequence[str]) -> SecretPlaces:
    """Read one `[secrets.NAME]`.

    Raises:
        RuleError: names the text and the remedy.
    """
    if not _NAME.fullmatch(name):
        raise RuleError(f'[secrets.{name!a}]: a secret\'s name has letters, digits and "_", as in GITHUB_TOKEN')
    if not hosts:
        raise RuleError(f'[secrets.{name}] names no hosts, so it is of no use: write hosts = ["api.x.com"]')
    return SecretPlaces(name, tuple(_parse(name, text) for text in hosts))


def _parse(name: str, text: str) -> HostPattern:
    host = parse_host(text)
    if host.below and "." not in host.host:
        raise RuleError(f'[secrets.{name}]: "{text}" names hosts of strangers too: name the hosts that need the secret')
    if host.scheme == "http" and not _is_loopback(host):
        raise RuleError(
            f'[secrets.{name}]: "{text}" would send the secret in clear text: use https; '
            "http is for addresses of this machine, as in http://127.0.0.1:4020"
        )
    return host


def _is_loopback(host: HostPattern) -> bool:
    return host.literal and ipaddress.ip_address(host.host).is_loopback
