from __future__ import annotations

from benchmarks.interleave import interleave
from benchmarks.lineup import Block, Contender, Lineup


async def test_contenders_take_turns_after_a_block_that_does_not_count() -> None:
    turns: list[tuple[str, int]] = []

    def contender(name: str, size: int) -> Contender:
        async def work(operations: int) -> Block:
            turns.append((name, operations))
            return Block((1.0,) * operations, 1.0, 1.0)

        return Contender(name, work, size)

    measured = await interleave(Lineup((contender("a", 3), contender("b", 5)), ()), 2)

    assert turns == [("a", 3), ("b", 5)] * 3
    assert {name: len(blocks) for name, blocks in measured.items()} == {"a": 2, "b": 2}
