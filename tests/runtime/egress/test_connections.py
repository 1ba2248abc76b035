import asyncio
import time
from collections.abc import Sequence
from contextlib import closing, suppress

import httpcore
import pytest

from runtime.egress.connections import Connections
from runtime.egress.dial import Dial, trust
from runtime.egress.errors import FetchFailed
from runtime.egress.limits import EgressLimits
from runtime.egress.private import parse_private
from runtime.egress.transport import Transport
from runtime.egress.url import Url, parse_url
from tests.runtime.egress.upstream import FixedResolver, Upstream, authority, fetcher, get, post, reply, upstream

LOOPBACK = [parse_private("127.0.0.0/8")]


def connections(limits: EgressLimits) -> Connections:
    resolver = FixedResolver({})
    backend = httpcore.AnyIOBackend()
    return Connections(Dial(resolver=resolver, private=LOOPBACK, tls=trust(), backend=backend, limits=limits), limits)


def url_of(up: Upstream) -> Url:
    return parse_url(f"http://127.0.0.1:{up.port}")


async def ask(pool: Connections, url: Url) -> None:
    async with pool.lease(url) as lease:
        headers = [(b"host", url.authority.encode())]
        target = httpcore.URL(scheme=url.scheme, host=url.host, port=url.port, target=url.target)
        response = await lease.connection.handle_async_request(httpcore.Request("GET", target, headers=headers))
        await response.aread()
        await response.aclose()


async def test_a_connection_is_used_again() -> None:
    pool = connections(EgressLimits())
    async with upstream() as up:
        for _ in range(3):
            await ask(pool, url_of(up))
        assert (up.connections, pool.idle) == (1, 1)
        await pool.aclose()
        assert pool.idle == 0


async def test_a_connection_that_rested_too_long_or_was_closed_is_not() -> None:
    pool = connections(EgressLimits(idle_s=-1))
    async with upstream() as up:
        for _ in range(2):
            await ask(pool, url_of(up))
        assert (up.connections, pool.idle) == (2, 1)
    await pool.aclose()


async def test_resting_connections_are_bounded() -> None:
    pool = connections(EgressLimits(idle_connections=1))
    async with upstream() as first, upstream() as second:
        await ask(pool, url_of(first))
        await ask(pool, url_of(second))
        assert pool.idle == 1
    await pool.aclose()


@pytest.mark.parametrize("limits", [EgressLimits(connections=2), EgressLimits(connections_per_origin=2)])
async def test_connections_in_use_are_bounded_and_the_others_wait(limits: EgressLimits) -> None:
    pool = connections(limits)
    async with upstream() as up:
        up.hold = asyncio.Event()
        six = [asyncio.create_task(ask(pool, url_of(up))) for _ in range(6)]
        while len(up.received) < 2:
            up.arrived.clear()
            await up.arrived.wait()
        assert len(up.received) == 2
        up.hold.set()
        await asyncio.gather(*six)
        assert up.connections == 2
    await pool.aclose()


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (
            EgressLimits(connections=1, wait_ms=20),
            "no connection to any host was free for 20 ms, 1 are in use: raise con",
        ),
        (
            EgressLimits(connections_per_origin=2, wait_ms=20),
            r"to http://127.*, 2 are in use: raise connections_per_or",
        ),
    ],
)
async def test_who_waits_too_long_hears_what_for(limits: EgressLimits, reason: str) -> None:
    pool = connections(limits)
    async with upstream() as up:
        up.hold = asyncio.Event()
        using = [asyncio.create_task(ask(pool, url_of(up))) for _ in range(min(2, limits.connections))]
        while len(up.received) < len(using):
            up.arrived.clear()
            await up.arrived.wait()
        with pytest.raises(FetchFailed, match=reason):
            await ask(pool, url_of(up))
        up.hold.set()
        await asyncio.gather(*using)
        await ask(pool, url_of(up))
    await pool.aclose()


