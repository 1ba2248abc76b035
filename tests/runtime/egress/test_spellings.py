"""Every way to spell a value that we know is found; what only resembles it is not."""

import base64
import html
import json
import string
from collections.abc import Callable
from random import Random
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from runtime.egress.spellings import LONGEST, Finder

VALUE = 'pä"ss/w+rd&<ö>\\ 😀-end=1'
TOKEN = "ghp_9fK2mQ7xLr4Tz8Wb1Nc6Vd3Hs5Jp0Ya"


def escaped(text: str) -> str:
    return "".join(f"\\u{unit:04x}" for unit in memoryview(text.encode("utf-16-le")).cast("H"))


def base64_behind(offset: int, encode: Callable[[bytes], bytes] = base64.b64encode) -> Callable[[str], bytes]:
    return lambda text: encode(b"\xff\xfe\xfd"[:offset] + text.encode() + b"\xfb\xff")


SPELLINGS: list[tuple[str, Callable[[str], bytes], str]] = [
    ("as it is", str.encode, "text"),
    ("upper case", lambda text: text.upper().encode(), "text"),
    ("lower case", lambda text: text.lower().encode(), "text"),
    ("Latin-1 taken for UTF-8", lambda text: text.encode().decode("latin-1").encode(), ""),
    ("percent, as little as needed", lambda text: quote(text, safe="!/:;=@&?").encode(), ""),
    ("percent, in a query", lambda text: quote_plus(text).encode(), ""),
    (
        "percent, every byte",
        lambda text: "".join(f"%{byte:02x}" for byte in text.encode()).encode(),
        "percent encoding",
    ),
    ("percent, every byte, capitals", lambda text: "".join(f"%{b:02X}" for b in text.encode()).encode(), ""),
    ("percent, twice", lambda text: quote(quote(text, safe=""), safe="").encode(), ""),
    (
        "percent, as JavaScript's escape() and ASP do it",
        lambda text: escaped(text).replace("\\", "%").encode(),
        "percent encoding",
    ),
    ("JSON", lambda text: json.dumps(text, ensure_ascii=False).encode(), ""),
    ("JSON in ASCII", lambda text: json.dumps(text).encode(), ""),
    ("JSON with \\/", lambda text: json.dumps(text).replace("/", "\\/").encode(), ""),
    ("JSON, every character", lambda text: escaped(text).encode(), "JSON escapes"),
    ("JSON, capitals", lambda text: escaped(text).upper().replace("\\U", "\\u").encode(), "JSON escapes"),
    ("JSON in JSON", lambda text: json.dumps(json.dumps({"a": text})).encode(), ""),
    ("JSON of Latin-1", lambda text: json.dumps(text.encode().decode("latin-1")).encode(), ""),
    (
        "JavaScript, every byte",
        lambda text: "".join(f"\\x{byte:02x}" for byte in text.encode()).encode(),
        "JSON escapes",
    ),
    ("JavaScript, code points", lambda text: "".join(f"\\u{{{ord(c):x}}}" for c in text).encode(), "JSON escapes"),
    ("Python's bytes", lambda text: repr(text.encode()).encode(), ""),
    ("octal", lambda text: "".join(f"\\{byte:03o}" for byte in text.encode()).encode(), "JSON escapes"),
    ("HTML", lambda text: html.escape(text).encode("ascii", "xmlcharrefreplace"), ""),
    ("HTML, every character", lambda text: "".join(f"&#{ord(c)};" for c in text).encode(), "HTML entities"),
    ("HTML, hex", lambda text: "".join(f"&#x{ord(c):X};" for c in text).encode(), "HTML entities"),
    ("HTML, twice", lambda text: html.escape(html.escape(text)).encode(), ""),
    ("some of it percent, some JSON", lambda text: (escaped(text[:3]) + quote(text[3:], safe="")).encode(), ""),
    ("hex", lambda text: text.encode().hex().encode(), "hex"),
    ("hex in capitals", lambda text: text.encode().hex().upper().encode(), "hex"),
    ("hex with colons", lambda text: text.encode().hex(":").encode(), "hex"),
    ("hex dump", lambda text: text.encode().hex(" ", 4).replace(" ", " \n ").encode(), "hex"),
    ("hex with 0x", lambda text: ", ".join(f"0x{byte:02x}" for byte in text.encode()).encode(), "hex"),
    ("a Buffer in JSON", lambda text: json.dumps(list(text.encode())).encode(), "numbers"),
    ("UTF-16 LE", lambda text: text.encode("utf-16-le"), "UTF-16 or UTF-32"),
    ("UTF-16 BE", lambda text: text.encode("utf-16-be"), "UTF-16 or UTF-32"),
    ("UTF-32 LE", lambda text: text.encode("utf-32-le"), "UTF-16 or UTF-32"),
    ("UTF-32 BE", lambda text: text.encode("utf-32-be"), "UTF-16 or UTF-32"),
    *((f"base64 behind {n}", base64_behind(n), "base64") for n in range(3)),
    *((f"base64url behind {n}", base64_behind(n, base64.urlsafe_b64encode), "base64") for n in range(3)),
    ("base64 in lines", lambda text: base64.encodebytes(b"x" * 61 + text.encode()), "base64"),
    (
        "base64 in lines in JSON",
        lambda text: json.dumps(base64.encodebytes((text * 3).encode()).decode()).encode(),
        "base64",
    ),
    ("base64 in a URL", lambda text: quote(base64.b64encode(text.encode()), safe="").encode(), "base64"),
    ("base64 of JSON", lambda text: base64.b64encode(json.dumps({"a": text}).encode()), "base64"),
    ("base64 of percent", lambda text: base64.b64encode(b"?" + quote(text, safe="").encode()), "base64"),
    ("base64 of UTF-16", lambda text: base64.b64encode(text.encode("utf-16")), "base64"),
]


