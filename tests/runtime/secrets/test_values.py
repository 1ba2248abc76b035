"""Values that are kept for a while: new ones without a restart, failures bridged, nobody asked twice at once."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import pytest

from runtime.secrets.source import SourceFailed
from runtime.secrets.values import AT_ONCE, GRACE_S, RETRY_S, Origin, Values
from tests.runtime.clock import ManualClock
from tests.runtime.egress.upstream import Events

REFRESH_S = 60.0


class Store:
    """A source whose values a test changes; `gate` holds back its answers, `error` fails them."""

    def __init__(self, values: Mapping[str, str] | None = None) -> None:
        self.values = dict(values or {})
        self.error: Exception | None = None
        self.gate: asyncio.Event | None = None
        self.asked: list[str] = []
        self.working = self.most_at_once = 0

    async def get(self, name: str) -> str | None:
        self.asked.append(name)
        self.working += 1
        self.most_at_once = max(self.most_at_once, self.working)
        try:
            if self.gate is not None:
                await self.gate.wait()
            if self.error is not None:
                raise self.error
            return self.values.get(name)
        finally:
            self.working -= 1

    def remedy(self, name: str) -> str:
        return f"Store {name}."


class Bench:
    def __init__(self, store: Store, values: Values, clock: ManualClock, events: Events) -> None:
        self.store = store
        self.values = values
        self.clock = clock
        self.events = events


@asynccontextmanager
async def bench(refresh_s: float | None = REFRESH_S) -> AsyncIterator[Bench]:
    store, clock, events = Store({"TOKEN": "first"}), ManualClock(), Events()
    async with Values([Origin("store", store, refresh_s)], log=events.log, clock=clock) as values:
        yield Bench(store, values, clock, events)


async def settle() -> None:
    """Let what runs behind take its turns."""
    for _ in range(10):
        await asyncio.sleep(0)


async def test_a_value_is_asked_for_once_in_its_time() -> None:
    async with bench() as at:
        for _ in range(3):
            assert await at.values.get("TOKEN") == "first"
            assert await at.values.get("OTHER") is None
        at.clock.pass_time(REFRESH_S - 1)
        assert await at.values.get("TOKEN") == "first"
        assert at.store.asked == ["TOKEN", "OTHER"]


async def test_a_new_value_is_fetched_behind_the_old_one() -> None:
    async with bench() as at:
        await at.values.get("TOKEN")
        at.store.values["TOKEN"] = "second"
        at.clock.pass_time(REFRESH_S + 1)
        at.store.gate = asyncio.Event()
        assert await at.values.get("TOKEN") == "first"
        assert await at.values.get("TOKEN") == "first"
        at.store.gate.set()
        await settle()
        assert await at.values.get("TOKEN") == "second"
        assert len(at.store.asked) == 2


async def test_a_value_that_nobody_asked_for_in_long_is_waited_for() -> None:
    async with bench() as at:
        await at.values.get("TOKEN")
        at.store.values["TOKEN"] = "second"
        at.clock.pass_time(2 * REFRESH_S)
        assert await at.values.get("TOKEN") == "second"


async def test_a_secret_that_is_removed_is_gone_and_a_new_one_is_found() -> None:
    async with bench() as at:
        assert [await at.values.get(name) for name in ("TOKEN", "NEW")] == ["first", None]
        at.store.values = {"NEW": "found"}
        at.clock.pass_time(2 * REFRESH_S)
        assert [await at.values.get(name) for name in ("TOKEN", "NEW")] == [None, "found"]


async def test_the_last_value_bridges_a_source_that_fails_and_not_for_ever() -> None:
    async with bench() as at:
        await at.values.get("TOKEN")
        at.store.error = SourceFailed("it is down")
        passed = 0.0
        while passed + 2 * REFRESH_S < GRACE_S:
            at.clock.pass_time(2 * REFRESH_S)
            passed += 2 * REFRESH_S
            assert await at.values.get("TOKEN") == "first"
        at.clock.pass_time(2 * REFRESH_S)
        with pytest.raises(SourceFailed, match=r"^store: it is down$"):
            await at.values.get("TOKEN")
        told = [event for event in at.events.seen if event["event"] == "a secret cannot be read"]
        assert [event["old_value_used"] for event in told] == [True] * (len(told) - 1) + [False]
        assert told[0] == {
            "event": "a secret cannot be read",
            "level": "warning",
            "secret": "TOKEN",
            "source": "store",
            "reason": "it is down",
            "old_value_used": True,
        }
        at.store.error = None
        at.clock.pass_time(RETRY_S)
        assert await at.values.get("TOKEN") == "first"


async def test_a_source_that_just_failed_is_left_alone() -> None:
    async with bench() as at:
        at.store.error = SourceFailed("it is down")
        for _ in range(5):
            with pytest.raises(SourceFailed, match="it is down"):
                await at.values.get("TOKEN")
        assert len(at.store.asked) == 1
        at.clock.pass_time(RETRY_S)
        at.store.error = None
        assert await at.values.get("TOKEN") == "first"


async def test_an_error_of_another_package_is_told_without_its_text() -> None:
    async with bench() as at:
        at.store.error = KeyError("real-token-1234567890")
        with pytest.raises(SourceFailed, match=r"^store: it broke: KeyError$"):
            await at.values.get("TOKEN")
        assert "real-token" not in repr(at.events.seen)


async def test_everybody_who_asks_at_the_same_time_waits_for_one_answer() -> None:
    async with bench() as at:
        at.store.gate = asyncio.Event()
        asking = [asyncio.create_task(at.values.get("TOKEN")) for _ in range(10)]
        await settle()
        asking[0].cancel()
        await settle()
        at.store.gate.set()
        assert await asyncio.gather(*asking[1:]) == ["first"] * 9
        assert at.store.asked == ["TOKEN"]


async def test_a_source_is_asked_for_some_secrets_at_a_time() -> None:
    async with bench() as at:
        at.store.gate = asyncio.Event()
        asking = [asyncio.create_task(at.values.get(f"S{number}")) for number in range(20)]
        await settle()
        at.store.gate.set()
        await asyncio.gather(*asking)
        assert at.store.most_at_once == AT_ONCE


async def test_what_is_being_fetched_ends_with_the_server() -> None:
    async with bench() as at:
        await at.values.get("TOKEN")
        at.store.gate = asyncio.Event()
        at.clock.pass_time(REFRESH_S)
        await at.values.get("TOKEN")
        await settle()
        assert at.store.working == 1
    assert at.store.working == 0


async def test_a_constant_source_is_not_kept() -> None:
    async with bench(None) as at:
        assert await at.values.get("TOKEN") == "first"
        at.values.doubt("TOKEN")
        at.store.values["TOKEN"] = "second"
        assert await at.values.get("TOKEN") == "second"


async def test_a_value_that_was_refused_is_asked_for_again_soon_and_not_too_often() -> None:
    async with bench() as at:
        await at.values.get("TOKEN")
        at.store.values["TOKEN"] = "second"
        at.values.doubt("TOKEN")
        assert await at.values.get("TOKEN") == "first"  # it is only just read
        at.clock.pass_time(RETRY_S)
        at.values.doubt("TOKEN")
        await at.values.get("TOKEN")
        await settle()
        assert await at.values.get("TOKEN") == "second"
        at.values.doubt("TOKEN")
        await at.values.get("TOKEN")
        assert len(at.store.asked) == 2


async def several(log: Events, **named: str) -> tuple[dict[str, Store], Values]:
    stores = {name: Store({"ALL": name, name.upper(): name}) for name in ("one", "two", "three")}
    origins = [Origin(name, store, REFRESH_S) for name, store in stores.items()]
    return stores, Values(origins, log=log.log, use=["one", "two"], named=named)


async def test_sources_are_asked_in_turn_and_the_first_with_a_value_wins() -> None:
    stores, values = await several(Events(), PINNED="three", ALL_BUT="two")
    names = ("ALL", "ONE", "TWO", "THREE", "PINNED")
    assert [await values.get(name) for name in names] == ["one", "one", "two", None, None]
    assert [await values.source_of(name) for name in names] == ["one", "one", "two", None, None]
    stores["three"].values["PINNED"] = "pinned"
    assert "PINNED" not in stores["one"].asked
    assert values.remedy("ALL") == "Store ALL. Or: store ALL."
    assert values.remedy("PINNED") == "Store PINNED."
    assert Values([], log=Events().log).remedy("ALL").startswith('Name a source: use = ["environment"')


async def test_a_source_that_fails_is_not_passed_over() -> None:
    """The next may hold a value that is not meant."""
    stores, values = await several(Events(), TWO="two")
    stores["one"].error = SourceFailed("it is down")
    with pytest.raises(SourceFailed, match="one: it is down"):
        await values.get("ALL")
    assert await values.get("TWO") == "two"  # it names its source
    await values.aclose()