async def test_who_waits_for_a_busy_origin_does_not_hold_up_the_others() -> None:
    pool = connections(EgressLimits(connections=2, connections_per_origin=1))
    async with upstream() as busy, upstream() as free:
        busy.hold = asyncio.Event()
        waiting = [asyncio.create_task(ask(pool, url_of(busy))) for _ in range(5)]
        await busy.arrived.wait()
        await asyncio.wait_for(ask(pool, url_of(free)), 2)
        busy.hold.set()
        await asyncio.gather(*waiting)
    await pool.aclose()


@pytest.mark.parametrize("moments", [range(25), range(25, 50)])
async def test_a_request_cancelled_at_any_moment_leaves_no_slot_taken(moments: Sequence[int]) -> None:
    pool = connections(EgressLimits(connections=2, connections_per_origin=2))
    async with upstream() as up:
        for moment in moments:
            for _ in range(3):
                task = asyncio.create_task(ask(pool, url_of(up)))
                for _ in range(moment):
                    await asyncio.sleep(0)
                task.cancel()
                await asyncio.wait([task])
        await asyncio.wait_for(asyncio.gather(*(ask(pool, url_of(up)) for _ in range(4))), 2)
    await pool.aclose()


async def test_a_cancelled_request_ends_within_20_ms() -> None:
    async with upstream() as up, fetcher(private=["127.0.0.1"]) as fetch:
        up.hold = asyncio.Event()
        origin = f"http://127.0.0.1:{up.port}"
        task = asyncio.create_task(fetch.fetch(get(origin), authority(origin), timeout_s=5))
        await up.arrived.wait()
        started = time.perf_counter()
        task.cancel()
        await asyncio.wait([task])
        assert time.perf_counter() - started < 0.02


class ClosesWhenTakenUp:
    """Answers the first request of each connection and closes at the second, as a server does whose patience ends."""

    def __init__(self) -> None:
        self.requests: list[bytes] = []

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with closing(writer), suppress(asyncio.IncompleteReadError):  # the last connection just ends
            self.requests.append((await reader.readuntil(b"\r\n\r\n"))[:4])
            writer.write(reply())
            self.requests.append((await reader.readuntil(b"\r\n\r\n"))[:4])


async def test_a_safe_request_is_repeated_on_a_new_connection_when_the_resting_one_closes() -> None:
    served = ClosesWhenTakenUp()
    server = await asyncio.start_server(served.serve, "127.0.0.1", 0)
    url = parse_url(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")
    headers = [(b"host", url.authority.encode())]
    async with server, Transport(EgressLimits(), private=LOOPBACK) as transport:
        for _ in range(2):
            async with transport.send("GET", url, headers, None) as response:
                assert await response.aread() == b"ok"
    assert served.requests[:3] == [b"GET ", b"GET ", b"GET "]


async def test_a_connection_with_more_than_the_answer_on_it_is_not_used_again() -> None:
    async with upstream(lambda got: reply() + reply(b"for the next one") if "/first" in got.line else reply()) as up:
        async with fetcher(private=["127.0.0.1"]) as fetch:
            origin = f"http://127.0.0.1:{up.port}"
            for path in ("/first", "/second"):
                assert (await fetch.fetch(get(origin + path), authority(origin), timeout_s=5)).body == b"ok"
        assert up.connections == 2


async def test_a_request_that_may_act_twice_is_not_repeated() -> None:
    served = ClosesWhenTakenUp()
    server = await asyncio.start_server(served.serve, "127.0.0.1", 0)
    origin = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server, fetcher(private=["127.0.0.1"]) as fetch:
        await fetch.fetch(get(origin), authority(origin), timeout_s=5)
        with pytest.raises(Exception, match="closed the connection early"):
            await fetch.fetch(post(origin, b""), authority(f"POST {origin}"), timeout_s=5)
    assert served.requests == [b"GET ", b"POST"]
