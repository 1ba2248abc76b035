"""Figures from blocks of measurements. Pure."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence

import msgspec

from benchmarks.lineup import Block, Comparison, Measure


class Figures(msgspec.Struct, frozen=True):
    """One contender: percentiles over all `n` operations in seconds, medians over blocks for the other two."""

    n: int
    min: float
    p50: float
    p90: float
    p99: float
    per_second: float
    cpu: float


class Ratio(msgspec.Struct, frozen=True):
    """Subject divided by peer: of the medians over everything, and how far the single rounds lie apart (p10, p90).

    `quietest` divides each one's best block by the other's: what is left when nobody else had the machine.
    """

    comparison: Comparison
    median: float
    low: float
    high: float
    quietest: float


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share (0-1) of the values do not exceed (the nearest rank)."""
    ordered = sorted(values)
    return ordered[max(math.ceil(share * len(ordered)), 1) - 1]


def figures(blocks: Sequence[Block]) -> Figures:
    """What is worth telling of one contender."""
    seconds = [second for block in blocks for second in block.seconds]
    return Figures(
        n=len(seconds),
        min=min(seconds),
        p50=statistics.median(seconds),
        p90=percentile(seconds, 0.9),
        p99=percentile(seconds, 0.99),
        per_second=statistics.median(of_block(block, Measure.RATE) for block in blocks),
        cpu=statistics.median(of_block(block, Measure.CPU) for block in blocks),
    )


def of_block(block: Block, measure: Measure) -> float:
    """One number for a block: the median time of its operations, its rate, its CPU per operation."""
    match measure:
        case Measure.TIME:
            return statistics.median(block.seconds)
        case Measure.RATE:
            return len(block.seconds) / block.wall
        case Measure.CPU:
            return block.cpu / len(block.seconds)


def quietest(blocks: Sequence[Block], measure: Measure) -> float:
    """The best block's number: noise only ever makes a block worse."""
    best = max if measure is Measure.RATE else min
    return best(of_block(block, measure) for block in blocks)


def ratio(comparison: Comparison, subject: Sequence[Block], peer: Sequence[Block]) -> Ratio:
    """How the subject stands to the peer; both have their blocks in the order of the rounds."""
    measure = comparison.measure
    rounds = [of_block(own, measure) / of_block(other, measure) for own, other in zip(subject, peer, strict=True)]
    return Ratio(
        comparison=comparison,
        median=_median(subject, measure) / _median(peer, measure),
        low=percentile(rounds, 0.1),
        high=percentile(rounds, 0.9),
        quietest=quietest(subject, measure) / quietest(peer, measure),
    )


def _median(blocks: Sequence[Block], measure: Measure) -> float:
    if measure is Measure.TIME:
        return statistics.median(second for block in blocks for second in block.seconds)
    return statistics.median(of_block(block, measure) for block in blocks)
