from __future__ import annotations

import pytest

from benchmarks.lineup import Block, Comparison, Measure
from benchmarks.summary import figures, of_block, percentile, quietest, ratio


def block(*milliseconds: float, cpu: float = 1.0) -> Block:
    seconds = tuple(value / 1000 for value in milliseconds)
    return Block(seconds, sum(seconds), cpu * len(seconds) / 1000)


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [
        ([5.0], 0.5, 5.0),
        ([5.0], 0.99, 5.0),
        ([4.0, 1.0, 3.0, 2.0], 0.5, 2.0),
        ([4.0, 1.0, 3.0, 2.0], 0.9, 4.0),
        ([float(n) for n in range(1, 101)], 0.99, 99.0),
        ([float(n) for n in range(1, 101)], 0.0, 1.0),
    ],
)
def test_a_percentile_is_the_nearest_rank(values: list[float], share: float, expected: float) -> None:
    assert percentile(values, share) == expected


def test_figures_are_over_all_operations_and_rates_over_blocks() -> None:
    found = figures([block(1, 1, 2), block(3, 3, 3), block(1, 1, 1, cpu=4)])
    assert (found.n, found.min, found.p50, found.p90) == (9, 0.001, 0.001, 0.003)
    assert found.per_second == pytest.approx(750)
    assert found.cpu == pytest.approx(0.001)


def test_a_ratio_is_of_medians_and_its_spread_over_rounds() -> None:
    subject = [block(1, 1, 1), block(2, 2, 2), block(9, 9, 9)]
    peer = [block(2, 2, 2), block(2, 2, 2), block(3, 3, 3)]
    found = ratio(Comparison("a", "b", Measure.TIME), subject, peer)
    assert found.median == pytest.approx(1)
    assert found.low == pytest.approx(0.5)
    assert found.high == pytest.approx(3)
    assert found.quietest == pytest.approx(0.5)


def test_the_quietest_block_is_the_fastest_whatever_is_measured() -> None:
    blocks = [block(2, 2, cpu=3), block(1, 1, cpu=2)]
    assert quietest(blocks, Measure.TIME) == pytest.approx(0.001)
    assert quietest(blocks, Measure.RATE) == pytest.approx(1000)
    assert quietest(blocks, Measure.CPU) == pytest.approx(0.002)


def test_one_slow_operation_does_not_move_a_block() -> None:
    assert of_block(block(1, 1, 500), Measure.TIME) == pytest.approx(0.001)
