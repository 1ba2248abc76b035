from hypothesis import given, settings
from hypothesis import strategies as st

from runtime.matching.grams import GramIndex, Rarity
from runtime.matching.literals import Requirement


def index_of(patterns: list[tuple[Requirement, ...]]) -> GramIndex:
    rarity, index = Rarity(patterns), GramIndex()
    for number, required in enumerate(patterns):
        for gram in rarity.best(required):
            index.add(gram, number)
    return index


def test_what_is_common_to_all_does_not_lead_to_all() -> None:
    index = index_of([(frozenset({"https://tool.example/"}), frozenset({f"-{number}"})) for number in range(100)])
    assert index.find("https://tool.example/team-42") <= {4, 42}
    assert 42 in index.find("https://tool.example/team-42")


_TEXTS = st.text("ab-", min_size=1, max_size=20)
_REQUIREMENTS = st.lists(st.frozensets(_TEXTS, min_size=1, max_size=3), min_size=1, max_size=3).map(tuple)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(_REQUIREMENTS, max_size=8), st.text("ab-", max_size=40))
def test_whatever_meets_its_requirements_is_found(patterns: list[tuple[Requirement, ...]], text: str) -> None:
    met = {
        number
        for number, required in enumerate(patterns)
        if all(any(needed in text for needed in texts) for texts in required)
    }
    assert met <= index_of(patterns).find(text)
