"""Why a secret may not be used, and what the operator can do: for `skerry check` and for the request that tries."""

from runtime.egress.authority import Authority
from runtime.egress.url import Url


def not_granted(authority: Authority, name: str) -> str:
    """The file has no grant for the secret."""
    return (
        f'{authority.path} may not use the secret {name}: add "{name}" to secrets in {authority.table} of skerry.toml'
    )


def without_hosts(name: str, url: Url | None) -> str:
    """Nothing says where the secret may go."""
    host = shown_host(url) if url else "api.x.com"
    return f'the secret {name} is for no host yet: add [secrets.{name}] with hosts = ["{host}"] to skerry.toml'


def other_host(authority: Authority, name: str, url: Url) -> str:
    """The secret is for other hosts."""
    host = shown_host(url)
    return (
        f"{authority.path} may not send the secret {name} to {host}: "
        f'if it is meant for it, add "{host}" to hosts in [secrets.{name}] of skerry.toml'
    )


def other_place(authority: Authority, name: str, place: str) -> str:
    """The placeholder stands where none is replaced."""
    return (
        f"{authority.path} sends the secret {name} in {place}: "
        "a secret is sent in the Authorization header only, alone or after Bearer, token or Basic"
    )


def other_form(authority: Authority, name: str) -> str:
    """The placeholder stands in `Authorization`, but not as a whole."""
    return (
        f"{authority.path} sends the secret {name} in a form of Authorization that is not understood: "
        "use the whole secret alone, after Bearer or token, or as user or password of Basic"
    )


def shown_host(url: Url) -> str:
    """The URL's host as `[secrets.NAME] hosts` writes it."""
    return url.authority if url.scheme == "https" else url.origin
