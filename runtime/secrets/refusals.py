"""Why a secret may not be used, and what the operator can do: for `skerry check` and for the request that tries."""

import msgspec

from runtime.egress.authority import Authority
from runtime.egress.url import Url
from runtime.secrets.filling.left import Left
from runtime.secrets.place import AUTHORIZATION, Place
from runtime.secrets.places import SecretPlaces


def not_granted(authority: Authority, name: str) -> str:
    """The file has no grant for the secret."""
    return (
        f'{authority.path} may not use the secret {name}: add "{name}" to secrets in {authority.table} of skerry.toml'
    )


def without_hosts(name: str, url: Url | None) -> str:
    """Nothing says where the secret may go."""
    host = shown_host(url) if url else "api.x.com"
    return f'the secret {name} is for no host yet: add [secrets.{name}] with hosts = ["{host}"] to skerry.toml'


def other_host(authority: Authority, places: SecretPlaces, url: Url) -> str:
    """The secret is for other hosts, or for other paths of this one."""
    host, name = shown_host(url), places.name
    if any(known.host.matches(url) for known in places.hosts):
        return (
            f"{authority.path} may not send the secret {name} to this path of {host}: "
            f"hosts in [secrets.{name}] of skerry.toml names other paths"
        )
    return (
        f"{authority.path} may not send the secret {name} to {host}: "
        f'if it is meant for it, add "{host}" to hosts in [secrets.{name}] of skerry.toml'
    )


def other_url(authority: Authority, name: str, url: Url) -> str:
    """A secret URL is of another host than those that its secret names."""
    return (
        f"{authority.path} may not use the secret {name}: it is a URL of {shown_host(url)}, "
        f"and hosts in [secrets.{name}] of skerry.toml names others"
    )


def other_origin(authority: Authority, name: str, origin: str, url: Url) -> str:
    """A credential that a server gave is for that server alone."""
    return (
        f"{authority.path} may not send the {name} to {url.origin}: it was given by {origin} and works there alone; "
        'a token for other hosts is fetched by the server: sign = "oauth2-client-credentials" in [secrets.NAME]'
    )


def not_without_grant(authority: Authority, name: str, url: Url) -> str:
    """Mode "report" lets the request pass, but no secret with it."""
    return (
        f'{authority.path} may not send the secret {name} to {shown_host(url)}, not even with mode = "report": '
        f"add a net rule for it to {authority.table} of skerry.toml"
    )


def knows_value(authority: Authority, name: str, url: Url) -> str:
    """A run that was given a value goes nowhere without a grant."""
    return (
        f"{authority.path} may not reach {shown_host(url)}: it was given the value of {name} (expose = true), and "
        f'mode = "report" sends no secret; add a net rule for it to {authority.table} of skerry.toml'
    )


def added_to_url(authority: Authority, name: str) -> str:
    """A secret URL with something behind it."""
    return f"{authority.path} adds something to the secret URL {name}: it is used as it is, as in fetch(secrets.{name})"


def signs_only(authority: Authority, name: str, part_of: str) -> str:
    """A key that signs is never sent itself."""
    return (
        f"{authority.path} sends the secret {name}, which is never sent itself: "
        f"it is there for sign in [secrets.{part_of}] of skerry.toml"
    )


def other_place(authority: Authority, secret: SecretPlaces, left: Left) -> str:
    """The placeholder stands where none is replaced."""
    told = f"{authority.path} sends the secret {secret.name} in {left.text}"
    if left.place is not None and left.place not in secret.places:
        added = _with(secret.places, left.place)
        return (
            f"{told}, where it is not put in: if the service wants it there, "
            f"write in = {added} in [secrets.{secret.name}] of skerry.toml"
        )
    places = ", ".join(f'"{place.text}"' for place in secret.places)
    if left.place is not None or left.text == "Authorization":
        return f"{told} in a form that is not understood: {left.note or 'send it whole'}"
    return f"{told}: it is put in only in {places} (in, [secrets.{secret.name}] of skerry.toml), and only whole" + (
        f"; {left.note}" if left.note else ""
    )


def received_elsewhere(authority: Authority, name: str, left: Left) -> str:
    """The placeholder of a credential that a server gave stands where none is replaced; no setting can change that."""
    return (
        f"{authority.path} sends the secret {name} in {left.text}: what a server gave is put in only whole, in "
        "Authorization, in the cookie that it was, or as refresh_token"
    )


def url_in_request(authority: Authority, name: str, left: Left) -> str:
    """The placeholder of a secret URL stands inside a request."""
    return (
        f"{authority.path} sends the secret URL {name} in {left.text}: it is used as it is, as in fetch(secrets.{name})"
    )


def shown_host(url: Url) -> str:
    """The URL's host as `[secrets.NAME] hosts` writes it."""
    return url.authority if url.scheme == "https" else url.origin


def _with(places: tuple[Place, ...], added: Place) -> str:
    """The places with one more, as skerry.toml has them; the default alone gives way, as it does for `in`."""
    kept = () if places == (AUTHORIZATION,) else places
    return msgspec.json.encode([place.text for place in (*kept, added)]).decode().replace('","', '", "')
