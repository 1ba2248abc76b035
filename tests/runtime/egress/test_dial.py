import asyncio
import ssl
from pathlib import Path

import pytest
import trustme

from runtime.egress.errors import FetchDenied, FetchFailed
from runtime.egress.resolver import SystemResolver
from tests.runtime.egress.upstream import Events, FixedResolver, authority, fetcher, get, reply, upstream

REFUSED_ANSWERS = [
    (["10.0.0.5"], "resolves to a private address"),
    (["8.8.8.8", "10.0.0.5"], "resolves to a private address"),
    (["169.254.169.254"], "resolves to a link-local address"),
    (["100.64.0.1"], "resolves to a carrier-grade NAT address"),
    (["::ffff:8.8.8.8"], "resolves to an IPv4-in-IPv6 address"),
    (["64:ff9b::808:808"], "resolves to an IPv4-in-IPv6 address"),
    (["fd00:ec2::254"], "resolves to a private address"),
    (["::1"], r'resolves to ::1, a loopback address: add "\[::1\]:80" to private'),
    (["127.0.0.1", "8.8.8.8"], "resolves to public and private addresses at once"),
]


@pytest.mark.parametrize(("answers", "reason"), REFUSED_ANSWERS)
async def test_a_name_with_an_answer_that_is_not_public_is_not_connected_to(answers: list[str], reason: str) -> None:
    events = Events()
    async with fetcher(answers={"in.x.com": [answers]}, private=["127.0.0.1"], events=events) as fetch:
        with pytest.raises(FetchDenied, match=reason) as denied:
            await fetch.fetch(get("http://in.x.com"), authority("http://in.x.com"), timeout_s=5)
    for inner in ("10.0.0.5", "169.254.169.254", "fd00:ec2::254"):
        if inner in answers:
            assert inner not in str(denied.value)
            assert inner in events.seen[-1]["detail"]


async def test_a_name_without_an_answer_is_named() -> None:
    async with fetcher(answers={"no.x.com": [[]]}) as fetch:
        with pytest.raises(FetchFailed, match=r"no address is known for no\.x\.com"):
            await fetch.fetch(get("https://no.x.com"), authority("no.x.com"), timeout_s=5)


async def test_a_name_that_changes_its_address_never_gets_a_connection_to_the_second() -> None:
    # 127.0.0.2 stands for the public address: it is named, 127.0.0.1 is not.
    async with upstream(lambda _: reply(b"", "200 OK", "connection: close")) as target:
        answers = {"evil.com": [["127.0.0.2"], ["127.0.0.1"]]}
        async with fetcher(answers=answers, private=["127.0.0.2"]) as fetch:
            url = f"http://evil.com:{target.port}"
            with pytest.raises(FetchFailed, match="connection refused"):
                await fetch.fetch(get(url), authority(url), timeout_s=5)
            with pytest.raises(FetchDenied, match=r"resolves to 127\.0\.0\.1, a loopback address"):
                await fetch.fetch(get(url), authority(url), timeout_s=5)
        assert target.connections == 0
        # The control: with both addresses named, the second is connected to.
        async with fetcher(answers=answers, private=["127.0.0.1", "127.0.0.2"]) as fetch:
            with pytest.raises(FetchFailed, match="connection refused"):
                await fetch.fetch(get(url), authority(url), timeout_s=5)
            await fetch.fetch(get(url), authority(url), timeout_s=5)
        assert target.connections == 1


async def test_a_name_is_looked_up_once_for_a_connection_and_the_checked_answer_is_used() -> None:
    async with upstream(lambda _: reply(b"first", "200 OK")) as target:
        answers = {"evil.com": [["127.0.0.1"], ["127.0.0.9"]]}
        async with fetcher(answers=answers, private=["127.0.0.1"]) as fetch:
            url = f"http://evil.com:{target.port}"
            for _ in range(3):  # the second and third go over the connection that was checked
                assert (await fetch.fetch(get(url), authority(url), timeout_s=5)).body == b"first"
    assert target.connections == 1
    assert target.received[0].first("host") == f"evil.com:{target.port}"


