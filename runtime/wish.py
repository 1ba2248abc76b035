"""What an integration asks the operator for: `metadata.permissions`. A wish and no more: only grants allow anything.

permissions: { net: ["GET api.github.com/repos/"], secrets: ["GITHUB_TOKEN"] }
"""

import re
from typing import Any

import msgspec

from runtime.egress.errors import RuleError
from runtime.egress.rules import NetRule, parse_rule
from runtime.matching.conditions import told
from runtime.problems import Keys, Review, suggestion

MAX_LIST = 50  # rules, and names of secrets

_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_VARIABLE_PREFIX = "INTEGRATION_"


class Permissions(msgspec.Struct, frozen=True):
    """Where it wants to send requests, and which secrets it wants to use."""

    net: tuple[NetRule, ...] = ()
    secrets: tuple[str, ...] = ()


def decode_permissions(value: object, review: Review, keys: Keys) -> Permissions:
    """Reads the declaration; what is wrong goes to the review, as errors."""
    if not isinstance(value, dict) or "$invalid" in value:
        review.error(keys, f"it is {told(value)}", 'write { net: ["api.x.com"], secrets: ["X_TOKEN"] }')
        return Permissions()
    given = {key: member for key, member in value.items() if member != {"$invalid": "undefined"}}
    for key in given:
        if key not in ("net", "secrets"):
            review.error((*keys, key), "there is no such permission", suggestion(key, ("net", "secrets")))
    net = _texts(given.get("net", []), review, (*keys, "net"), 'of rules, as in ["GET api.github.com/repos/"]')
    names = _texts(given.get("secrets", []), review, (*keys, "secrets"), 'of names, as in ["GITHUB_TOKEN"]')
    rules = [_rule(text, review, (*keys, "net", number)) for number, text in enumerate(net)]
    for number, name in enumerate(names):
        _check_name(name, review, (*keys, "secrets", number))
    return Permissions(tuple(rule for rule in rules if rule is not None), tuple(dict.fromkeys(names)))


def _texts(value: Any, review: Review, keys: Keys, what: str) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        review.error(keys, f"it is {told(value)}", f"write a list {what}")
        return []
    if len(value) > MAX_LIST:
        review.error(keys, f"it has {len(value)} entries", f"write at most {MAX_LIST}")
    return value[:MAX_LIST]


def _rule(text: str, review: Review, keys: Keys) -> NetRule | None:
    try:
        return parse_rule(text)
    except RuleError as error:
        review.error(keys, str(error), "ask for the places that it needs, and no more")
        return None


def _check_name(name: str, review: Review, keys: Keys) -> None:
    if name.startswith(_VARIABLE_PREFIX):
        remedy = f'write "{name.removeprefix(_VARIABLE_PREFIX)}"'
        review.error(keys, f"{told(name)} is the name of a variable, not of a secret", remedy)
    elif not _VARIABLE.fullmatch(name):
        review.error(keys, f"{told(name)} is no secret's name", 'use letters, digits and "_", as in GITHUB_TOKEN')
