"""What a file asks for beside what it is granted."""

from collections.abc import Iterator, Sequence

from runtime.egress.authority import Authority
from runtime.egress.rules import NetRule, beyond
from runtime.problems import Problem
from runtime.wish import Permissions

KEY = "metadata.permissions"


def compare(authority: Authority, wished: Permissions, required: Sequence[str]) -> Iterator[Problem]:
    """A warning for each wish that is not granted, with the line that would grant it; a note for each grant beyond.

    `required` are the secrets without which the file does not run: whoever checks those has told of them already.
    """
    for rule in wished.net:
        missing = beyond(rule, authority.net)
        if missing is not None:
            yield _missing(authority, "net", missing.text)
    for name in wished.secrets:
        if name not in authority.secrets and name not in required:
            yield _missing(authority, "secrets", name)
    for rule in authority.net:
        more = beyond(rule, wished.net)
        if more is not None:
            yield _more(authority, "net", rule.text, _narrower(rule, wished.net))
    for name in sorted(authority.secrets.difference(wished.secrets, required)):
        yield _more(authority, "secrets", name, "take it away")


def _missing(authority: Authority, key: str, text: str) -> Problem:
    message = f'it asks for "{text}", which is not granted'
    remedy = f'if it may: add "{text}" to {key} in {authority.table} of skerry.toml'
    return Problem(authority.path, None, f"{KEY}.{key}", message, remedy, "warning")


def _more(authority: Authority, key: str, text: str, remedy: str) -> Problem:
    message = f'it is granted "{text}", which is more than it asks for'
    return Problem(authority.path, None, f"{KEY}.{key}", message, remedy, "note")


def _narrower(rule: NetRule, wished: Sequence[NetRule]) -> str:
    inside = [f'"{wish.text}"' for wish in wished if rule.includes(wish)]
    return f"{', '.join(inside)} would do" if inside else "take it away"