async def test_an_address_that_does_not_answer_leaves_the_next_one() -> None:
    async with upstream() as target:
        answers = {"two.com": [["127.0.0.7", "127.0.0.1"]]}
        async with fetcher(answers=answers, private=["127.0.0.0/8"]) as fetch:
            url = f"http://two.com:{target.port}"
            assert (await fetch.fetch(get(url), authority(url), timeout_s=5)).body == b"ok"


async def test_the_stub_and_the_system_resolve_alike() -> None:
    system = SystemResolver()
    try:
        stub = FixedResolver({"localhost": [["127.0.0.1", "::1"]]})
        assert set(await system.resolve("localhost")) <= set(await stub.resolve("localhost"))
        assert [str(address) for address in await system.resolve("127.0.0.1")] == ["127.0.0.1"]
        with pytest.raises(FetchFailed, match=r"for no-such-name\.invalid"):
            await system.resolve("no-such-name.invalid")
    finally:
        system.close()


# TLS


class Authority:
    """A certificate authority of the test's own, and a server's context with a certificate from it."""

    def __init__(self, folder: Path) -> None:
        self._ca = trustme.CA()
        self.file = str(folder / "ca.pem")
        self._ca.cert_pem.write_to_path(self.file)

    def server(self, *names: str) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._ca.issue_cert(*names).configure_cert(context)
        return context


async def test_tls_is_made_with_the_name_of_the_url_and_checked_against_it(tmp_path: Path) -> None:
    ca = Authority(tmp_path)
    async with upstream(tls=ca.server("api.x.com")) as up:
        answers = {"api.x.com": [["127.0.0.1"]], "other.com": [["127.0.0.1"]]}
        async with fetcher(answers=answers, private=["127.0.0.1"], ca_file=ca.file) as fetch:
            url = f"https://API.x.com:{up.port}"
            for _ in range(2):
                assert (await fetch.fetch(get(url), authority(url), timeout_s=5)).body == b"ok"
            assert up.server_names == ["api.x.com"]
            assert up.received[0].first("host") == f"api.x.com:{up.port}"
            other = f"https://other.com:{up.port}"
            with pytest.raises(
                FetchFailed, match=rf"certificate of other\.com:{up.port} is not accepted: Hostname mis"
            ):
                await fetch.fetch(get(other), authority(other), timeout_s=5)


async def test_a_certificate_that_nobody_trusts_is_refused(tmp_path: Path) -> None:
    answers = {"api.x.com": [["127.0.0.1"]]}
    tls = Authority(tmp_path).server("api.x.com")
    async with upstream(tls=tls) as up, fetcher(answers=answers, private=["127.0.0.1"]) as fetch:
        url = f"https://api.x.com:{up.port}"
        with pytest.raises(FetchFailed, match=f"certificate of api.x.com:{up.port} is not accepted"):
            await fetch.fetch(get(url), authority(url), timeout_s=5)
    assert up.received == []


async def test_a_certificate_for_an_address_is_checked_against_it(tmp_path: Path) -> None:
    ca = Authority(tmp_path)
    async with upstream(tls=ca.server("127.0.0.1")) as up, fetcher(private=["127.0.0.1"], ca_file=ca.file) as fetch:
        url = f"https://127.0.0.1:{up.port}"
        assert (await fetch.fetch(get(url), authority(url), timeout_s=5)).body == b"ok"
        assert up.server_names == [None]


async def test_a_server_without_tls_is_named() -> None:
    async def serve(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(reply())
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    url = f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server, fetcher(private=["127.0.0.1"]) as fetch:
        with pytest.raises(FetchFailed, match=r"no TLS connection with 127\.0\.0\.1:[0-9]+$"):
            await fetch.fetch(get(url), authority(url), timeout_s=5)
