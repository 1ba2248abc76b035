import asyncio
import contextlib
import gzip

import pytest

from runtime.egress.errors import FetchFailed
from runtime.egress.held import HeldBytes
from runtime.egress.limits import EgressLimits
from tests.runtime.egress.upstream import authority, fetcher, get, reply, upstream

BODY = bytes(1_000_000)
LOCAL = ("127.0.0.1",)


def test_bytes_are_held_until_they_are_released_once() -> None:
    held = HeldBytes(100)
    first, second = held.hold("a"), held.hold("b")
    first.grow(30)
    first.grow(20)
    second.grow(50)
    assert held.total == 100
    for _ in range(2):
        first.release()
    assert held.total == 50
    second.release()
    assert held.total == 0


@pytest.mark.parametrize(
    ("sizes", "reason"),
    [
        ([("a", 50), ("b", 50), ("c", 1)], "all runs together would hold 101 bytes of responses, allowed are 100"),
        ([("a", 30), ("a", 21)], "its runs together would hold 51 bytes of responses, allowed are 50"),
    ],
)
def test_too_much_says_what_is_held_and_how_to_change_it(sizes: list[tuple[str, int]], reason: str) -> None:
    held = HeldBytes(100)
    *fitting, (path, size) = sizes
    for each, fits in fitting:
        held.hold(each).grow(fits)
    before = held.total
    with pytest.raises(FetchFailed, match=f"{reason}: ask for less, or raise held_bytes in .egress. of skerry.toml"):
        held.hold(path).grow(size)
    assert held.total == before


def test_an_answer_that_did_not_come_to_an_end_is_not_held() -> None:
    held = HeldBytes(100)
    with contextlib.suppress(KeyError), held.hold("a") as hold:
        hold.grow(40)
        raise KeyError
    assert held.total == 0


async def test_answers_are_held_over_all_fetches_until_their_runs_have_them() -> None:
    limits = EgressLimits(held_bytes=5_000_000)
    async with upstream(lambda _: reply(BODY)) as up, fetcher(private=LOCAL, limits=limits) as fetch:
        origin = f"http://127.0.0.1:{up.port}"
        who = authority(origin)
        holds = [fetch.hold(who) for _ in range(3)]
        for hold in holds[:2]:
            await fetch.fetch(get(origin), who, timeout_s=5, hold=hold)
        with pytest.raises(FetchFailed, match=r"its runs together would hold [0-9]+ bytes of responses"):
            await fetch.fetch(get(origin), who, timeout_s=5, hold=holds[2])
        holds[2].release()  # whoever gave it does, also after an error
        other = authority(origin, path="other.integration.js")
        assert len((await fetch.fetch(get(origin), other, timeout_s=5)).body) == len(BODY)
        holds[0].release()
        assert len((await fetch.fetch(get(origin), who, timeout_s=5, hold=holds[2])).body) == len(BODY)


async def test_what_nobody_waits_for_is_not_held() -> None:
    """Fetches that fail, are cancelled, or hand over their answer leave nothing behind."""
    limits = EgressLimits(held_bytes=4_000_000, response_bytes=2_000_000)
    bomb = reply(gzip.compress(bytes(50_000_000), 1), "200 OK", "content-encoding: gzip")
    answers = {"/bomb": bomb, "/body": reply(BODY), "/short": reply(BODY)[:-10]}
    async with upstream(lambda got: answers[got.line.split()[1]]) as up, fetcher(limits=limits, private=LOCAL) as fetch:
        origin = f"http://127.0.0.1:{up.port}"
        who = authority(origin)
        for _ in range(5):
            with pytest.raises(FetchFailed, match="allowed are 2000000"):
                await fetch.fetch(get(f"{origin}/bomb"), who, timeout_s=5)
            await fetch.fetch(get(f"{origin}/body"), who, timeout_s=5)
            with pytest.raises(FetchFailed, match="no complete answer"):
                await fetch.fetch(get(f"{origin}/short"), who, timeout_s=0.05)
            up.arrived.clear()
            cancelled = asyncio.create_task(fetch.fetch(get(f"{origin}/short"), who, timeout_s=5))
            await up.arrived.wait()
            cancelled.cancel()
            await asyncio.wait([cancelled])


async def test_a_head_that_is_too_long_to_be_read_is_named() -> None:
    answer = reply(b"", "200 OK", f"x: {'a' * 400_000}")
    async with upstream(lambda _: answer) as up, fetcher(private=LOCAL) as fetch:
        origin = f"http://127.0.0.1:{up.port}"
        with pytest.raises(FetchFailed, match=r"head of the response of .* is longer than 102400 bytes"):
            await fetch.fetch(get(origin), authority(origin), timeout_s=5)
