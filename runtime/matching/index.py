"""All integrations of a catalog matched at once.

Each integration becomes a rule: the set of its predicates (a path and an operator), its context type among them.
Integrations with equal rules share one, and equal predicates are decided once per context. A rule is indexed by the one
of its predicates that the fewest other rules share, so that a context meets only the rules it may match (the access
predicates of Fabret et al. 2001, "Filtering algorithms and implementation for very fast publish/subscribe systems").
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from runtime.matching import regexp
from runtime.matching.access import Access, AccessIndex, accesses
from runtime.matching.conditions import Condition
from runtime.matching.operators import Equals, Operator, Pattern
from runtime.matching.paths import ContextPath, PathTree

_TYPE = ("type",)


class Entry(msgspec.Struct, frozen=True):
    """What matching knows of an integration."""

    context_type: str  # "*" for all
    conditions: tuple[Condition, ...]
    priority: float = 100


class EngineTest(msgspec.Struct, frozen=True):
    """A question that only a JavaScript engine can answer: does the pattern match the value of that path?"""

    pattern: int  # index in Matcher.engine_patterns
    subject: str
    path: str


class Pending(msgspec.Struct, frozen=True):
    """An entry that matches if all of these tests (indices in Matched.tests) say yes."""

    entry: int
    tests: tuple[int, ...]


class Matched(msgspec.Struct, frozen=True):
    """Entries by index, priority descending, equal ones in file order."""

    certain: tuple[int, ...]
    pending: tuple[Pending, ...] = ()
    tests: tuple[EngineTest, ...] = ()


class _Predicate(msgspec.Struct, frozen=True):
    path: int
    operator: Operator


class _Rule(msgspec.Struct, frozen=True):
    checks: tuple[int, ...]  # predicates, cheap ones first
    questions: tuple[int, ...]  # those of them that the engine must confirm
    ranks: tuple[int, ...]  # places of its entries in the order of answers


class Matcher:
    """Built once for a catalog; immutable afterwards, and free of I/O."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        """Takes the entries in file order. 10,000 take about a second, mostly for compiling patterns."""
        self._order = sorted(range(len(entries)), key=lambda number: -entries[number].priority)
        self._paths: dict[tuple[str, ...], ContextPath] = {}
        self._predicates: dict[_Predicate, int] = {}
        self._engine: dict[Pattern, int] = {}
        self._rules = self._make_rules(entries)
        self._predicate_list = list(self._predicates)
        self._path_list = list(self._paths.values())
        self._tree = PathTree(self._paths)
        self._index = self._make_index()

    @property
    def engine_patterns(self) -> tuple[Pattern, ...]:
        """The patterns that `EngineTest.pattern` counts: what the program patterns.js is prepared with."""
        return tuple(self._engine)

    def match(self, context: object) -> Matched:
        """The entries for a decoded context. Pure."""
        values = self._tree.find(context)
        decided = _Decisions(self._predicate_list, values)
        certain: list[int] = []
        open_rules: list[_Rule] = []
        for number in self._index.candidates(values):
            rule = self._rules[number]
            if all(map(decided.holds, rule.checks)):
                if rule.questions:
                    open_rules.append(rule)
                else:
                    certain += rule.ranks
        certain.sort()
        return self._answer(certain, open_rules, values)

    def _answer(self, certain: list[int], open_rules: list[_Rule], values: dict[int, object]) -> Matched:
        entries = tuple(self._order[rank] for rank in certain)
        if not open_rules:
            return Matched(entries)
        tests: dict[EngineTest, int] = {}
        pending: list[tuple[int, tuple[int, ...]]] = []
        for rule in open_rules:
            asked = tuple(tests.setdefault(self._test(number, values), len(tests)) for number in rule.questions)
            pending += [(rank, asked) for rank in rule.ranks]
        pending.sort()
        return Matched(entries, tuple(Pending(self._order[rank], asked) for rank, asked in pending), tuple(tests))

    def _test(self, number: int, values: dict[int, object]) -> EngineTest:
        predicate = self._predicate_list[number]
        assert isinstance(predicate.operator, Pattern)  # noqa: S101  `questions` holds only patterns
        subject = values[predicate.path]
        assert isinstance(subject, str)  # noqa: S101  `checks` has asked
        return EngineTest(self._engine[predicate.operator], subject, self._path_list[predicate.path].text)

    def _make_rules(self, entries: Sequence[Entry]) -> list[_Rule]:
        ranks: dict[frozenset[int], list[int]] = defaultdict(list)
        for rank, number in enumerate(self._order):
            ranks[frozenset(self._intern(entries[number]))].append(rank)
        costs = {number: _cost(predicate.operator) for predicate, number in self._predicates.items()}
        return [
            _Rule(
                tuple(sorted(predicates, key=lambda number: (costs[number], number))),
                tuple(sorted(number for number in predicates if costs[number] == _ENGINE_COST)),
                tuple(places),
            )
            for predicates, places in ranks.items()
        ]

    def _intern(self, entry: Entry) -> Iterable[int]:
        if entry.context_type != "*":
            yield self._number(ContextPath("type", _TYPE), Equals(("string", entry.context_type)))
        for condition in entry.conditions:
            for operator in condition.operators:
                yield self._number(condition.path, operator)

    def _number(self, path: ContextPath, operator: Operator) -> int:
        self._paths.setdefault(path.steps, path)
        place = list(self._paths).index(path.steps)
        if isinstance(operator, Pattern) and not regexp.translate(operator).exact:
            self._engine.setdefault(operator, len(self._engine))
        return self._predicates.setdefault(_Predicate(place, operator), len(self._predicates))

    def _make_index(self) -> AccessIndex:
        """Files each rule under the predicate that the fewest rules share."""
        found = accesses((predicate.path, predicate.operator) for predicate in self._predicate_list)
        uses: Counter[object] = Counter(key for rule in self._rules for number in rule.checks for key in found[number].keys)
        index = AccessIndex()
        for number, rule in enumerate(self._rules):
            options = [found[check] for check in rule.checks]
            index.add(min(options, key=lambda option: _crowd(option, uses), default=None), number)
        return index


def _crowd(option: Access, uses: Counter[object]) -> int:
    return sum(uses[key] for key in option.keys)
