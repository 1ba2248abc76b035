import limits
import pytest

from runtime.http.app import FAILURES, REQUESTS
from runtime.http.windows import WindowStorage
from tests.runtime.clock import ManualClock
from tests.runtime.http.conftest import BEARER, FakeDispatcher, MakeSite


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


def test_the_defaults_are_600_and_60_per_minute() -> None:
    assert (REQUESTS.amount, REQUESTS.get_expiry()) == (600, 60)
    assert (FAILURES.amount, FAILURES.get_expiry()) == (60, 60)


async def test_the_answer_says_what_is_left(make_site: MakeSite, clock: ManualClock) -> None:
    site = await make_site(now=clock)
    await site.ask()
    clock.pass_time(20.5)
    headers = (await site.ask()).headers
    assert headers["ratelimit-policy"] == "600;w=60"
    assert headers["ratelimit-limit"] == "600"
    assert headers["ratelimit-remaining"] == "598"
    assert headers["ratelimit-reset"] == "40"


async def test_who_asks_too_often_waits_for_the_next_window(
    make_site: MakeSite, clock: ManualClock, dispatcher: FakeDispatcher
) -> None:
    site = await make_site(rate_limit=limits.parse("2/minute"), now=clock)
    assert [(await site.ask()).status_code for _ in range(2)] == [200, 200]
    clock.pass_time(15)
    answer = await site.ask(headers={"Origin": "https://github.com"})
    assert answer.status_code == 429
    assert answer.json() == {
        "error": "Too many requests",
        "message": "Rate limit exceeded. Maximum 2 requests per 60 seconds",
        "timestamp": "1970-01-01T00:16:55.000Z",
    }
    assert answer.headers["retry-after"] == answer.headers["ratelimit-reset"] == "45"
    assert answer.headers["ratelimit-remaining"] == "0"
    assert answer.headers["access-control-allow-origin"] == "https://github.com"
    assert len(dispatcher.asked) == 2
    clock.pass_time(45)
    assert (await site.ask()).status_code == 200


async def test_the_limit_can_be_off(make_site: MakeSite) -> None:
    site = await make_site(rate_limit=None, failure_limit=None)
    answer = await site.ask()
    assert answer.status_code == 200
    assert "ratelimit-limit" not in answer.headers


class TwoTokens:
    def identify(self, presented: bytes) -> str | None:
        return {b"one": "first", b"two": "second"}.get(presented)


async def test_each_token_has_its_own_window(make_site: MakeSite) -> None:
    site = await make_site(rate_limit=limits.parse("1/minute"), tokens=TwoTokens())
    statuses = [
        (await site.client.get("/config", headers={"Authorization": f"Bearer {token}"})).status_code
        for token in ("one", "one", "two")
    ]
    assert statuses == [200, 429, 200]


async def test_failed_tokens_are_counted_apart_and_lock_nobody_out(make_site: MakeSite, clock: ManualClock) -> None:
    site = await make_site(failure_limit=limits.parse("3/minute"), rate_limit=limits.parse("2/minute"), now=clock)
    wrong = {"Authorization": "Bearer wrong"}
    statuses = [(await site.client.get(path, headers=wrong)).status_code for path in ("/config", "/nope", "/readyz")]
    assert statuses == [401, 401, 401]
    refused = await site.client.post("/context", headers={**wrong, "Content-Length": "100"}, content=b"x" * 100)
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "60")
    assert (await site.client.get("/config")).status_code == 429
    assert (await site.client.get("/config", headers=BEARER)).status_code == 200
    clock.pass_time(60)
    assert (await site.client.get("/config", headers=wrong)).status_code == 401


async def test_health_and_preflights_are_not_counted(make_site: MakeSite) -> None:
    site = await make_site(rate_limit=limits.parse("1/minute"), failure_limit=limits.parse("1/minute"))
    for _ in range(3):
        assert (await site.client.get("/healthz")).status_code == 200
        assert (await site.client.get("/readyz")).status_code == 200
        assert (await site.client.options("/context")).status_code == 204


async def test_windows_end_by_the_clock(clock: ManualClock) -> None:
    storage = WindowStorage(clock)
    assert [await storage.incr("k", 10), await storage.incr("k", 10)] == [1, 2]
    assert await storage.get_expiry("k") == clock() + 10
    clock.pass_time(10)
    assert await storage.get("k") == 0
    assert await storage.incr("k", 10) == 1
    await storage.clear("k")
    assert await storage.get("k") == 0
    assert await storage.check()


async def test_windows_that_ended_take_no_memory_and_the_others_are_bounded(clock: ManualClock) -> None:
    storage = WindowStorage(clock, max_windows=3)
    for number in range(10):
        await storage.incr(f"k{number}", 10)
    assert len(storage) == 3
    assert [await storage.get(f"k{number}") for number in (6, 7, 8, 9)] == [0, 1, 1, 1]
    clock.pass_time(10)
    await storage.incr("new", 10)
    assert len(storage) == 1
    assert await storage.reset() == 1
