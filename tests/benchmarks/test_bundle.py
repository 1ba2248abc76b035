from __future__ import annotations

from benchmarks.bundle import BUNDLE_BYTES, bundle


def test_the_bundle_is_the_same_each_time() -> None:
    assert bundle(20_000) == bundle(20_000)
    assert bundle(20_000) != bundle(20_000, seed=3)


def test_the_bundle_is_as_large_as_asked() -> None:
    assert BUNDLE_BYTES <= len(bundle()) < BUNDLE_BYTES * 1.05
