"""Net rules: where an integration may send requests. Pure; nothing here knows of sockets.

"api.github.com"                          https, port 443, GET and HEAD
"*.example.com"                           every host below example.com, not example.com itself
"GET,POST https://api.x.com:8443/v2/"     methods, scheme, port, and only below this path
"http://127.0.0.1:4020"                   clear text has to be written out
"""

import re
from collections.abc import Iterable

import msgspec

from runtime.egress.errors import RuleError
from runtime.egress.hosts import HostPattern, parse_place
from runtime.egress.paths import ambiguity, covers
from runtime.egress.url import Url

READING = frozenset({"GET", "HEAD"})
# They ask a proxy or a server for something other than a resource (Fetch standard, forbidden method).
FORBIDDEN_METHODS = frozenset({"CONNECT", "TRACE", "TRACK"})

MAX_RULE_CHARACTERS = 1_000

_METHOD = re.compile(r"[A-Z][A-Z-]{0,30}")


class NetRule(msgspec.Struct, frozen=True):
    """Methods, place and path prefix (None: every path) of requests that may be sent."""

    methods: frozenset[str]
    place: HostPattern
    path: str | None = None

    @property
    def text(self) -> str:
        """The shortest way to write the rule; equal rules have equal texts."""
        methods = "" if self.methods == READING else ",".join(sorted(self.methods)) + " "
        return f"{methods}{self.place.text}{self.path or ''}"

    def includes(self, other: "NetRule") -> bool:
        """Whether every request that the other allows is allowed by this one."""
        if not other.methods <= self.methods or not self.place.includes(other.place):
            return False
        return self.path is None or (other.path is not None and covers(self.path, other.path))


class Allowed(msgspec.Struct, frozen=True):
    """The rule by which a request may be sent."""

    rule: NetRule


class Denied(msgspec.Struct, frozen=True):
    """`what` may not be done, and the rule whose text `add` would allow it; None if no rule can."""

    what: str
    add: str | None


def parse_rule(text: str) -> NetRule:
    """Read one rule.

    Raises:
        RuleError: names the text and says how it should look.
    """
    if len(text) > MAX_RULE_CHARACTERS:
        raise RuleError(f"a net rule has {len(text)} characters, allowed are {MAX_RULE_CHARACTERS}")
    words = text.split(" ")
    if not all(words) or len(words) > 2 or not text.isprintable():
        raise RuleError(f'"{ascii(text)[1:-1]}" is no net rule: write it like "api.x.com" or "GET,POST api.x.com/v2/"')
    methods = _parse_methods(text, words[0]) if len(words) == 2 else READING
    place, path = parse_place(words[-1])
    if path is not None and (found := ambiguity(path)):
        raise RuleError(f'"{text}": servers disagree on how to read "{found}" in a path: write a shorter path')
    return NetRule(methods, place, path)


def allows(rules: Iterable[NetRule], method: str, url: Url) -> Allowed | Denied:
    """Whether one of the rules lets this method and URL pass, and if none does, what is missing."""
    here = [rule for rule in rules if rule.place.matches(url)]
    for rule in here:
        if method in rule.methods and _path_allowed(rule, url):
            return Allowed(rule)
    return _denied(here, method, url)


def beyond(rule: NetRule, others: Iterable[NetRule]) -> NetRule | None:
    """The rule for those of its methods that none of the others includes; None if there are no such."""
    known = tuple(others)
    alone = (msgspec.structs.replace(rule, methods=frozenset({method})) for method in rule.methods)
    left = [each for each in alone if not any(other.includes(each) for other in known)]
    return msgspec.structs.replace(rule, methods=frozenset().union(*(each.methods for each in left))) if left else None


def is_broad(rule: NetRule) -> str | None:
    """Why a rule deserves a second look by the operator, in words that follow the rule's text; None if it does not."""
    if rule.place.below and "." not in rule.place.host:
        return f"names every host below the top-level domain {rule.place.host}"
    if rule.place.below:
        return f"names every host below {rule.place.host}"
    writing = sorted(rule.methods - READING)
    if writing and rule.path is None:
        return f"allows {', '.join(writing)} on every path"
    return None


def _parse_methods(text: str, word: str) -> frozenset[str]:
    methods = frozenset(word.split(","))
    for method in sorted(methods):
        if not may_be_allowed(method):
            raise RuleError(f'"{text}": "{method}" is no method that can be allowed: use capitals, as in "GET,POST"')
    return methods


def may_be_allowed(method: str) -> bool:
    """Whether a rule can name this method at all."""
    return method not in FORBIDDEN_METHODS and _METHOD.fullmatch(method) is not None


def _path_allowed(rule: NetRule, url: Url) -> bool:
    return rule.path is None or (covers(rule.path, url.path) and ambiguity(url.path) is None)


def _denied(here: list[NetRule], method: str, url: Url) -> Denied:
    unclear = ambiguity(url.path)
    place = place_of(url).text
    if not here:
        return Denied(
            f"reach {place}" if method in READING else f"send {_shown(method)} to {place}", _missing(method, url, "")
        )
    if all(method not in rule.methods for rule in here):
        needs_path = unclear is None and all(rule.path is not None for rule in here)
        return Denied(f"send {_shown(method)} to {place}", _missing(method, url, _folder(url) if needs_path else ""))
    if unclear is not None:
        return Denied(f'reach {place} with "{unclear}" in the path, which a rule with a path never allows', None)
    return Denied(f"reach {place}{url.path}", _missing(method, url, _folder(url)))


def _missing(method: str, url: Url, path: str) -> str | None:
    if not may_be_allowed(method):
        return None
    methods = READING if method in READING else frozenset({method})
    return NetRule(methods, place_of(url), path or None).text


def _shown(method: str) -> str:
    return method if _METHOD.fullmatch(method) else ascii(method[:40])


def place_of(url: Url) -> HostPattern:
    """The pattern that names exactly the host of a URL."""
    return HostPattern(url.scheme, url.host, url.port, below=False, literal=url.address is not None)


def _folder(url: Url) -> str:
    folder = url.path[: url.path.rindex("/") + 1]
    return "" if folder == "/" else folder
