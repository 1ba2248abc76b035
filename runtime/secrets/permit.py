"""May this run send this secret in this request? Pure; what it raises names the line to add to skerry.toml."""

from collections.abc import Collection
from functools import partial

from runtime.egress.authority import Authority
from runtime.egress.errors import FetchDenied
from runtime.egress.request import Hop
from runtime.egress.spellings import Finder
from runtime.egress.url import Url
from runtime.secrets import refusals
from runtime.secrets.filling.left import find_left, parts_of
from runtime.secrets.places import SecretPlaces
from runtime.secrets.run_secret import RunSecret
from runtime.secrets.secret_url import read_secret_url


def check_use(secret: RunSecret, hop: Hop, authority: Authority, *, granted: bool) -> None:
    """Whether the secret may go to this place at all; a rule grants the request itself, or mode "report" lets it pass.

    Raises:
        FetchDenied: if it may not.
    """
    if secret.part_of is not None or secret.is_url:
        return  # neither is put into a request; where one stands, `refuse_left` says so
    if not secret.is_granted:
        raise FetchDenied(refusals.not_granted(authority, secret.name))
    if secret.places is None:
        raise FetchDenied(refusals.without_hosts(secret.name, hop.url))
    if not secret.places.allow(hop.url):
        if secret.origin is not None:
            raise FetchDenied(refusals.other_origin(authority, secret.name, secret.origin, hop.url))
        raise FetchDenied(refusals.other_host(authority, secret.places, hop.url))
    if not granted:
        raise FetchDenied(refusals.not_without_grant(authority, secret.name, hop.url))


def secret_url(secret: RunSecret, asked: Url, authority: Authority) -> Url:
    """The real URL for the one that the guest asked for, which has the placeholder as its host.

    Raises:
        FetchDenied: if the file may not use it, or asked for something below it.
    """
    if asked.href != secret.given:
        raise FetchDenied(refusals.added_to_url(authority, secret.name))
    if secret.value is None:
        raise FetchDenied(refusals.not_granted(authority, secret.name))
    url = read_secret_url(secret.name, secret.value)
    if secret.places is not None and secret.places.hosts and not secret.places.allow(url):
        raise FetchDenied(refusals.other_url(authority, secret.name, url))
    return url


def refuse_left(hop: Hop, secrets: Collection[RunSecret], authority: Authority) -> None:
    """Look for placeholders that nothing was put in for, in any spelling.

    Raises:
        FetchDenied: names the place.
    """
    given = [(secret.name, secret.placeholder.encode("ascii")) for secret in secrets]
    every = Finder(given)
    if not any(map(every.may_hold, parts_of(hop))):
        return
    for secret in secrets:
        placeholder = secret.placeholder.encode("ascii")
        finder = Finder([(secret.name, placeholder)])
        left = find_left(hop, placeholder, partial(_holds, finder))
        if left is None:
            continue
        if secret.part_of is not None:
            raise FetchDenied(refusals.signs_only(authority, secret.name, secret.part_of))
        if secret.is_url:
            raise FetchDenied(refusals.url_in_request(authority, secret.name, left))
        if not secret.is_granted:
            raise FetchDenied(refusals.not_granted(authority, secret.name))
        if secret.origin is not None:
            raise FetchDenied(refusals.received_elsewhere(authority, secret.name, left))
        raise FetchDenied(refusals.other_place(authority, secret.places or SecretPlaces(secret.name, ()), left))


def _holds(finder: Finder, data: bytes) -> bool:
    return finder.find(data) is not None
