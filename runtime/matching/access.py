"""The index of rules by one check each: from the values of a context to the rules that it may match.

Most kinds of check are found by looking their value up: `equals` and `in` by the value, `startsWith` and `endsWith`
by the beginnings and ends of the lengths in use, patterns by pieces of the text they need (grams.py). The rest is
filed under "the path is there" or "the path is missing".
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import msgspec

from runtime.matching.grams import GramIndex, Rarity
from runtime.matching.literals import Requirement
from runtime.matching.operators import EndsWith, Equals, Exists, Identity, In, StartsWith, identity
from runtime.matching.regexp import Translation
from runtime.matching.rules import Check

Kind = Literal["equal", "start", "end", "gram", "there", "missing"]
Key = tuple[Kind, int, object]  # the int is the path's number


class Access(msgspec.Struct, frozen=True):
    """Where a check is filed: a context for which it holds leads to one of these entries."""

    kind: Kind
    path: int
    entries: frozenset[str] | frozenset[Identity] = frozenset[str]()

    @property
    def keys(self) -> list[Key]:
        """The entries, unique among all accesses."""
        return [(self.kind, self.path, entry) for entry in self.entries] or [(self.kind, self.path, None)]


def accesses(checks: Sequence[Check]) -> list[Access]:
    """The access of each check."""
    needed: dict[int, list[Sequence[Requirement]]] = defaultdict(list)
    for check in checks:
        if isinstance(check.test, Translation):
            needed[check.path].append(check.test.required)
    rarity = {path: Rarity(required) for path, required in needed.items()}
    return [_access(check, rarity) for check in checks]


def _access(check: Check, rarity: Mapping[int, Rarity]) -> Access:
    match check.test:
        case Exists(wanted):
            return Access("there" if wanted else "missing", check.path)
        case Equals(value):
            return Access("equal", check.path, frozenset({value}))
        case In(values):
            return Access("equal", check.path, values)
        case StartsWith(prefix):
            return Access("start", check.path, frozenset({prefix}))
        case EndsWith(suffix):
            return Access("end", check.path, frozenset({suffix}))
        case Translation():
            required = check.test.required
            return (
                Access("gram", check.path, rarity[check.path].best(required))
                if required
                else Access("there", check.path)
            )


class AccessIndex:
    """Rules, by number, filed under an access each."""

    def __init__(self, filed: Iterable[tuple[int, Access | None]]) -> None:
        """A rule without an access has no check at all, and is a candidate always."""
        self._always: list[int] = []
        self._missing: dict[int, list[int]] = defaultdict(list)
        self._paths: dict[int, _PathIndex] = defaultdict(_PathIndex)
        for rule, access in filed:
            if access is None:
                self._always.append(rule)
            elif access.kind == "missing":
                self._missing[access.path].append(rule)
            else:
                self._paths[access.path].add(access, rule)

    def candidates(self, values: Mapping[int, object]) -> set[int]:
        """The rules that may match, given the values of the paths (by number) that the context holds."""
        found = set(self._always)
        for path, rules in self._missing.items():
            if path not in values:
                found.update(rules)
        for path, value in values.items():
            index = self._paths.get(path)
            if index is not None:
                index.collect(value, found)
        return found


class _PathIndex:
    """The rules that are filed under one path."""

    def __init__(self) -> None:
        self._there: list[int] = []
        self._equal: dict[object, list[int]] = defaultdict(list)
        self._starts: dict[str, list[int]] = defaultdict(list)
        self._ends: dict[str, list[int]] = defaultdict(list)
        self._start_lengths: set[int] = set()
        self._end_lengths: set[int] = set()
        self._grams = GramIndex()

    def add(self, access: Access, rule: int) -> None:
        for entry in access.entries:
            if access.kind == "equal":
                self._equal[entry].append(rule)
            elif access.kind == "start":
                self._starts[str(entry)].append(rule)
                self._start_lengths.add(len(entry))
            elif access.kind == "end":
                self._ends[str(entry)].append(rule)
                self._end_lengths.add(len(entry))
            elif access.kind == "gram":
                self._grams.add(str(entry), rule)
        if access.kind == "there":
            self._there.append(rule)

    def collect(self, value: object, found: set[int]) -> None:
        found.update(self._there)
        found.update(self._equal.get(identity(value), ()))
        if isinstance(value, str):
            for length in self._start_lengths:
                found.update(self._starts.get(value[:length], ()))
            for length in self._end_lengths:
                found.update(self._ends.get(value[-length:] if length else "", ()))
            found.update(self._grams.find(value.lower()))
