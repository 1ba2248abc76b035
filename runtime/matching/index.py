"""All integrations of a catalog matched at once.

A rule is filed under the one of its checks that the fewest other rules share, so that a context meets only the few
rules it may match, and these are then gone through, each check once. (The access predicates of Fabret et al. 2001,
"Filtering algorithms and implementation for very fast publish/subscribe systems".)
"""

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from runtime.matching import regexp
from runtime.matching.access import AccessIndex, Key, accesses
from runtime.matching.operators import Pattern
from runtime.matching.paths import PathTree
from runtime.matching.regexp import Translation
from runtime.matching.rules import Check, Entry, Rule, RuleBook


class Pending(msgspec.Struct, frozen=True):
    """A place whose entry matches if all of these tests (indices in Matched.tests) say yes."""

    place: int
    tests: tuple[int, ...]


class Matched(msgspec.Struct, frozen=True):
    """Entries by their place in the order of answers (`Matcher.entries`), each list in that order."""

    certain: tuple[int, ...]
    pending: tuple[Pending, ...] = ()
    tests: tuple[tuple[int, str], ...] = ()
    """What only a JavaScript engine can answer: a pattern, by its index in `Matcher.engine_patterns`, and a string."""
    paths: tuple[str, ...] = ()
    """The path that each test's string is the value of."""


class Matcher:
    """Built once for a catalog, immutable afterwards; no I/O."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        """Takes the entries in file order. Takes some 100 us for each pattern that was not seen before."""
        self.entries = tuple(sorted(range(len(entries)), key=lambda number: -entries[number].priority))
        """The order of answers, priority descending and equal ones in file order: an entry's index for each place."""
        book = RuleBook([entries[number] for number in self.entries])
        self.engine_patterns = tuple(dict.fromkeys(question.pattern for question in book.questions))
        """What patterns.js is prepared with."""
        numbers: dict[Pattern, int] = {pattern: number for number, pattern in enumerate(self.engine_patterns)}
        self._asked = [(numbers[question.pattern], question.path) for question in book.questions]
        self._paths, self._checks, self._rules = book.paths, book.checks, book.rules
        self._tree = PathTree(path.steps for path in book.paths)
        self._index = _file(book)

    def match(self, context: object) -> Matched:
        """The entries for a decoded context. Pure."""
        values = self._tree.find(context)
        decisions = _Decisions(self._checks, values)
        holding = [rule for rule in map(self._rules.__getitem__, self._index.candidates(values)) if decisions.all(rule)]
        certain = sorted(place for rule in holding if not rule.questions for place in rule.entries)
        return self._with_questions(certain, [rule for rule in holding if rule.questions], values)

    def _with_questions(self, certain: list[int], rules: list[Rule], values: Mapping[int, object]) -> Matched:
        tests: dict[int, int] = {}
        waiting: list[tuple[int, tuple[int, ...]]] = []
        for rule in rules:
            asked = tuple([tests.setdefault(question, len(tests)) for question in rule.questions])
            waiting += [(place, asked) for place in rule.entries]
        questions = [self._asked[question] for question in tests]
        return Matched(
            tuple(certain),
            tuple([Pending(place, asked) for place, asked in sorted(waiting)]),
            tuple([(pattern, str(values[path])) for pattern, path in questions]),
            tuple([self._paths[path].text for _, path in questions]),
        )


def _file(book: RuleBook) -> AccessIndex:
    """Files each rule under the check whose entries the fewest rules share."""
    found = accesses(book.checks)
    keys = [access.keys for access in found]
    uses: Counter[Key] = Counter(key for rule in book.rules for check in rule.checks for key in keys[check])
    crowds = [sum(uses[key] for key in own) for own in keys]
    best = (min(rule.checks, key=crowds.__getitem__, default=None) for rule in book.rules)
    return AccessIndex((number, None if check is None else found[check]) for number, check in enumerate(best))


class _Decisions:
    """What was found out about one context: each check is done once."""

    def __init__(self, checks: Sequence[Check], values: Mapping[int, object]) -> None:
        self._checks = checks
        self._values = values
        self._known: dict[int, bool] = {}
        self._encoded: dict[int, bytes] = {}

    def all(self, rule: Rule) -> bool:
        known = self._known
        for number in rule.checks:
            if number not in known:
                known[number] = self._decide(self._checks[number])
            if not known[number]:
                return False
        return True

    def _decide(self, check: Check) -> bool:
        value = self._values.get(check.path, msgspec.UNSET)
        if not isinstance(check.test, Translation):
            return check.test.holds(value)
        if not isinstance(value, str):
            return False
        if check.path not in self._encoded:
            self._encoded[check.path] = regexp.encode(value)
        return regexp.possible(check.test, self._encoded[check.path])
