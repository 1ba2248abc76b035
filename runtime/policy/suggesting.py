"""Rules that would allow what integrations do, ask for or contain, each with where it comes from.

What is granted stays; what it covers is not suggested again. Nothing suggested names more than one host.
"""

from collections.abc import Iterable, Mapping
from itertools import groupby

import msgspec

from runtime.egress.addresses import special_kind
from runtime.egress.authority import Authority
from runtime.egress.rules import NetRule, beyond, parse_rule
from runtime.egress.url import parse_url
from runtime.policy.reading import Fetch
from runtime.policy.report import Wish
from runtime.wish import Permissions

SIBLINGS = 3  # folders below one folder that are named one by one; more are probably data, so their folder is named


class Line(msgspec.Struct, frozen=True):
    """One entry of a list: a rule's text, or a secret's name or host; `guess`: it was not seen and not asked for."""

    text: str
    why: str
    guess: bool = False


class Asking(msgspec.Struct, frozen=True):
    """One integration, and all that is known of its wishes. `fetches` come with the file that they stand in."""

    authority: Authority
    permissions: Permissions | None = None
    required: tuple[str, ...] = ()
    recorded: tuple[Wish, ...] = ()
    fetches: tuple[tuple[str, Fetch], ...] = ()


class Suggestion(msgspec.Struct, frozen=True):
    """What to add for one integration; `notes` say what could not be suggested."""

    path: str
    net: tuple[Line, ...] = ()
    secrets: tuple[Line, ...] = ()
    notes: tuple[str, ...] = ()


def suggest(asking: Asking) -> Suggestion:
    """The lines that one integration lacks."""
    authority, declared = asking.authority, asking.permissions
    told = [(rule, Line(rule.text, "metadata.permissions")) for rule in declared.net] if declared else []
    seen = [(rule, Line(rule.text, "recorded")) for rule in _gathered(wish.rule for wish in asking.recorded)]
    read = [] if declared else [_guess(where, fetch, fetch.rule) for where, fetch in asking.fetches if fetch.rule]
    net: dict[NetRule, Line] = {}
    notes: list[str] = []
    for rule, line in (*told, *seen, *read):
        missing = beyond(rule, (*authority.net, *net))
        if missing is None:
            continue
        if refused := _never_suggested(missing):
            notes.append(f"{missing.text} ({line.why}): {refused}")
        else:
            net[missing] = msgspec.structs.replace(line, text=missing.text)
    if not declared:
        notes += [
            f'{where}:{fetch.line} fetches from a host that is computed: mode = "report" in [egress] finds it'
            for where, fetch in asking.fetches
            if fetch.rule is None
        ]
    return Suggestion(authority.path, tuple(net.values()), _secrets(asking), tuple(dict.fromkeys(notes)))


def suggest_hosts(
    name: str, askings: Iterable[Asking], suggestions: Mapping[str, Suggestion]
) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """The hosts for a secret that has none, and a note if they cannot be told."""
    users = [
        each for each in askings if name in each.required or (each.permissions and name in each.permissions.secrets)
    ]
    named = [
        (fetch.rule.place.text, f"{where}:{fetch.line} sends it there")
        for each in users
        for where, fetch in each.fetches
        if name in fetch.secrets and fetch.rule is not None and _never_suggested(fetch.rule) is None
    ]
    if not named:
        places = {place for each in users for place in _places(each, suggestions)}
        if len(places) != 1:
            among = f": is it for {' or '.join(sorted(places))}?" if places else ""
            return (), (f"[secrets.{name}] needs hosts{among}",)
        named = [(places.pop(), "the only host of the integrations that use it")]
    first: dict[str, str] = {}
    for place, why in named:
        first.setdefault(place, why)
    return tuple(Line(place, why, guess=True) for place, why in first.items()), ()


def _guess(where: str, fetch: Fetch, rule: NetRule) -> tuple[NetRule, Line]:
    method = "" if fetch.method_known else ", its method is computed"
    return rule, Line(rule.text, f"{where}:{fetch.line}{method}", guess=True)


def _gathered(rules: Iterable[NetRule]) -> list[NetRule]:
    """Fewer rules for the same: methods of one place and path together, many folders of one folder as that folder."""
    methods: dict[tuple[str, str | None], NetRule] = {}
    for rule in rules:
        key = (rule.place.text, rule.path)
        known = methods.get(key)
        methods[key] = msgspec.structs.replace(rule, methods=rule.methods | known.methods) if known else rule
    found: list[NetRule] = []
    ordered = sorted(methods.values(), key=lambda rule: (rule.place.text, sorted(rule.methods), rule.path or ""))
    for (_, _, above), group in groupby(ordered, lambda rule: (rule.place, rule.methods, _above(rule.path))):
        siblings = list(group)
        if len(siblings) > SIBLINGS and above is not None:
            siblings = [msgspec.structs.replace(siblings[0], path=above)]
        found += siblings
    return [rule for rule in found if not any(other.includes(rule) for other in found if other is not rule)]


def _above(path: str | None) -> str | None:
    """The folder that a path stands in; None at the top: a whole host is not made of a few folders."""
    if path is None:
        return None
    folder = path.rstrip("/").rpartition("/")[0]
    return f"{folder}/" if folder else None


def _never_suggested(rule: NetRule) -> str | None:
    if rule.place.below:
        return "it names many hosts: name those that are needed"
    if rule.place.literal:
        address = parse_url(f"{rule.place.scheme}://{_host(rule)}").address
        kind = special_kind(address) if address is not None else None
        if kind is not None:
            return f"that is {kind} address: it would also have to stand in private in [egress]"
    return None


def _host(rule: NetRule) -> str:
    return f"[{rule.place.host}]" if ":" in rule.place.host else rule.place.host


def _secrets(asking: Asking) -> tuple[Line, ...]:
    asked = dict.fromkeys(asking.required, "requiredSecrets")
    if asking.permissions is not None:
        asked |= dict.fromkeys(asking.permissions.secrets, "metadata.permissions")
    return tuple(Line(name, why) for name, why in asked.items() if name not in asking.authority.secrets)


def _places(asking: Asking, suggestions: Mapping[str, Suggestion]) -> set[str]:
    granted = {rule.place.text for rule in asking.authority.net if not rule.place.below}
    return granted | {parse_rule(line.text).place.text for line in suggestions[asking.authority.path].net}
