"""Values that change while the server serves: files that are exchanged, tokens that are fetched with a key."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from runtime.secrets.signers import minted
from runtime.secrets.sources import named
from runtime.settings import Grant, Secret
from tests.aws_endpoint import reply_json
from tests.runtime.egress.upstream import Received, Upstream, reply, upstream
from tests.server.conftest import MakeSite, Site
from tests.server.integrations import TEXT, integration

FILE = "team/x.integration.js"
CLIENT_SECRET = "the-client-secret-1234567890"


class Service:
    """An API that takes the tokens which it gave itself."""

    def __init__(self) -> None:
        self.given = 0
        self.taken: set[str] = set()
        self.arrived: list[str] = []
        self.served: Upstream | None = None

    @property
    def origin(self) -> str:
        assert self.served is not None
        return f"http://127.0.0.1:{self.served.port}"

    def __call__(self, received: Received) -> bytes:
        authorization = received.first("authorization") or ""
        if received.line.startswith("POST /token "):
            login = base64.b64decode(authorization.removeprefix("Basic ")).decode()
            if login != f"skerry:{CLIENT_SECRET}":
                return reply_json({"error": "invalid_client"}, "401 Unauthorized")
            self.given += 1
            self.taken = {f"fetched-token-number-{self.given}"}
            (token,) = self.taken
            return reply_json({"access_token": token, "token_type": "bearer", "expires_in": 3600})
        self.arrived.append(authorization)
        if authorization.removeprefix("Bearer ") not in self.taken:
            return reply(b"no", "401 Unauthorized")
        return reply(f"you sent {authorization}".encode())


@asynccontextmanager
async def serving_tokens() -> AsyncIterator[Service]:
    service = Service()
    async with upstream(service) as service.served:
        yield service


async def make(make_site: MakeSite, service: Service, secret: str = CLIENT_SECRET, url: str = "") -> Site:
    body = f"""
        const response = await fetch('{url or service.origin + "/api"}', {{
            headers: {{ Authorization: `Bearer ${{secrets.TOKEN}}` }} }});
        return text(`${{response.status}} ${{await response.text()}}`);
    """
    return await make_site(
        {FILE: integration("sender", body + TEXT, requiredSecrets=["TOKEN"], cache=0)},
        grants={FILE: Grant(net=(f"GET {service.origin}", "GET http://127.0.0.1:1"), secrets=("TOKEN",))},
        secrets={
            "TOKEN": Secret(
                hosts=(service.origin,),
                sign="oauth2-client-credentials",
                token_url=f"{service.origin}/token",
                client_id="skerry",
                client_secret="CLIENT_SECRET",
            )
        },
        environ={"INTEGRATION_CLIENT_SECRET": secret},
        egress={"private": (service.origin.removeprefix("http://"), "127.0.0.1:1")},
    )


def never_shown(site: Site, *answers: object) -> bool:
    shown = "".join(map(str, (*answers, *site.log)))
    return "fetched-token" not in shown and CLIENT_SECRET not in shown


async def test_a_token_is_fetched_once_for_many_runs_and_never_shown(make_site: MakeSite) -> None:
    async with serving_tokens() as service:
        site = await make(make_site, service)
        answers = [await site.texts(name="a") for _ in range(3)]
    assert answers == [["200 you sent Bearer [secret TOKEN]"]] * 3
    assert service.arrived == ["Bearer fetched-token-number-1"] * 3
    assert service.given == 1
    assert [entry["step"] for entry in site.log if entry["event"] == "token"] == ["sending", "answered"]
    assert never_shown(site, *answers)


async def test_a_token_that_is_refused_makes_place_for_a_new_one(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(minted, "MIN_AGE_S", 0.0)
    async with serving_tokens() as service:
        site = await make(make_site, service)
        before = await site.texts(name="a")
        service.taken = set()
        refused = await site.texts(name="a")
        after = await site.texts(name="a")
    assert [texts[0][:3] for texts in (before, refused, after)] == ["200", "401", "200"]
    assert service.given == 2


async def test_a_token_goes_to_the_hosts_of_its_secret_only(make_site: MakeSite) -> None:
    async with serving_tokens() as service:
        site = await make(make_site, service, url="http://127.0.0.1:1/")
        (said,) = await site.texts(name="a")
    assert (
        'may not send the secret TOKEN to http://127.0.0.1:1: if it is meant for it, add "http://127.0.0.1:1"' in said
    )
    assert service.given == 0


async def test_a_key_that_is_not_taken_fails_the_integration_and_the_log_says_why(make_site: MakeSite) -> None:
    async with serving_tokens() as service:
        site = await make(make_site, service, "another-secret-1234567890")
        answer = await site.ask(name="a")
    said = "no token could be had for the secret TOKEN: the server's log says why"
    assert said in answer["data"][0]["content"]
    assert "invalid_client" not in str(answer)
    assert site.logged("'reason': 'invalid_client'")
    assert service.arrived == []


async def test_a_file_that_is_exchanged_is_the_new_value_and_old_results_are_not_shown(
    make_site: MakeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(named, "REFRESH_S", 0.0)
    file = tmp_path / "token"

    def write(value: str) -> None:
        file.write_text(f"{value}\n")
        file.chmod(0o600)

    async with serving_tokens() as service:
        body = f"""
            const headers = {{ Authorization: secrets.TOKEN }};
            return text((await fetch('{service.origin}/', {{ headers }})).status);
        """
        write("value-number-1-1234567890")
        site = await make_site(
            {FILE: integration("sender", body + TEXT, requiredSecrets=["TOKEN"])},
            grants={FILE: Grant(net=(f"GET {service.origin}",), secrets=("TOKEN",))},
            secrets={"TOKEN": Secret(hosts=(service.origin,))},
            environ={"INTEGRATION_TOKEN_FILE": str(file)},
            egress={"private": (service.origin.removeprefix("http://"),)},
        )
        hits = [(await site.ask(name="a"))["cacheHits"] for _ in range(2)]
        write("value-number-2-1234567890")
        hits += [(await site.ask(name="a"))["cacheHits"] for _ in range(2)]
        file.unlink()
        gone = await site.ask(name="a")
    assert service.arrived == ["value-number-1-1234567890", "value-number-2-1234567890"]
    assert hits == [0, 1, 0, 1]
    assert (gone["failedCount"], gone["cacheHits"]) == (0, 1)  # the last value bridges a source that fails
    assert site.logged("is not there or empty', 'old_value_used': True")
