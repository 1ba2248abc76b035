"""What the integrations of a catalog demand, with everything that is equal told once.

An integration becomes a rule: checks that must all hold, each a path and a test of the value there (its context type is
one more), and questions to a JavaScript engine. Equal checks are one, and so are equal rules.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from runtime.matching import regexp
from runtime.matching.conditions import Condition
from runtime.matching.operators import EndsWith, Equals, Exists, In, Pattern, StartsWith
from runtime.matching.paths import ContextPath
from runtime.matching.regexp import Translation


class Entry(msgspec.Struct, frozen=True):
    """What matching knows of an integration."""

    context_type: str  # "*" for all
    conditions: tuple[Condition, ...]
    priority: float = 100


class Check(msgspec.Struct, frozen=True):
    """A test of the value of the path with this number; of a pattern, the part that RE2 can do."""

    path: int
    test: Exists | Equals | In | StartsWith | EndsWith | Translation


class Question(msgspec.Struct, frozen=True):
    """A pattern that only an engine can confirm, and the number of the path whose value it is about."""

    pattern: Pattern
    path: int


class Rule(msgspec.Struct, frozen=True):
    """Checks and questions by number, and the entries that want exactly these."""

    checks: tuple[int, ...]  # cheap ones first
    questions: tuple[int, ...]
    entries: tuple[int, ...]


class RuleBook:
    """The paths, checks, questions and rules of the entries, each numbered in order of first use."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._paths: dict[tuple[str, ...], int] = {}
        self._checks: dict[Check, int] = {}
        self._questions: dict[Question, int] = {}
        self.paths: list[ContextPath] = []
        members: dict[tuple[frozenset[int], frozenset[int]], list[int]] = defaultdict(list)
        for number, entry in enumerate(entries):
            members[frozenset(self._checks_of(entry)), frozenset(self._questions_of(entry))].append(number)
        self.checks = list(self._checks)
        self.questions = list(self._questions)
        self.rules = [
            Rule(tuple(sorted(checks, key=self._cost)), tuple(sorted(questions)), tuple(wanting))
            for (checks, questions), wanting in members.items()
        ]

    def _checks_of(self, entry: Entry) -> Iterator[int]:
        if entry.context_type != "*":
            yield self._check(ContextPath("type", ("type",)), Equals(("string", entry.context_type)))
        for condition in entry.conditions:
            for operator in condition.operators:
                test = regexp.translate(operator) if isinstance(operator, Pattern) else operator
                yield self._check(condition.path, test)

    def _questions_of(self, entry: Entry) -> Iterator[int]:
        for condition in entry.conditions:
            for operator in condition.operators:
                if isinstance(operator, Pattern) and not regexp.translate(operator).exact:
                    question = Question(operator, self._path(condition.path))
                    yield self._questions.setdefault(question, len(self._questions))

    def _check(self, path: ContextPath, test: Exists | Equals | In | StartsWith | EndsWith | Translation) -> int:
        return self._checks.setdefault(Check(self._path(path), test), len(self._checks))

    def _path(self, path: ContextPath) -> int:
        if path.steps not in self._paths:
            self._paths[path.steps] = len(self.paths)
            self.paths.append(path)
        return self._paths[path.steps]

    def _cost(self, check: int) -> tuple[int, int]:
        """Look-ups before comparisons, patterns last."""
        test = self.checks[check].test
        return (0 if isinstance(test, Exists | Equals | In) else 2 if isinstance(test, Translation) else 1, check)
