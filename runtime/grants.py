"""Grants: what the operator allows which files. They bind to a file's path, never to a name that the file gives itself.

    [grants."team/y.integration.js"]     one file
    [grants."team/*.integration.js"]     `*` is any text within one folder's or file's name
    [grants."team/**"]                   `**` is any text, "/" included: everything below team
    [grants."*"]                         alone, everything, sub-folders too

All grants whose pattern fits a file add up; nothing takes anything away.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

import msgspec

from runtime.egress.authority import Authority
from runtime.egress.errors import RuleError
from runtime.egress.rules import NetRule, is_broad, parse_rule

EVERYTHING = "*"

_PATTERN_PART = re.compile(r"\*\*/|\*\*|\*|[^*]+")
_EXPRESSIONS = {"**/": r"(?:.*/)?", "**": r".*", "*": r"[^/]*"}


class GrantLines(Protocol):
    """One `[grants."..."]` of skerry.toml as the settings give it."""

    @property
    def net(self) -> Sequence[str]:
        """Net rules."""
        ...

    @property
    def secrets(self) -> Sequence[str]:
        """Names of secrets."""
        ...


class Grant(msgspec.Struct, frozen=True):
    """What the files that fit a pattern may do."""

    pattern: str
    net: tuple[NetRule, ...] = ()
    secrets: frozenset[str] = frozenset()


class Grants:
    """All grants of a server."""

    def __init__(self, grants: Iterable[Grant]) -> None:
        self._grants = tuple((_expression(grant.pattern), grant) for grant in grants)

    def authority(self, path: str) -> Authority:
        """What the file at this path, relative to the integrations folder and with "/", may do."""
        fitting = [grant for expression, grant in self._grants if expression.fullmatch(path)]
        net = tuple(dict.fromkeys(rule for grant in fitting for rule in grant.net))
        return Authority(path, net, frozenset().union(*(grant.secrets for grant in fitting)))

    @property
    def secrets(self) -> frozenset[str]:
        """The names of all secrets that are granted to anything."""
        return frozenset().union(*(grant.secrets for _, grant in self._grants))

    def broad(self) -> list[str]:
        """Grants that deserve a second look, one sentence each, for `skerry check`."""
        found: list[str] = []
        for _, grant in self._grants:
            table = f"[grants.{msgspec.json.encode(grant.pattern).decode()}]"
            if "*" in grant.pattern and grant.secrets:
                found.append(f"{table} gives secrets to every file that fits: {', '.join(sorted(grant.secrets))}")
            if grant.pattern == EVERYTHING and grant.net:
                rules = ", ".join(f'"{rule.text}"' for rule in grant.net)
                found.append(f"{table} opens {rules} to every integration")
            found += [f'{table}: "{rule.text}" {why}' for rule in grant.net if (why := is_broad(rule))]
        return found

    def unused(self, paths: Iterable[str]) -> list[str]:
        """Patterns that fit none of these files: most likely a file that was renamed, or a typing error."""
        known = tuple(paths)
        return [
            grant.pattern
            for expression, grant in self._grants
            if grant.pattern != EVERYTHING and not any(expression.fullmatch(path) for path in known)
        ]


def parse_grants(tables: Mapping[str, GrantLines], allow_net: Sequence[str] = ()) -> Grants:
    """Read all grants; `allow_net` are the rules of `--allow-net`, which hold for every file.

    Raises:
        RuleError: names the grant, the text and the remedy.
    """
    grants = [_parse_grant(pattern, lines) for pattern, lines in tables.items()]
    if allow_net:
        grants.append(Grant(EVERYTHING, tuple(_parse_net("--allow-net", text) for text in allow_net)))
    return Grants(grants)


def _parse_grant(pattern: str, lines: GrantLines) -> Grant:
    table = f'[grants."{pattern}"]'
    parts = pattern.split("/")
    if not pattern or "\\" in pattern or any(part in ("", ".", "..") for part in parts):
        raise RuleError(f'{table}: write a path below the integrations folder with "/", as in "team/y.integration.js"')
    return Grant(pattern, tuple(_parse_net(table, text) for text in lines.net), frozenset(lines.secrets))


def _parse_net(where: str, text: str) -> NetRule:
    try:
        return parse_rule(text)
    except RuleError as error:
        raise RuleError(f"{where}: {error}") from None


def _expression(pattern: str) -> re.Pattern[str]:
    if pattern == EVERYTHING:
        return re.compile(r".*", re.DOTALL)
    parts = _PATTERN_PART.findall(pattern)
    return re.compile("".join(_EXPRESSIONS.get(part) or re.escape(part) for part in parts), re.DOTALL)
