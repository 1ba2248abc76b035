"""Finds, among many texts, those that occur in a string, without trying each: an index of their rarest parts.

Each text is represented by one piece of it of 1, 2, 4, 8 or 16 characters (a q-gram), the one that the fewest texts
share. A string is then cut into all its pieces of the lengths in use, and each piece is looked up: some hundred
look-ups for an address, however many texts there are. What is found is a candidate: its text may occur.
Source: filtering by q-grams, Ukkonen 1992, "Approximate string-matching with q-grams and maximal matches".
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from runtime.matching.literals import Requirement

_SIZES = (16, 8, 4, 2, 1)


class GramIndex:
    """Items filed under pieces of text."""

    def __init__(self) -> None:
        self._items: dict[str, list[int]] = defaultdict(list)
        self._sizes: set[int] = set()

    def add(self, gram: str, item: int) -> None:
        """The item becomes a candidate for every string that holds the piece."""
        self._items[gram].append(item)
        self._sizes.add(len(gram))

    def find(self, text: str) -> set[int]:
        """The candidates for a string, which is in lower case as `literals` wants it."""
        pieces: set[str] = set()
        for size in self._sizes:
            pieces.update(text[start : start + size] for start in range(len(text) - size + 1))
        return {item for piece in self._items.keys() & pieces for item in self._items[piece]}


class Rarity:
    """How many patterns need each piece: what makes a piece a good representative."""

    def __init__(self, patterns: Iterable[Sequence[Requirement]]) -> None:
        """Takes the requirements of each pattern."""
        self._counts: Counter[str] = Counter()
        for required in patterns:
            self._counts.update({gram for texts in required for text in texts for gram in _grams(text)})

    def best(self, required: Sequence[Requirement]) -> frozenset[str]:
        """The pieces that stand for the rarest requirement of a pattern, one of each of its texts."""
        represented = (self._represent(texts) for texts in required)
        return min(represented, key=lambda grams: sum(map(self._counts.__getitem__, grams)))

    def _represent(self, texts: Requirement) -> frozenset[str]:
        return frozenset(min(_grams(text), key=self._counts.__getitem__) for text in texts)


def _grams(text: str) -> list[str]:
    """The pieces of the largest size that fits."""
    size = next(size for size in _SIZES if size <= len(text))
    return [text[start : start + size] for start in range(len(text) - size + 1)]
