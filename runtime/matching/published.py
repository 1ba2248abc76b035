"""What the integrations of a catalog can match at all, told to browsers: a page that no rule may match is sent nowhere.

Rules are never narrower than the integrations. Beyond the bounds the largest become coarser, a step at a time: the
operators of a path become `exists`, but an address keeps its origin; then only that origin stays; then only the type.
"""

import math
import re
from collections.abc import Callable, Iterable
from typing import Any, Final

import msgspec
from msgspec import UNSET, UnsetType

from runtime.matching.conditions import Condition
from runtime.matching.operators import EndsWith, Equals, Exists, Identity, In, Operator, Pattern, StartsWith
from runtime.matching.rules import Entry

MAX_RULES: Final = 1_000
MAX_BYTES: Final = 64 * 1024
"""Of all rules as JSON."""

Scalar = str | float | bool | None

_SAFE_INTEGER = 2**53
# The text up to the end of the host, and the slash behind it: without one more of a host may follow.
_ORIGIN = re.compile(r"https?://[^/?#]+/?", re.IGNORECASE)
_ENCODER = msgspec.json.Encoder(order="sorted")


class Operators(msgspec.Struct, frozen=True, omit_defaults=True, rename="camel"):
    """What must hold of the value at a path: all that are given. One that is not known may hold."""

    exists: bool | UnsetType = UNSET
    equals: Scalar | UnsetType = UNSET
    in_: tuple[Scalar, ...] | UnsetType = msgspec.field(default=UNSET, name="in")
    starts_with: str | UnsetType = UNSET
    ends_with: str | UnsetType = UNSET
    pattern: bool | UnsetType = UNSET
    """There is a pattern; only strings match one."""


class MatchRule(msgspec.Struct, frozen=True):
    """What one integration, or several equal ones, demand of a page."""

    type: str
    """A context type, or `*`."""
    context: dict[str, Operators]
    """By path: `page.repository`, `a[0].b`."""


class Matching(msgspec.Struct, frozen=True):
    """A page may match if any of the rules may; without rules none does."""

    complete: bool
    """False: there were too many rules, and they are wider than the integrations."""
    rules: tuple[MatchRule, ...]


ANYTHING: Final = Matching(complete=False, rules=(MatchRule("*", {}),))
"""What is told while nothing is known."""


def publish(entries: Iterable[Entry], *, max_rules: int = MAX_RULES, max_bytes: int = MAX_BYTES) -> Matching:
    """The rules of these integrations, equal ones told once, as exact as fits into the bounds. Pure."""
    given = list(entries)
    rules = _told_once(_rule(entry) for entry in given)
    complete = all(_is_exact(operator) for entry in given for one in entry.conditions for operator in one.operators)
    for coarser in (_which_paths, _which_sites, _which_types):
        if _fits(rules, max_rules, max_bytes):
            break
        rules, complete = _coarsened(rules, coarser, max_rules, max_bytes), False
    return Matching(complete, tuple(rules[encoded] for encoded in sorted(rules)))


Rules = dict[bytes, MatchRule]
"""By what they are in JSON."""


def _told_once(rules: Iterable[MatchRule]) -> Rules:
    return _without_implied({_ENCODER.encode(rule): rule for rule in rules})


def _without_implied(rules: Rules) -> Rules:
    """Without those that another makes needless: for all pages, for all of their type, or the same for all types."""
    bare = {rule.type for rule in rules.values() if not rule.context}
    typeless = {_ENCODER.encode(rule.context) for rule in rules.values() if rule.type == "*"}

    def needless(rule: MatchRule) -> bool:
        if rule.context and bare & {"*", rule.type}:
            return True
        return rule.type != "*" and _ENCODER.encode(rule.context) in typeless

    return {encoded: rule for encoded, rule in rules.items() if not needless(rule)}


def _fits(rules: Rules, max_rules: int, max_bytes: int) -> bool:
    return len(rules) <= max_rules and sum(len(encoded) + 1 for encoded in rules) + 1 <= max_bytes


def _coarsened(rules: Rules, coarser: Callable[[MatchRule], MatchRule], max_rules: int, max_bytes: int) -> Rules:
    """The largest rules made coarser: 1, 2, 4, ... of them, until all fit or are."""
    by_size = sorted(rules.items(), key=lambda one: (-len(one[0]), one[0]))
    wider = [(_ENCODER.encode(rule), rule) for rule in (coarser(rule) for _, rule in by_size)]
    count = 1
    while True:
        tried = _without_implied(dict(wider[:count] + by_size[count:]))
        if count >= len(by_size) or _fits(tried, max_rules, max_bytes):
            return tried
        count *= 2


def _rule(entry: Entry) -> MatchRule:
    conditions = sorted(entry.conditions, key=lambda condition: condition.path.text)
    return MatchRule(entry.context_type, {one.path.text: _operators(one) for one in conditions})


def _operators(condition: Condition) -> Operators:
    return Operators(**dict(_told(operator) for operator in condition.operators))


def _told(operator: Operator) -> tuple[str, Any]:
    match operator:
        case Exists(wanted):
            return "exists", wanted
        case Equals(identity) if _has_json(identity):
            return "equals", _scalar(identity)
        case In(identities) if all(map(_has_json, identities)):
            return "in_", tuple(_scalar(one) for one in sorted(identities, key=repr))
        case StartsWith(prefix):
            return "starts_with", prefix
        case EndsWith(suffix):
            return "ends_with", suffix
        case Pattern():
            return "pattern", True
    return "exists", True


def _is_exact(operator: Operator) -> bool:
    identities = operator.identities if isinstance(operator, In) else ()
    return all(map(_has_json, (operator.identity,) if isinstance(operator, Equals) else identities))


def _has_json(identity: Identity) -> bool:
    """Whether JSON has it: numbers beyond the doubles are infinity to JavaScript."""
    return not isinstance(identity[1], float) or math.isfinite(identity[1])


def _scalar(identity: Identity) -> Scalar:
    value = identity[1]
    if isinstance(value, float) and value.is_integer() and abs(value) < _SAFE_INTEGER:
        return int(value)
    return value


def _which_paths(rule: MatchRule) -> MatchRule:
    """Without the values: whether the paths are there, and the origin of an address."""
    return MatchRule(rule.type, {path: _presence(path, operators) for path, operators in rule.context.items()})


def _presence(path: str, operators: Operators) -> Operators:
    if operators == Operators(exists=False):
        return operators
    origin = _origin(operators) if path == "url" else None
    return Operators(exists=True) if origin is None else Operators(starts_with=origin)


def _which_sites(rule: MatchRule) -> MatchRule:
    """Without the paths: the type, and the origin of an address."""
    origin = _origin(rule.context.get("url", Operators()))
    return MatchRule(rule.type, {} if origin is None else {"url": Operators(starts_with=origin)})


def _which_types(rule: MatchRule) -> MatchRule:
    return MatchRule(rule.type, {})


def _origin(operators: Operators) -> str | None:
    """`https://host/`, where all addresses that fit begin so."""
    found = (_ORIGIN.match(text) for text in (operators.starts_with, operators.equals) if isinstance(text, str))
    return next((match[0] for match in found if match), None)
