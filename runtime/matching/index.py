"""All integrations of a catalog matched at once.

A rule is filed under the one of its predicates that the fewest other rules share, so that a context meets only the few
rules it may match, and these are then checked, each predicate once. (The access predicates of Fabret et al. 2001,
"Filtering algorithms and implementation for very fast publish/subscribe systems".)
"""

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from runtime.matching import regexp
from runtime.matching.access import AccessIndex, Key, accesses
from runtime.matching.operators import Pattern
from runtime.matching.paths import PathTree
from runtime.matching.rules import Entry, Predicate, Rule, RuleBook, for_engine


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
    """Entries by index, in the order of answers."""

    certain: tuple[int, ...]
    pending: tuple[Pending, ...] = ()
    tests: tuple[EngineTest, ...] = ()


class Matcher:
    """Built once for a catalog, immutable afterwards; no I/O."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        """Takes the entries in file order. Takes some 100 us for each pattern that was not seen before."""
        book = RuleBook(entries)
        self._paths, self._predicates, self._rules = book.paths, book.predicates, book.rules
        patterns = (one.operator for one in book.predicates if isinstance(one.operator, Pattern))
        self.engine_patterns = tuple(dict.fromkeys(pattern for pattern in patterns if for_engine(pattern)))
        """The patterns that `EngineTest.pattern` counts: what patterns.js is prepared with."""
        self._engine_numbers = {pattern: number for number, pattern in enumerate(self.engine_patterns)}
        self._texts = [_text(predicate) for predicate in book.predicates]
        self._places = _places(entries)
        self._tree = PathTree(path.steps for path in book.paths)
        self._index = _file(book)

    def place(self, entry: int) -> int:
        """Where an entry stands in the order of answers: priority descending, equal ones in file order."""
        return self._places[entry]

    def match(self, context: object) -> Matched:
        """The entries for a decoded context. Pure."""
        values = self._tree.find(context)
        decisions = _Decisions(self._predicates, self._texts, values)
        matching = [
            rule for rule in map(self._rules.__getitem__, self._index.candidates(values)) if decisions.all(rule)
        ]
        certain = [entry for rule in matching if not rule.questions for entry in rule.entries]
        certain.sort(key=self._places.__getitem__)
        tests: dict[int, int] = {}
        pending: list[Pending] = []
        for rule in matching:
            if rule.questions:
                asked = tuple(tests.setdefault(question, len(tests)) for question in rule.questions)
                pending += [Pending(entry, asked) for entry in rule.entries]
        pending.sort(key=lambda one: self._places[one.entry])
        return Matched(tuple(certain), tuple(pending), tuple(self._test(number, values) for number in tests))

    def _test(self, number: int, values: Mapping[int, object]) -> EngineTest:
        path, pattern = self._predicates[number].path, self._predicates[number].operator
        subject = values[path]
        if not isinstance(pattern, Pattern) or not isinstance(subject, str):
            raise TypeError("only patterns are asked, and only of strings")
        return EngineTest(self._engine_numbers[pattern], subject, self._paths[path].text)


def _text(predicate: Predicate) -> str | None:
    return regexp.translate(predicate.operator).text if isinstance(predicate.operator, Pattern) else None


def _places(entries: Sequence[Entry]) -> list[int]:
    places = [0] * len(entries)
    for place, number in enumerate(sorted(range(len(entries)), key=lambda number: -entries[number].priority)):
        places[number] = place
    return places


def _file(book: RuleBook) -> AccessIndex:
    """Files each rule under the predicate whose entries the fewest rules share."""
    found = accesses([(predicate.path, predicate.operator) for predicate in book.predicates])
    keys = [access.keys for access in found]
    uses: Counter[Key] = Counter(key for rule in book.rules for check in rule.checks for key in keys[check])
    crowds = [sum(uses[key] for key in own) for own in keys]
    best = (min(rule.checks, key=crowds.__getitem__, default=None) for rule in book.rules)
    return AccessIndex((number, None if check is None else found[check]) for number, check in enumerate(best))


class _Decisions:
    """What was found out about one context: each predicate is decided once."""

    def __init__(
        self, predicates: Sequence[Predicate], texts: Sequence[str | None], values: Mapping[int, object]
    ) -> None:
        self._predicates = predicates
        self._texts = texts  # RE2's, for the predicates that have one
        self._values = values
        self._known: dict[int, bool] = {}
        self._encoded: dict[int, bytes] = {}
        self._searched: dict[tuple[int, str], bool] = {}  # different patterns may be one to RE2

    def all(self, rule: Rule) -> bool:
        for number in rule.checks:
            known = self._known.get(number)
            if known is None:
                known = self._known[number] = self._decide(number)
            if not known:
                return False
        return True

    def _decide(self, number: int) -> bool:
        predicate, text = self._predicates[number], self._texts[number]
        value = self._values.get(predicate.path, msgspec.UNSET)
        if not isinstance(predicate.operator, Pattern):
            return predicate.operator.holds(value)
        if not isinstance(value, str):
            return False
        if text is None:
            return True  # as far as RE2 can say
        asked = (predicate.path, text)
        if asked not in self._searched:
            self._searched[asked] = regexp.search(text, self._subject(predicate.path, value))
        return self._searched[asked]

    def _subject(self, path: int, value: str) -> bytes:
        if path not in self._encoded:
            self._encoded[path] = regexp.encode(value)
        return self._encoded[path]
