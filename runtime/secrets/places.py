"""Which hosts a secret is for and where it stands in a request: `[secrets.NAME]` of skerry.toml. Pure."""

import ipaddress
from collections.abc import Sequence
from typing import Literal

import msgspec

from runtime.egress.errors import RuleError
from runtime.egress.hosts import HostPattern, parse_place
from runtime.egress.paths import ambiguity, covers
from runtime.egress.url import Url
from runtime.secrets.place import AUTHORIZATION, Place, read_place
from runtime.secrets.public_suffixes import is_shared
from runtime.secrets.source import NAME

AWS_SIGV4 = "aws-sigv4"


class SecretHost(msgspec.Struct, frozen=True):
    """Hosts that get a secret, only at or below `path` if it is given."""

    host: HostPattern
    path: str | None = None

    def allows(self, url: Url) -> bool:
        """Whether the URL is there; one that servers read in more than one way is below no path."""
        if not self.host.matches(url):
            return False
        return self.path is None or (covers(self.path, url.path) and ambiguity(url.path) is None)


class SecretPlaces(msgspec.Struct, frozen=True):
    """Where one secret may be sent. A secret URL without hosts is for its own; `expose`: the guest gets the value."""

    name: str
    hosts: tuple[SecretHost, ...]
    places: tuple[Place, ...] = (AUTHORIZATION,)
    kind: Literal["value", "url"] = "value"
    expose: bool = False

    def allow(self, url: Url) -> bool:
        """Whether the secret is for this URL."""
        return any(host.allows(url) for host in self.hosts)


def parse_places(
    name: str,
    hosts: Sequence[str],
    places: Sequence[str] = (),
    *,
    kind: Literal["value", "url"] = "value",
    expose: bool = False,
    sign: str | None = None,
    part: bool = False,
) -> SecretPlaces:
    """Read one `[secrets.NAME]`; `places` are what `in` lists, and take the place of the Authorization header.

    `part`: another secret names it for signing, so it needs no hosts of its own.

    Raises:
        RuleError: names the text and the remedy.
    """
    if not NAME.fullmatch(name):
        raise RuleError(f'[secrets.{name!a}]: a secret\'s name has letters, digits and "_", as in GITHUB_TOKEN')
    if not hosts and kind == "value" and not expose and not part:
        raise RuleError(f'[secrets.{name}] names no hosts, so it is of no use: write hosts = ["api.x.com"]')
    _check_together(name, places, kind, expose=expose, sign=sign)
    # An AWS key is never sent, and a signature is good for one request.
    allowed = tuple(_host(name, text, shared=sign == AWS_SIGV4) for text in hosts)
    return SecretPlaces(name, allowed, _places(name, places), kind, expose)


def _check_together(name: str, places: Sequence[str], kind: str, *, expose: bool, sign: str | None) -> None:
    if kind == "url" and (places or expose or sign):
        other = "in" if places else "expose" if expose else "sign"
        raise RuleError(f'[secrets.{name}]: kind = "url" is sent as the whole URL: leave out {other}')
    if expose and sign:
        raise RuleError(
            f'[secrets.{name}]: with expose the integration would get the key itself: leave out sign = "{sign}"'
        )
    if sign == AWS_SIGV4 and places:
        raise RuleError(f'[secrets.{name}]: sign = "{sign}" signs requests and sends no key: leave out in')


def _places(name: str, texts: Sequence[str]) -> tuple[Place, ...]:
    try:
        return tuple(dict.fromkeys(map(read_place, texts))) or (AUTHORIZATION,)
    except RuleError as error:
        raise RuleError(f"[secrets.{name}] in: {error}") from None


def _host(name: str, text: str, *, shared: bool) -> SecretHost:
    host, path = parse_place(text)
    if path is not None and (found := ambiguity(path)):
        raise RuleError(f'[secrets.{name}]: "{text}": servers disagree on how to read "{found}": write a shorter path')
    if host.below and path is None and not shared and is_shared(host.host):
        raise RuleError(
            f'[secrets.{name}]: "{text}" names hosts of strangers too, who can have a name below {host.host}: '
            f'name the hosts that need the secret, or a path, as in "{text}/api/"'
        )
    if host.scheme == "http" and not _is_loopback(host):
        raise RuleError(
            f'[secrets.{name}]: "{text}" would send the secret in clear text: use https; '
            "http is for addresses of this machine, as in http://127.0.0.1:4020"
        )
    return SecretHost(host, path)


def _is_loopback(host: HostPattern) -> bool:
    return host.literal and ipaddress.ip_address(host.host).is_loopback
