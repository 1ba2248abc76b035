"""Tokens that are fetched with a key: real requests to servers on loopback, and when they are fetched anew."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import cache
from typing import Any
from urllib.parse import parse_qs

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from runtime.egress.dial import trust
from runtime.egress.errors import EgressError, FetchFailed
from runtime.egress.limits import EgressLimits
from runtime.egress.private import parse_private
from runtime.egress.transport import Transport
from runtime.secrets.signers.client_credentials import ClientCredentials
from runtime.secrets.signers.github_app import GithubApp
from runtime.secrets.signers.github_permissions import parse_permissions
from runtime.secrets.signers.minted import MARGIN_S, MIN_AGE_S, RETRY_S, Minted, Parts, Token
from runtime.secrets.signers.signer import TokenSigner
from runtime.secrets.signers.token_request import TokenRequests
from tests.aws_endpoint import reply_json
from tests.runtime.clock import ManualClock
from tests.runtime.egress.upstream import Events, Received, Upstream, reply, upstream

NOW = 1_769_850_000.0  # 2026-01-31T09:00:00Z
LATER = "2026-01-31T10:00:00Z"
SECRET = "real-client-secret-1234567890"


# Kept tokens


class Fetching:
    """Fetches tokens that live an hour."""

    def __init__(self, clock: ManualClock) -> None:
        self.clock = clock
        self.count = 0
        self.life_s = 3600.0
        self.gate: asyncio.Event | None = None
        self.error: EgressError | None = None

    async def __call__(self, parts: Parts) -> Token:
        self.count += 1
        if self.gate is not None:
            await self.gate.wait()
        if self.error is not None:
            raise self.error
        return Token(f"token-number-{self.count}", self.clock() + self.life_s)


def minted() -> tuple[ManualClock, Fetching, Minted]:
    clock = ManualClock(NOW)
    fetching = Fetching(clock)
    return clock, fetching, Minted(fetching, clock)


async def test_a_token_is_kept_until_shortly_before_it_ends() -> None:
    clock, fetching, tokens = minted()
    assert await tokens.token(("key",)) == "token-number-1"
    clock.pass_time(3600 - MARGIN_S - 1)
    assert await tokens.token(("key",)) == "token-number-1"
    clock.pass_time(1)
    assert await tokens.token(("key",)) == "token-number-2"
    assert fetching.count == 2


async def test_a_bug_in_fetching_is_raised_to_who_waits() -> None:
    async def broken(parts: Parts) -> Token:
        raise OverflowError("year 0 is out of range")

    with pytest.raises(OverflowError):
        await Minted(broken).token(("key",))


async def test_a_short_token_is_used_for_most_of_its_life() -> None:
    clock, fetching, tokens = minted()
    fetching.life_s = 10
    await tokens.token(("key",))
    clock.pass_time(7)
    assert await tokens.token(("key",)) == "token-number-1"
    clock.pass_time(1)
    assert await tokens.token(("key",)) == "token-number-2"


async def test_everybody_waits_for_one_fetch_and_who_leaves_stops_nothing() -> None:
    _, fetching, tokens = minted()
    fetching.gate = asyncio.Event()
    asking = [asyncio.create_task(tokens.token(("key",))) for _ in range(10)]
    await asyncio.sleep(0)
    for task in asking[:9]:
        task.cancel()
    await asyncio.sleep(0)
    fetching.gate.set()
    assert await asking[9] == "token-number-1"
    assert fetching.count == 1


async def test_a_failure_is_the_answer_for_a_moment() -> None:
    clock, fetching, tokens = minted()
    fetching.error = FetchFailed("no token")
    for _ in range(5):
        with pytest.raises(FetchFailed, match="no token"):
            await tokens.token(("key",))
    assert fetching.count == 1
    clock.pass_time(RETRY_S)
    fetching.error = None
    assert await tokens.token(("key",)) == "token-number-2"


async def test_a_token_that_was_refused_makes_place_for_one_other() -> None:
    clock, fetching, tokens = minted()
    token = await tokens.token(("key",))
    tokens.refused(token)
    assert await tokens.token(("key",)) == token  # it is too new: the next would be refused too
    clock.pass_time(MIN_AGE_S)
    tokens.refused("of another run, long ago")
    assert await tokens.token(("key",)) == token
    tokens.refused(token)
    tokens.refused(token)
    assert await tokens.token(("key",)) == "token-number-2"
    tokens.refused("token-number-2")
    assert await tokens.token(("key",)) == "token-number-2"
    assert fetching.count == 2


async def test_each_key_has_its_token_and_old_keys_are_forgotten() -> None:
    _, fetching, tokens = minted()
    for key in ("one", "two", "one", "two", "three", "two", "three", "one"):
        await tokens.token((key,))
    assert fetching.count == 4


async def test_a_fetch_under_way_ends_with_the_server() -> None:
    _, fetching, tokens = minted()
    fetching.gate = asyncio.Event()
    asking = asyncio.create_task(tokens.token(("key",)))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    await tokens.aclose()
    with pytest.raises(asyncio.CancelledError):
        await asking


@pytest.mark.parametrize("token", ["short", "with a space 1234567890", "line\nbreak-1234567890", "ümlaut-1234567890"])
async def test_a_token_that_no_header_takes_is_not_sent(token: str) -> None:
    async def fetch(parts: Parts) -> Token:
        return Token(token, NOW)

    class Mint:
        def problem(self, parts: Parts) -> str | None:
            return None

        async def fetch(self, parts: Parts) -> Token:
            return await fetch(parts)

    signer = TokenSigner("TOKEN", ("KEY",), Mint(), Minted(fetch))
    with pytest.raises(FetchFailed, match="the token for the secret TOKEN has a form that is not sent") as failed:
        await signer.token(("key",))
    assert token not in str(failed.value)


# Requests


@asynccontextmanager
async def token_server(
    handler: Callable[[Received], bytes], private: str = "127.0.0.1"
) -> AsyncIterator[tuple[Upstream, TokenRequests, Events]]:
    events = Events()
    transport = Transport(EgressLimits(), private=[parse_private(private)], tls=trust())
    async with upstream(handler) as served, transport:
        yield served, TokenRequests(transport, user_agent="skerry/1", log=events.log), events


@cache
def key(bits: int = 2048) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, bits)


def pem(private: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> str:
    return private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def from_base64url(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def github(received: Received) -> bytes:
    """Accepts what the App's key signed, as GitHub documents it."""
    scheme, _, jwt = (received.first("authorization") or "").partition(" ")
    head, claims, signature = jwt.split(".")
    key().public_key().verify(from_base64url(signature), f"{head}.{claims}".encode(), padding.PKCS1v15(), SHA256())
    said = json.loads(from_base64url(claims))
    assert (scheme, json.loads(from_base64url(head))) == ("Bearer", {"alg": "RS256", "typ": "JWT"})
    assert said["iss"] == "12345"
    assert said["iat"] <= NOW < said["exp"] <= NOW + 600
    assert received.line == "POST /api/v3/app/installations/678/access_tokens HTTP/1.1"
    return reply_json({"token": "ghs_16C7e42F292c6912E7710c8", "expires_at": LATER, "more": 1}, "201 Created")


