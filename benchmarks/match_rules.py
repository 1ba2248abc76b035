"""Match rules of many integrations, of all kinds that people write; each page is for a handful of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from runtime.matching import conditions
from runtime.matching.index import Matcher
from runtime.matching.rules import Entry
from runtime.problems import Review

REPOSITORY = "page.repository"


def rules(count: int) -> list[dict[str, Any]]:
    """`match.context` of so many integrations, as `describe()` tells it. Those of `benchmarks.context` match five."""
    found = [_rule(number) for number in range(count)]
    found[:5] = [
        {REPOSITORY: {"equals": "acme/shop"}},
        {REPOSITORY: {"startsWith": "acme/"}, "page.branch": {"in": ["main", "master"]}},
        {REPOSITORY: {"pattern": _pattern("^acme/(shop|store)$")}},
        {"page.path": {"endsWith": ".java"}},
        {"page.labels": {"exists": True}, "page.owner": {"equals": "acme"}},
    ]
    return found


def _rule(number: int) -> dict[str, Any]:
    team, service = f"team-{number % 500}", f"service-{number}"
    kinds: list[dict[str, Any]] = [
        {REPOSITORY: {"equals": f"{team}/{service}"}},
        {REPOSITORY: {"startsWith": f"{team}/{service}-"}},
        {REPOSITORY: {"in": [f"{team}/{service}", f"{team}/{service}-web", f"{team}/{service}-jobs"]}},
        {REPOSITORY: {"pattern": _pattern(f"^{team}/{service}(-[a-z]+)?$")}},
        {REPOSITORY: {"exists": True}, "page.owner": {"equals": team}, "page.path": {"startsWith": f"{service}/"}},
        {"page.path": {"endsWith": f"/{service}.yaml"}},
    ]
    return kinds[number % len(kinds)]


def _pattern(source: str) -> dict[str, Any]:
    return {"$regexp": {"source": source, "flags": ""}}


def matcher(declared: Sequence[dict[str, Any]]) -> Matcher:
    """The server's index of these rules. Errors: ValueError when it would refuse one."""
    entries = []
    for number, rule in enumerate(declared):
        review = Review(f"{number}.integration.js", "")
        entries.append(Entry("github", conditions.decode(rule, review, ())))
        if review.failed:
            raise ValueError(str(review.problems))
    return Matcher(entries)