@pytest.mark.parametrize(("spell", "kind"), [case[1:] for case in SPELLINGS], ids=[case[0] for case in SPELLINGS])
@pytest.mark.parametrize("value", [VALUE, TOKEN, "0123456789abcdef"])
def test_every_spelling_is_found_and_named_and_masked(value: str, spell: Callable[[str], bytes], kind: str) -> None:
    finder = Finder([("OTHER", b"another value of a secret"), ("TOKEN", value.encode())])
    data = b'{"a": "' + spell(value) + b'", "b": 1}'
    found = finder.find(data)
    assert found is not None
    assert found.name == "TOKEN"
    assert kind in ("", found.spelling)
    masked = finder.mask(data)
    assert b"[secret TOKEN]" in masked
    assert masked.startswith(b'{"a": "')
    assert finder.find(masked) is None


# What secrets are made of: tokens, hex keys, JWTs, passwords with signs, words of other alphabets.
ALPHABETS = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_",
    "0123456789abcdef",
    "eyJhbGciOiJIUzI1NiJ9.",
    "abcXYZ019!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ ",
    "aé漢😀z0/+",
)
values = st.sampled_from(ALPHABETS).flatmap(lambda alphabet: st.text(alphabet, min_size=16, max_size=64))
spells = st.sampled_from([case[1] for case in SPELLINGS])


@given(values, spells, st.binary(max_size=80), st.binary(max_size=80))
@settings(max_examples=150, deadline=None)
def test_it_is_found_whatever_stands_around_it(
    value: str, spell: Callable[[str], bytes], before: bytes, behind: bytes
) -> None:
    value = value.strip()
    assume(len(value.encode()) >= 16)
    # A blank keeps the text before from being read as a part of it: \ before n, or the % of %41.
    assert Finder([("TOKEN", value.encode())]).find(before + b" " + spell(value) + b" " + behind) is not None


@given(values, st.data())
@settings(max_examples=80, deadline=None)
def test_a_part_of_it_is_not(value: str, data: st.DataObject) -> None:
    raw = value.encode()
    assume(len(raw) <= LONGEST)
    begin = data.draw(st.integers(1, len(raw) - 1))
    finder = Finder([("TOKEN", raw)])
    for part in (raw[begin:], raw[:begin]):
        text = b"\x02" + part + b"\x03"  # no value has them, so they do not complete it
        assert finder.mask(text) == text


@pytest.mark.parametrize("length", [LONGEST - 1, LONGEST, LONGEST + 1, 500, 4_000])
def test_a_long_value_is_found_by_its_end_and_masked_from_its_beginning(length: int) -> None:
    value = bytes(Random(length).choices(string.ascii_letters.encode(), k=length))
    finder = Finder([("TOKEN", value)])
    assert finder.find(base64.b64encode(value)) is not None
    assert finder.find(value[: -LONGEST // 2]) is None
    masked = finder.mask(b"<" + value.hex().encode() + b">")
    assert masked.replace(b"[secret TOKEN]", b"") == b"<>"


def test_a_value_inside_another_leaves_nothing_of_it() -> None:
    finder = Finder([("SHORT", b"0123456789abcdef"), ("LONG", b"xx0123456789abcdefxx"), ("NONE", b"")])
    assert finder.mask(b"a xx0123456789abcdefxx b 0123456789abcdef") == b"a [secret LONG] b [secret SHORT]"
    assert Finder([]).find(b"") is None


def test_values_do_not_show() -> None:
    assert repr(Finder([("TOKEN", b"0123456789abcdef")])) == "Finder(TOKEN)"
