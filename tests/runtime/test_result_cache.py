import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.result_cache import ENTRY_COST, ITEM_COST, ResultCache
from tests.runtime.clock import ManualClock

ITEMS = (msgspec.Raw(b'{"type":"text","content":"x"}'),)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def cache(clock: ManualClock) -> ResultCache:
    return ResultCache(clock)


def test_items_are_found_until_their_time_is_over(cache: ResultCache, clock: ManualClock) -> None:
    cache.put(b"k", ITEMS, ttl=300)
    clock.pass_time(299.9)
    assert cache.get(b"k") == ITEMS
    clock.pass_time(0.1)
    assert cache.get(b"k") is None
    assert (len(cache), cache.size) == (0, 0)


def test_no_items_are_a_hit_too(cache: ResultCache) -> None:
    cache.put(b"k", (), ttl=300)
    assert cache.get(b"k") == ()
    assert cache.get(b"other") is None


@pytest.mark.parametrize("ttl", [0, -1, float("nan")])
def test_a_time_of_zero_caches_nothing_and_forgets_what_was_there(cache: ResultCache, ttl: float) -> None:
    cache.put(b"k", ITEMS, ttl=300)
    cache.put(b"k", ITEMS, ttl=ttl)
    assert cache.get(b"k") is None


def test_the_entry_used_least_recently_goes_first(clock: ManualClock) -> None:
    cache = ResultCache(clock, max_bytes=3 * ENTRY_COST)
    for key in (b"a", b"b", b"c"):
        cache.put(key, (), ttl=300)
    assert cache.get(b"a") == ()
    cache.put(b"d", (), ttl=300)
    assert [cache.get(key) for key in (b"a", b"b", b"c", b"d")] == [(), None, (), ()]


def test_what_fills_more_than_the_cache_displaces_nothing(clock: ManualClock) -> None:
    cache = ResultCache(clock, max_bytes=2 * ENTRY_COST)
    cache.put(b"a", (), ttl=300)
    cache.put(b"big", (msgspec.Raw(b"x" * 1000),), ttl=300)
    assert cache.get(b"big") is None
    assert cache.get(b"a") == ()


@given(st.lists(st.tuples(st.binary(max_size=1), st.integers(0, 500), st.integers(0, 3))))
def test_the_size_is_that_of_what_is_held_and_never_over_the_bound(steps: list[tuple[bytes, int, int]]) -> None:
    clock = ManualClock()
    cache = ResultCache(clock, max_bytes=2_000)
    for key, size, ttl in steps:
        cache.put(key, (msgspec.Raw(b"x" * size),), ttl)
        assert cache.size <= 2_000
        assert cache.size >= len(cache) * (ENTRY_COST + ITEM_COST)
        clock.pass_time(1)
    cache.clear()
    assert (len(cache), cache.size) == (0, 0)
