"""Finds, among many texts, those that occur in a string, without trying each: an index of their rarest parts.

Each text is represented by one piece of it of 1, 2, 4, 8 or 16 characters (a q-gram), the one that the fewest texts
share. A string is then cut into all its pieces of the lengths in use, and each piece is looked up: some hundred
look-ups for an address, however many texts there are. What is found is a candidate: its text may occur.
Source: the idea of filtering by q-grams, Ukkonen 1992, "Approximate string-matching with q-grams and maximal matches".
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from runtime.matching.literals import Requirement

_SIZES = (16, 8, 4, 2, 1)


class GramIndex:
    """Items with the texts they need, found by a string that holds one of the texts of a requirement."""

    def __init__(self) -> None:
        self._items: dict[str, list[int]] = defaultdict(list)
        self._sizes: set[int] = set()

    def add(self, grams: Iterable[str], item: int) -> None:
        """The item becomes a candidate for every string that holds one of the pieces."""
        for gram in grams:
            self._items[gram].append(item)
            self._sizes.add(len(gram))

    def find(self, text: str) -> set[int]:
        """The candidates for a string, in lower case as `literals` wants it."""
        pieces: set[str] = set()
        for size in self._sizes:
            pieces.update(text[start : start + size] for start in range(len(text) - size + 1))
        return {item for piece in self._items.keys() & pieces for item in self._items[piece]}


class Rarity:
    """How many requirements hold each piece: what makes a piece a good representative."""

    def __init__(self, requirements: Iterable[Sequence[Requirement]]) -> None:
        self._counts: Counter[str] = Counter()
        for needed in requirements:
            self._counts.update({gram for texts in needed for text in texts for gram in _grams(text)})

    def best(self, needed: Sequence[Requirement]) -> tuple[int, frozenset[str]]:
        """The pieces that stand for the rarest requirement (one of each of its texts), and how many share them."""
        return min((self._represent(texts) for texts in needed), key=lambda found: found[0])

    def _represent(self, texts: Requirement) -> tuple[int, frozenset[str]]:
        grams = frozenset(min(_grams(text), key=self._counts.__getitem__) for text in texts)
        return sum(self._counts[gram] for gram in grams), grams


def _grams(text: str) -> list[str]:
    """The pieces of the largest size that fits."""
    size = next(size for size in _SIZES if size <= len(text))
    return [text[start : start + size] for start in range(len(text) - size + 1)]
