"""What the integrations of a catalog demand, with everything that is equal told once.

An integration becomes a rule, the set of its predicates (a path and an operator; its context type is one more). Equal
predicates are one, and so are equal rules.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from runtime.matching import regexp
from runtime.matching.conditions import Condition
from runtime.matching.operators import Equals, Exists, In, Operator, Pattern
from runtime.matching.paths import ContextPath


class Entry(msgspec.Struct, frozen=True):
    """What matching knows of an integration."""

    context_type: str  # "*" for all
    conditions: tuple[Condition, ...]
    priority: float = 100


class Predicate(msgspec.Struct, frozen=True):
    """An operator on the value of the path with this number."""

    path: int
    operator: Operator


class Rule(msgspec.Struct, frozen=True):
    """Predicates by number that must all hold, and the entries that want exactly these."""

    checks: tuple[int, ...]  # cheap ones first
    questions: tuple[int, ...]  # those that only an engine can confirm
    entries: tuple[int, ...]


class RuleBook:
    """The paths, predicates and rules of the entries, each numbered in order of first use."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._path_numbers: dict[tuple[str, ...], int] = {}
        self._predicate_numbers: dict[Predicate, int] = {}
        self.paths: list[ContextPath] = []
        members: dict[frozenset[int], list[int]] = defaultdict(list)
        for number, entry in enumerate(entries):
            members[frozenset(self._predicates(entry))].append(number)
        self.predicates = list(self._predicate_numbers)
        self.rules = [self._rule(checks, wanting) for checks, wanting in members.items()]

    def _predicates(self, entry: Entry) -> Iterator[int]:
        if entry.context_type != "*":
            yield self._predicate(ContextPath("type", ("type",)), Equals(("string", entry.context_type)))
        for condition in entry.conditions:
            for operator in condition.operators:
                yield self._predicate(condition.path, operator)

    def _predicate(self, path: ContextPath, operator: Operator) -> int:
        predicate = Predicate(self._path(path), operator)
        return self._predicate_numbers.setdefault(predicate, len(self._predicate_numbers))

    def _path(self, path: ContextPath) -> int:
        if path.steps not in self._path_numbers:
            self._path_numbers[path.steps] = len(self.paths)
            self.paths.append(path)
        return self._path_numbers[path.steps]

    def _rule(self, checks: frozenset[int], entries: Sequence[int]) -> Rule:
        ordered = sorted(checks, key=lambda number: (_cost(self.predicates[number].operator), number))
        questions = (number for number in ordered if for_engine(self.predicates[number].operator))
        return Rule(tuple(ordered), tuple(questions), tuple(entries))


def for_engine(operator: Operator) -> bool:
    """Whether a yes to this operator needs a JavaScript engine."""
    return isinstance(operator, Pattern) and not regexp.translate(operator).exact


def _cost(operator: Operator) -> int:
    if isinstance(operator, Pattern):
        return 2
    return 0 if isinstance(operator, Exists | Equals | In) else 1
