"""Placeholders: random, and found however they are spelled."""

import base64
import re
import secrets

from hypothesis import given
from hypothesis import strategies as st

from runtime.secrets.placeholder import make_placeholder, may_hold_placeholder, placeholder_of_host, placeholder_url


def test_placeholders_are_random_and_of_plain_characters() -> None:
    seen = {make_placeholder(secrets.token_bytes(16)) for _ in range(60)}
    assert len(seen) == 60
    assert all(re.fullmatch(r"skerry_[a-z2-7]{26}", placeholder) for placeholder in seen)
    assert make_placeholder(bytes(16)) != make_placeholder(bytes(15) + b"\1")


@given(st.binary(max_size=20), st.binary(max_size=20), st.sampled_from(["plain", "base64", "url", "hex"]))
def test_a_placeholder_is_found_wherever_it_begins(before: bytes, behind: bytes, coding: str) -> None:
    data = before + make_placeholder(bytes(range(16))).encode() + behind
    match coding:
        case "base64":
            data = base64.b64encode(data)
        case "url":
            data = base64.urlsafe_b64encode(data)
        case "hex":
            data = data.hex().encode()
    assert may_hold_placeholder(data)


def test_ordinary_text_holds_none() -> None:
    assert not may_hold_placeholder(b"a skerry is a small rocky island; sker-ry_; SKERRIES_")


def test_a_secret_url_has_its_placeholder_as_host() -> None:
    placeholder = make_placeholder(bytes(range(16)))
    assert placeholder_url(placeholder) == f"https://{placeholder}.invalid/"
    assert placeholder_of_host(f"{placeholder}.invalid") == placeholder
    assert placeholder_of_host(f"{placeholder}.com") is None
    assert placeholder_of_host("example.invalid") is None
