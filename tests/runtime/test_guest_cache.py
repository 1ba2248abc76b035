import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.guest_cache import MAX_KEY, MAX_KEYS, MAX_NAMESPACE, MAX_TTL, MAX_VALUE, GuestCache, GuestCacheError
from tests.runtime.clock import ManualClock

A, B = "team/a.integration.js", "team/b.integration.js"


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def cache(clock: ManualClock) -> GuestCache:
    return GuestCache(clock)


def test_a_value_is_found_under_its_key_and_replaced(cache: GuestCache) -> None:
    assert cache.get(A, "k") is None
    cache.set(A, "k", b'{"n":1}')
    assert cache.get(A, "k") == b'{"n":1}'
    cache.set(A, "k", b"null")
    assert cache.get(A, "k") == b"null"


def test_each_integration_has_its_own_values(cache: GuestCache) -> None:
    cache.set(A, "k", b"1")
    assert cache.get(B, "k") is None
    cache.set(B, "k", b"2")
    cache.clear(A)
    assert (cache.get(A, "k"), cache.get(B, "k")) == (None, b"2")


@pytest.mark.parametrize(
    ("ttl", "lifetime"),
    [(1, 1), (0.5, 0.5), (None, MAX_TTL), (0, MAX_TTL), (MAX_TTL * 10, MAX_TTL), (math.inf, MAX_TTL)],
)
def test_a_value_lives_as_long_as_asked_and_at_most_30_days(
    cache: GuestCache, clock: ManualClock, ttl: float | None, lifetime: float
) -> None:
    cache.set(A, "k", b"1", ttl)
    clock.pass_time(lifetime - 0.25)
    assert cache.get(A, "k") == b"1"
    clock.pass_time(0.25)
    assert cache.get(A, "k") is None
    assert cache.size == 0


@pytest.mark.parametrize("ttl", [-1, math.nan, -math.inf])
def test_a_time_that_is_none_is_refused(cache: GuestCache, ttl: float) -> None:
    with pytest.raises(GuestCacheError, match=r"cache ttl is .*, but it must be seconds above 0"):
        cache.set(A, "k", b"1", ttl)


def test_a_value_over_its_limit_is_refused_and_the_old_one_stays(cache: GuestCache) -> None:
    cache.set(A, "k", b"x" * MAX_VALUE)
    with pytest.raises(GuestCacheError, match='value of "k" has 65537 bytes as JSON, at most 65536 are allowed'):
        cache.set(A, "k", b"x" * (MAX_VALUE + 1))
    assert cache.get(A, "k") == b"x" * MAX_VALUE


def test_a_key_over_its_limit_is_refused(cache: GuestCache) -> None:
    cache.set(A, "k" * MAX_KEY, b"1")
    with pytest.raises(GuestCacheError, match="cache key has 1026 bytes, at most 512 are allowed"):
        cache.set(A, "é" * (MAX_KEY + 1), b"1")


def test_a_key_may_be_any_string_of_javascripts(cache: GuestCache) -> None:
    cache.set(A, "\ud800", b"1")
    assert cache.get(A, "\ud800") == b"1"


def test_the_key_used_least_recently_goes_when_there_are_too_many(cache: GuestCache) -> None:
    for number in range(MAX_KEYS):
        cache.set(A, f"k{number}", b"1")
    assert cache.get(A, "k0") == b"1"
    cache.set(A, "one more", b"1")
    assert cache.get(A, "k1") is None
    assert cache.get(A, "k0") == cache.get(A, "k2") == cache.get(A, "one more") == b"1"


def test_an_integration_fills_only_its_own_share(cache: GuestCache) -> None:
    cache.set(B, "k", b"mine")
    for number in range(200):
        cache.set(A, f"k{number}", b"x" * MAX_VALUE)
    assert cache.size <= MAX_NAMESPACE + 1000
    assert cache.get(A, "k0") is None
    assert cache.get(A, "k199") is not None
    assert cache.get(B, "k") == b"mine"


def test_all_together_are_bounded_too(clock: ManualClock) -> None:
    cache = GuestCache(clock, max_bytes=10_000)
    for number in range(100):
        cache.set(f"{number}.integration.js", "k", b"x" * 1000)
        assert cache.size <= 10_000
    assert cache.get("0.integration.js", "k") is None
    assert cache.get("99.integration.js", "k") is not None


operations = st.lists(
    st.tuples(
        st.sampled_from([A, B]), st.sampled_from(["a", "b", "c"]), st.integers(0, 3000), st.sampled_from([None, 1, 5])
    )
)


@given(operations)
def test_what_is_counted_is_what_is_held(steps: list[tuple[str, str, int, float | None]]) -> None:
    clock = ManualClock()
    cache = GuestCache(clock, max_bytes=5_000)
    for namespace, key, size, ttl in steps:
        cache.set(namespace, key, b"x" * size, ttl)
        assert cache.get(namespace, key) == b"x" * size
        assert 0 <= cache.size <= 5_000
        clock.pass_time(1)
    cache.clear(A)
    cache.clear(B)
    assert cache.size == 0
