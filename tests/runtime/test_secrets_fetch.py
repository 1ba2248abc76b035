"""Secrets through real requests: what arrives, and what comes back to the guest."""

import base64

import pytest

from runtime.egress.errors import EgressError, FetchDenied
from runtime.egress.response import GuestResponse
from runtime.secrets.broker import SecretBroker
from runtime.secrets.places import parse_places
from runtime.secrets.run import RunSecrets
from runtime.secrets.source import EnvironmentSecrets
from tests.runtime.egress.upstream import PATH, Events, Received, Upstream, authority, fetcher, get, reply, upstream

VALUE = "real-token-1234567890"


def secrets_for(*ups: Upstream) -> RunSecrets:
    hosts = [f"http://127.0.0.1:{up.port}" for up in ups]
    broker = SecretBroker(EnvironmentSecrets({"INTEGRATION_TOKEN": VALUE}), [parse_places("TOKEN", hosts)])
    return broker.for_run(authority(secrets=["TOKEN"]), ["TOKEN"])


def seen_by_guest(response: GuestResponse) -> str:
    return repr(response)


def echo(received: Received) -> bytes:
    given = received.first("authorization") or ""
    return reply(
        f"you sent {given}".encode(), f"200 {given}", f"x-echo: {given}", f"x-{given.split()[-1].strip('=')}: 1"
    )


@pytest.mark.parametrize("form", ["{}", "Bearer {}", "basic"])
async def test_the_value_arrives_and_an_answer_that_repeats_it_shows_the_placeholder(form: str) -> None:
    events = Events()
    async with upstream(echo) as up, fetcher(private=["127.0.0.1"], events=events) as fetch:
        origin, secrets = f"http://127.0.0.1:{up.port}", secrets_for(up)
        placeholder = secrets.placeholders["TOKEN"]
        encoded = base64.b64encode(f"user:{placeholder}".encode()).decode()
        given = f"Basic {encoded}" if form == "basic" else form.format(placeholder)
        response = await fetch.fetch(
            get(origin, authorization=given), authority(origin, secrets=["TOKEN"]), secrets, timeout_s=5
        )
    arrived = up.received[0].first("authorization") or ""
    assert VALUE in (base64.b64decode(arrived[6:]).decode() if form == "basic" else arrived)
    sent = arrived.split()[-1]
    assert sent.strip("=") not in seen_by_guest(response)
    assert response.body == f"you sent {given}".encode()
    assert response.head.status_text == given
    assert dict(response.head.headers)["x-echo"] == given
    assert events.seen[0]["secrets"] == ["TOKEN"]
    assert VALUE not in repr(events.seen)
    assert placeholder not in repr(events.seen)


async def test_a_redirect_to_another_origin_takes_no_secret_along() -> None:
    async with upstream() as other, fetcher(private=["127.0.0.1"]) as fetch:
        to = f"http://127.0.0.1:{other.port}"
        async with upstream(lambda _: reply(b"", "307 Temporary Redirect", f"location: {to}/")) as up:
            origin, secrets = f"http://127.0.0.1:{up.port}", secrets_for(up, other)
            request = get(origin, authorization=f"Bearer {secrets.placeholders['TOKEN']}")
            await fetch.fetch(request, authority(origin, to, secrets=["TOKEN"]), secrets, timeout_s=5)
    assert up.received[0].first("authorization") == f"Bearer {VALUE}"
    assert other.received[0].first("authorization") is None


async def test_a_redirect_within_the_origin_keeps_it() -> None:
    def answer(received: Received) -> bytes:
        return reply() if " /b " in received.line else reply(b"", "302 Found", "location: /b")

    async with upstream(answer) as up, fetcher(private=["127.0.0.1"]) as fetch:
        origin, secrets = f"http://127.0.0.1:{up.port}", secrets_for(up)
        request = get(f"{origin}/a", authorization=secrets.placeholders["TOKEN"])
        await fetch.fetch(request, authority(origin, secrets=["TOKEN"]), secrets, timeout_s=5)
    assert [received.first("authorization") for received in up.received] == [VALUE, VALUE]
    assert up.connections == 1


async def test_a_redirect_that_puts_the_value_into_a_url_is_refused() -> None:
    async with upstream() as other, fetcher(private=["127.0.0.1"]) as fetch:
        to = f"http://127.0.0.1:{other.port}"
        async with upstream(lambda _: reply(b"", "302 Found", f"location: {to}/?t={VALUE}")) as up:
            origin, secrets = f"http://127.0.0.1:{up.port}", secrets_for(up, other)
            request = get(origin, authorization=secrets.placeholders["TOKEN"])
            with pytest.raises(FetchDenied, match="sends the secret TOKEN in the URL") as denied:
                await fetch.fetch(request, authority(origin, to, secrets=["TOKEN"]), secrets, timeout_s=5)
    assert VALUE not in str(denied.value)
    assert other.connections == 0


async def test_a_secret_is_not_sent_where_no_net_rule_goes() -> None:
    async with upstream() as up, fetcher(private=["127.0.0.1"]) as fetch:
        origin, secrets = f"http://127.0.0.1:{up.port}", secrets_for(up)
        request = get(origin, authorization=secrets.placeholders["TOKEN"])
        with pytest.raises(FetchDenied, match=f"{PATH} may not reach {origin}"):
            await fetch.fetch(request, authority(secrets=["TOKEN"]), secrets, timeout_s=5)
    assert up.connections == 0


@pytest.mark.parametrize(
    "answer",
    [b"", b"HTTP/1.1 200 OK\r\nx: {}\0\r\n\r\n", b"{}\r\n\r\n", b"HTTP/1.1 302 OK\r\nlocation: ftp://{}\r\n\r\n"],
)
async def test_no_error_repeats_a_value(answer: bytes) -> None:
    events = Events()
    received = answer.replace(b"{}", VALUE.encode())
    async with upstream(lambda _: received) as up, fetcher(private=["127.0.0.1"], events=events) as fetch:
        origin, secrets = f"http://127.0.0.1:{up.port}", secrets_for(up)
        request = get(origin, authorization=secrets.placeholders["TOKEN"])
        with pytest.raises(EgressError) as error:
            await fetch.fetch(request, authority(origin, secrets=["TOKEN"]), secrets, timeout_s=0.2)
    assert VALUE not in str(error.value) + repr(events.seen)
