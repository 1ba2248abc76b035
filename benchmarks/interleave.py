"""Contenders in turns: A B A B ... in short blocks, so that what else the machine does meets them all alike."""

from __future__ import annotations

import gc

from benchmarks.lineup import Block, Lineup

Measured = dict[str, list[Block]]
"""The blocks of each contender in order; the nth of all of them were one round."""


async def interleave(lineup: Lineup, rounds: int) -> Measured:
    """Measures. A first block of each is thrown away: compilers and connection pools get warm in it."""
    for contender in lineup.contenders:
        await contender.work(contender.size)
    measured: Measured = {contender.name: [] for contender in lineup.contenders}
    for _ in range(rounds):
        gc.collect()  # nobody pays for what another contender left behind
        for contender in lineup.contenders:
            measured[contender.name].append(await contender.work(contender.size))
    return measured