def app(requests: TokenRequests, served: Upstream, **options: Any) -> GithubApp:
    api = f"http://127.0.0.1:{served.port}/api/v3/"
    return GithubApp("TOKEN", requests, app_id="12345", installation_id="678", api=api, clock=lambda: NOW, **options)


@pytest.mark.parametrize("text", [lambda made: made, lambda made: made.replace("\n", "\\n"), lambda made: made.strip()])
async def test_a_github_app_gets_the_token_of_its_installation(text: Callable[[str], str]) -> None:
    async with token_server(github) as (served, requests, events):
        token = await app(requests, served).fetch((text(pem(key())),))
    assert token == Token("ghs_16C7e42F292c6912E7710c8", NOW + 3600)
    assert served.received[0].first("accept") == "application/vnd.github+json"
    assert json.loads(served.received[0].body) == {}
    assert [event["step"] for event in events.seen] == ["sending", "answered"]
    assert events.seen[0]["secret"] == "TOKEN"
    told = repr(events.seen) + repr(token)
    assert "ghs_" not in told
    assert (served.received[0].first("authorization") or "x") not in told


async def test_the_token_of_a_github_app_is_narrowed_by_its_scope() -> None:
    async with token_server(github) as (served, requests, _):
        permissions = parse_permissions("contents:read issues:write")
        await app(requests, served, permissions=permissions).fetch((pem(key()),))
    assert json.loads(served.received[0].body) == {"permissions": {"contents": "read", "issues": "write"}}
    for text in ("contents", "contents:all", "Contents:read"):
        with pytest.raises(ValueError, match="is no permission"):
            parse_permissions(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("real-token-1234567890", "it is no private key in PEM form"),
        ("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", "it is no private key in PEM form"),
        ("ec", "it is no RSA key of 2048 bits or more"),
        ("small", "it is no RSA key of 2048 bits or more"),
    ],
)
async def test_a_key_that_github_would_not_take_is_found_before(text: str, reason: str) -> None:
    made = {"ec": lambda: pem(ec.generate_private_key(ec.SECP256R1())), "small": lambda: pem(key(1024))}
    value = made[text]() if text in made else text
    async with token_server(github) as (served, requests, _):
        problem = app(requests, served).problem((value,))
        with pytest.raises(FetchFailed, match="the private key of the secret TOKEN is not usable"):
            await app(requests, served).fetch((value,))
    assert problem is not None
    assert reason in problem
    assert value not in problem
    assert served.connections == 0


