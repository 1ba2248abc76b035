"""`skerry serve`: what keeps it from starting is named; `skerry init` makes what it can serve; no secret is said."""

from __future__ import annotations

import json
import re
import socket
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.server.command import Ended, skerry
from tests.server.conftest import github, write
from tests.server.integrations import TEXT, TOKEN, fetches, integration, says
from tests.serving import TOKEN as SERVING_TOKEN
from tests.serving import serve


def refused(folder: Path, *options: str, settings: str = "", **env: str) -> Ended:
    (folder / "integrations").mkdir(exist_ok=True)
    write(folder, {"skerry.toml": settings})
    ended = skerry("serve", "--port", "0", *options, cwd=folder, env={"SKERRY_TOKEN": TOKEN, **env})
    assert ended.code == 1, ended.err
    assert "Traceback" not in ended.err
    return ended


@pytest.mark.parametrize(
    ("options", "settings", "env", "says_"),
    [
        (
            (),
            "",
            {"SKERRY_TOKEN": ""},
            "there is no token, and the server opens to nobody; make one with: skerry token",
        ),
        ((), "", {"SKERRY_TOKEN": "test-token"}, "at least 32 are needed; make a good one with: skerry token"),
        ((), "", {"SKERRY_TOKEN": "change-me" * 5}, "easy to guess"),
        ((), "[server]\nprot = 3000\n", {}, "skerry.toml:2: server.prot"),
        ((), "[server]\nprot = 3000\n", {}, "did you mean port?"),
        ((), "[limits]\nwall_ms = 'long'\n", {}, "skerry.toml:2: limits.wall_ms"),
        (("--integrations", "nowhere"), "", {}, "nowhere cannot be read (No such file or directory): create it"),
        (("--rate-limit", "often"), "", {}, "often"),
        (("--allow-net", "http://"), "", {}, "--allow-net"),
    ],
)
def test_what_keeps_it_from_starting_is_named(
    tmp_path: Path, options: tuple[str, ...], settings: str, env: dict[str, str], says_: str
) -> None:
    ended = refused(tmp_path, *options, settings=settings, **env)
    assert says_ in ended.err
    value = env.get("SKERRY_TOKEN")
    assert not value or value not in ended.err + ended.out


def test_a_port_in_use_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = refused(tmp_path, "--port", str(port))
    assert f"cannot listen on 127.0.0.1:{port}: Address already in use; choose another with" in ended.err


async def test_a_new_project_checks_and_serves(tmp_path: Path) -> None:
    made = skerry("init", "project", cwd=tmp_path)
    assert made.code == 0, made.err
    again = skerry("init", "project", cwd=tmp_path)
    assert (again.code, "nothing is overwritten" in again.err) == (1, True)
    checked = skerry("check", cwd=tmp_path / "project")
    assert (checked.code, checked.err) == (0, "")
    token = re.search(r"SKERRY_TOKEN=(\S+)", (tmp_path / "project/.env").read_text())
    assert token
    settings = tmp_path / "project/skerry.toml"
    with serve(tmp_path / "project/integrations", config=settings, environment={"SKERRY_TOKEN": ""}) as server:
        async with httpx.AsyncClient(base_url=server.url, headers={"Authorization": f"Bearer {token[1]}"}) as client:
            answer = await client.post("/context", json=github(repository="acme/payments"))
            assert (answer.status_code, answer.json()["failedCount"]) == (200, 0)
            assert answer.json()["count"] > 0
            assert (await client.get("/readyz")).json()["reasons"] == []


def test_a_made_token_is_a_good_one(tmp_path: Path) -> None:
    made = skerry("token", cwd=tmp_path)
    assert made.code == 0
    found = re.search(r"skerry_[\w-]{43}", made.out)
    assert found
    ended = refused(tmp_path, "--integrations", "nowhere", SKERRY_TOKEN=found[0])
    assert "SKERRY_TOKEN" not in ended.err  # it came as far as the folder


MARKED = "marked-7d1f90c2"
SECRET = "secret-of-the-test-a1b2"


async def test_nothing_secret_is_said(tmp_path: Path) -> None:
    """Tokens, secrets, contexts, queries: in no line of the log, whatever goes wrong."""
    leaks = "console.log(secrets.TOKEN); throw new Error(secrets.TOKEN);"
    write(
        tmp_path,
        {
            "a.integration.js": says("fine", "ok"),
            "b.integration.js": integration("leaks", leaks, requiredSecrets=["TOKEN"]),
            "c.integration.js": fetches("denied", "https://x.example/?q=${context.page.name}"),
            "d.integration.js": integration("broken", "null.x;" + TEXT),
            "e.integration.js": integration("typed", "return { type: context.page.name };"),
            "skerry.toml": '[grants."b.integration.js"]\nsecrets = ["TOKEN"]\n',
        },
    )
    bodies: list[tuple[str, dict[str, str], Any]] = [
        ("/context", {}, github(name=MARKED)),
        ("/context", {}, {"type": MARKED, "url": f"https://{MARKED}/"}),
        ("/context", {}, github(name=[[[[[[[[[[[[MARKED]]]]]]]]]]]])),
        ("/context", {"Authorization": f"Bearer {MARKED}"}, github(name=MARKED)),
        ("/context", {"Authorization": MARKED}, github(name=MARKED)),
        ("/context", {"Content-Type": "text/plain"}, github(name=MARKED)),
        ("/context", {"Origin": f"https://{MARKED}.example"}, github(name=MARKED)),
        ("/context", {"Accept": "application/x-ndjson"}, github(name=MARKED)),
        (f"/{MARKED}?q={MARKED}", {}, {}),
        (f"/context?q={MARKED}", {"Cookie": MARKED, "X-Request-Id": MARKED}, github(name="a" * 200_000)),
    ]
    environment = {"INTEGRATION_TOKEN": SECRET}
    with serve(tmp_path, config=tmp_path / "skerry.toml", environment=environment) as server:
        async with server.client() as client:
            for path, headers, body in bodies:
                headers = {"Content-Type": "application/json", **headers}
                answer = await client.post(path, content=json.dumps(body), headers=headers)
                assert answer.status_code < 500
                assert SECRET not in answer.text
                assert "server" not in answer.headers
    said = "\n".join(server.said)
    assert said.count('"event":"request"') == len(bodies), said
    for hidden in (MARKED, SECRET, SERVING_TOKEN):
        assert hidden not in said
