"""The index of rules by one predicate each: from the values of a context to the rules that it may match.

Most kinds of predicate are found by looking their value up: `equals` and `in` by the value, `startsWith` and `endsWith`
by the beginnings and ends of the lengths in use, patterns by pieces of the text they need (grams.py). The rest is
filed under "the path is there" or "the path is missing".
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import msgspec

from runtime.matching import regexp
from runtime.matching.grams import GramIndex, Rarity
from runtime.matching.operators import EndsWith, Equals, Exists, Identity, In, Operator, Pattern, StartsWith, identity

Kind = Literal["equal", "start", "end", "gram", "there", "missing"]
Key = tuple[Kind, int, object]  # the int is the path's number


class Access(msgspec.Struct, frozen=True):
    """Where a predicate is filed: a context for which it holds leads to one of these entries."""

    kind: Kind
    path: int
    entries: frozenset[str] | frozenset[Identity]

    @property
    def keys(self) -> list[Key]:
        """The entries, unique among all accesses."""
        return [(self.kind, self.path, entry) for entry in self.entries] or [(self.kind, self.path, None)]


def accesses(predicates: Sequence[tuple[int, Operator]]) -> list[Access]:
    """The access of each predicate (a path's number and an operator)."""
    needed: dict[int, list[Pattern]] = defaultdict(list)
    for path, operator in predicates:
        if isinstance(operator, Pattern):
            needed[path].append(operator)
    rarity = {path: Rarity(regexp.translate(one).required for one in patterns) for path, patterns in needed.items()}
    return [_access(path, operator, rarity) for path, operator in predicates]


def _access(path: int, operator: Operator, rarity: Mapping[int, Rarity]) -> Access:
    match operator:
        case Exists(wanted):
            return Access("there" if wanted else "missing", path, frozenset[str]())
        case Equals(value):
            return Access("equal", path, frozenset({value}))
        case In(values):
            return Access("equal", path, values)
        case StartsWith(prefix):
            return Access("start", path, frozenset({prefix}))
        case EndsWith(suffix):
            return Access("end", path, frozenset({suffix}))
        case Pattern():
            required = regexp.translate(operator).required
            return (
                Access("gram", path, rarity[path].best(required))
                if required
                else Access("there", path, frozenset[str]())
            )


class AccessIndex:
    """Rules, by number, filed under an access each."""

    def __init__(self, filed: Iterable[tuple[int, Access | None]]) -> None:
        """A rule without an access has no predicate at all, and is a candidate always."""
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