def client(requests: TokenRequests, served: Upstream, **options: Any) -> ClientCredentials:
    url = f"http://127.0.0.1:{served.port}/oauth2/token"
    return ClientCredentials("TOKEN", requests, token_url=url, client_id="me & co", clock=lambda: NOW, **options)


def oauth(**answer: object) -> Callable[[Received], bytes]:
    made = {"access_token": "at-1234567890abcdef", "token_type": "Bearer", "expires_in": 1800, **answer}
    return lambda _: reply_json({name: value for name, value in made.items() if value is not None})


async def test_a_client_shows_its_id_and_secret_as_basic_or_in_the_form() -> None:
    async with token_server(oauth()) as (served, requests, events):
        basic = await client(requests, served, scope="read write").fetch(("s:cret+1234567890",))
        await client(requests, served, send="form").fetch((SECRET,))
    assert basic == Token("at-1234567890abcdef", NOW + 1800)
    first, second = served.received
    login = base64.b64decode((first.first("authorization") or "").removeprefix("Basic "))
    assert login == b"me+%26+co:s%3Acret%2B1234567890"
    assert parse_qs(first.body.decode()) == {"grant_type": ["client_credentials"], "scope": ["read write"]}
    assert second.first("authorization") is None
    assert parse_qs(second.body.decode()) == {
        "grant_type": ["client_credentials"],
        "client_id": ["me & co"],
        "client_secret": [SECRET],
    }
    assert SECRET not in repr(events.seen)
    assert "at-1234567890" not in repr(events.seen)


@pytest.mark.parametrize(
    ("given", "life_s"),
    [(60, 60.0), ("120", 120.0), (None, 300.0), ("soon", 300.0), (10**9, 86_400.0), (-5, 0.0), (12.5, 12.5)],
)
async def test_a_token_ends_when_the_server_says(given: object, life_s: float) -> None:
    async with token_server(oauth(expires_in=given)) as (served, requests, _):
        assert (await client(requests, served).fetch((SECRET,))).ends_at == NOW + life_s


REFUSALS: list[tuple[bytes, dict[str, object]]] = [
    (reply_json({"error": "invalid_client"}, "401 Unauthorized"), {"step": "refused", "reason": "invalid_client"}),
    (reply_json({"message": "Not Found"}, "404 Not Found"), {"step": "refused", "reason": "Not Found", "status": 404}),
    (reply(b"<html>", "500 Internal Server Error"), {"step": "refused", "reason": "", "status": 500}),
    (reply(b"", "302 Found", "location: http://127.0.0.1:1/"), {"step": "refused", "status": 302}),
    (reply(b"not json"), {"step": "refused", "reason": "the answer is not as described"}),
    (reply_json({"token": "x"}), {"step": "refused", "reason": "the answer is not as described"}),
    (reply(b"\xff\xfe"), {"step": "refused", "reason": "the answer is not as described"}),
    (reply(b"x" * 70_000), {"step": "failed"}),
    (b"nonsense\r\n\r\n", {"step": "failed"}),
]


@pytest.mark.parametrize(("answer", "logged"), REFUSALS)
async def test_the_author_is_told_which_secret_and_the_log_why(answer: bytes, logged: dict[str, object]) -> None:
    async with token_server(lambda _: answer) as (served, requests, events):
        with pytest.raises(FetchFailed) as failed:
            await client(requests, served).fetch((SECRET,))
    said = "fetch failed: no token could be had for the secret TOKEN: the server's log says why"
    assert str(failed.value) == said
    assert logged.items() <= events.seen[-1].items()
    assert len(served.received) == 1  # no redirect was followed


async def test_a_token_of_another_type_is_not_used() -> None:
    async with token_server(oauth(token_type="mac")) as (served, requests, _):
        with pytest.raises(FetchFailed, match="is not of the type bearer"):
            await client(requests, served).fetch((SECRET,))


async def test_the_address_of_a_token_server_is_checked_like_any_other() -> None:
    async with token_server(oauth(), private="10.0.0.1") as (served, requests, events):
        with pytest.raises(FetchFailed, match="no token could be had"):
            await client(requests, served).fetch((SECRET,))
    assert served.connections == 0
    assert "is a loopback address" in str(events.seen[-1]["reason"])


def test_what_holds_a_token_does_not_show_it() -> None:
    assert "at-123" not in repr(Token("at-1234567890", 1.0))
