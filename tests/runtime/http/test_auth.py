import pytest

from tests.runtime.http.conftest import BEARER, CONTEXT, TOKEN, FakeDispatcher, Site

MISSING = "Authorization header required"
FORMAT = "Invalid authorization header format"
INVALID = "Invalid token"


@pytest.mark.parametrize(
    ("authorization", "error"),
    [
        (None, MISSING),
        ("", FORMAT),
        ("Bearer", FORMAT),
        (TOKEN, FORMAT),
        (f"bearer {TOKEN}", FORMAT),
        (f"Basic {TOKEN}", FORMAT),
        (f"Bearer  {TOKEN}", FORMAT),
        (f"Bearer\t{TOKEN}", FORMAT),
        ("Bearer wrong", INVALID),
        (f"Bearer {TOKEN[:-1]}", INVALID),
        (f"Bearer {TOKEN}x", INVALID),
        ("Bearer " + "x" * 10_000, INVALID),
    ],
)
async def test_who_has_no_good_token_is_told_why(site: Site, authorization: str | None, error: str) -> None:
    headers = {} if authorization is None else {"Authorization": authorization}
    for answer in (
        await site.client.post("/context", json=CONTEXT, headers=headers),
        await site.client.get("/config", headers=headers),
    ):
        assert answer.status_code == 401
        assert answer.json() == {"error": error}
        assert answer.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.parametrize("authorization", [f"Bearer {TOKEN}", f"Bearer {TOKEN} extra words"])
async def test_a_good_token_passes(site: Site, authorization: str) -> None:
    assert (await site.client.get("/config", headers={"Authorization": authorization})).status_code == 200


async def test_two_authorization_headers_are_refused(site: Site) -> None:
    headers = [("Authorization", f"Bearer {TOKEN}"), ("Authorization", "Bearer x")]
    answer = await site.client.get("/config", headers=headers)
    assert (answer.status_code, answer.json()["error"]) == (401, FORMAT)


async def test_bytes_beyond_ascii_in_a_token_are_only_wrong(site: Site) -> None:
    answer = await site.client.get("/config", headers={b"Authorization": b"Bearer \xff\xfe"})
    assert (answer.status_code, answer.json()["error"]) == (401, INVALID)


async def test_the_answer_comes_before_the_body(site: Site, dispatcher: FakeDispatcher) -> None:
    answer = await site.talk(
        b"POST /context HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer wrong\r\n"
        b"Content-Type: application/json\r\nContent-Length: 100000\r\nExpect: 100-continue\r\n\r\n"
    )
    assert answer.startswith(b"HTTP/1.1 401 ")
    assert b"connection: close" in answer
    assert dispatcher.asked == []


async def test_preflights_need_no_token(site: Site) -> None:
    assert (await site.client.options("/context")).status_code == 204
    assert (await site.client.get("/config", headers=BEARER)).status_code == 200
