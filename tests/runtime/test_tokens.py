import hashlib
import secrets
import uuid

import pytest

from runtime.tokens import MAX_CHARACTERS, TokenSet, estimated_bits, fingerprint, new_token, weakness


def test_made_tokens_are_good_and_differ() -> None:
    made = {new_token() for _ in range(100)}
    assert len(made) == 100
    assert all(token.startswith("skerry_") and len(token) == 50 for token in made)
    assert {weakness(token) for token in made} == {None}


@pytest.mark.parametrize("token", ["5f1c0a9be27d4836aa41c09d7be3f582", "q7Vd-2LxT0pRmK8sYwZ4nB6hJ1uC3eGf"])
def test_random_tokens_of_others_are_good(token: str) -> None:
    assert weakness(token) is None


def test_tokens_of_usual_makers_are_good() -> None:
    chances = [str(uuid.UUID(bytes=bytes(range(17 * n, 17 * n + 16)))) for n in range(3)]
    assert all(estimated_bits(token) > 0 for token in chances)
    refused = sum(weakness(secrets.token_hex(16)) is not None for _ in range(1000))
    assert refused <= 1  # 32 random hex digits measure below the bound about once in a million


@pytest.mark.parametrize(
    "token",
    [
        "",
        "secret",
        new_token()[:31],
        "a" * 40,
        "password" * 5,
        "deadbeef" * 5,
        "1234567890" * 4,
        "abcdefghijklmnopqrstuvwxyz0123456789",
        "0123456789abcdef0123456789abcdef",
        "zyxwvutsrqponmlkjihgfedcba9876543210",
        "qwertyuiopasdfghjklzxcvbnm1234567890",
        "change-me-please-this-is-a-token-for-skerry",
        "my-super-secret-token-for-development",
        "replace-this-with-a-long-random-string",
        new_token() + " ",
        new_token() + "\n",
        "ä" * 20 + new_token(),
        new_token() * 20,
    ],
)
def test_weak_tokens_are_refused_with_the_remedy(token: str) -> None:
    problem = weakness(token)
    assert problem is not None
    assert problem.endswith("make a good one with: skerry token")


def test_the_longest_token_is_judged_quickly() -> None:
    assert weakness(secrets.token_urlsafe(MAX_CHARACTERS)[:MAX_CHARACTERS]) is None


def test_a_token_is_known_by_its_name_and_nothing_else_is() -> None:
    tokens = {name: new_token() for name in ("default", "laptop", "ci")}
    known = TokenSet({name: bytes.fromhex(fingerprint(token)) for name, token in tokens.items()})
    assert known.names == ("default", "laptop", "ci")
    assert len(known) == 3
    for name, token in tokens.items():
        assert known.identify(token.encode()) == name
        assert known.identify(token.encode()[:-1]) is None
        assert known.identify(hashlib.sha256(token.encode()).digest()) is None
    assert known.identify(b"") is None
    assert known.identify(b"\xff" * 100_000) is None


def test_every_token_is_compared_also_after_one_matched(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[bytes] = []

    def compare(presented: bytes, known: bytes) -> bool:
        compared.append(known)
        return presented == known

    monkeypatch.setattr("hmac.compare_digest", compare)
    tokens = [new_token() for _ in range(3)]
    known = TokenSet({str(n): bytes.fromhex(fingerprint(token)) for n, token in enumerate(tokens)})
    assert known.identify(tokens[0].encode()) == "0"
    assert len(compared) == 3


def test_nothing_shows_the_tokens() -> None:
    token = new_token()
    known = TokenSet({"a": bytes.fromhex(fingerprint(token))})
    assert token not in repr(vars(known))
