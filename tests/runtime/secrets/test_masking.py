"""What leaves a run shows names instead of values and placeholders, however they are spelled."""

import base64
import itertools
import json
from collections.abc import Callable
from urllib.parse import quote

import pytest

from runtime.secrets.masking import WITHHELD
from tests.runtime.secrets.making import OTHER, VALUE, run, secret

SPELLINGS: list[Callable[[str], str]] = [
    lambda text: text,
    str.upper,
    lambda text: quote(text, safe=""),
    lambda text: "".join(f"%{byte:02x}" for byte in text.encode()),
    lambda text: json.dumps(text)[1:-1],
    lambda text: "".join(f"\\u{ord(character):04x}" for character in text),
    lambda text: text.encode().hex(),
    lambda text: base64.b64encode(text.encode()).decode(),
    lambda text: base64.b64encode(b"x" + text.encode()).decode(),
    lambda text: base64.urlsafe_b64encode(b"xy" + text.encode()).decode(),
]


@pytest.mark.parametrize("spell", SPELLINGS)
def test_values_and_placeholders_are_masked_in_all_spellings(spell: Callable[[str], str]) -> None:
    one, other = secret(), secret("OTHER", OTHER)
    secrets = run(one, other, url := secret("HOOK", "https://hooks.x.com/services/abcdefgh", (), kind="url"))
    for hidden in (VALUE, OTHER, one.placeholder, other.placeholder, "https://hooks.x.com/services/abcdefgh"):
        spelled = spell(hidden)
        in_json = secrets.redact_json(f'"before {spelled} behind"'.encode()).decode()
        assert in_json.startswith('"before ')
        assert "[secret " in in_json
        text = secrets.redact(f"before {spelled} behind")
        assert text == WITHHELD or "[secret " in text
        for masked in (text, in_json):
            assert hidden not in masked
            assert spelled[4:-4] not in masked
    assert secrets.redact(url.given) == "https://[secret HOOK].invalid/"


def test_ordinary_text_stays() -> None:
    secrets = run(secret(), secret("OTHER", OTHER))
    text = 'ordinary real-token pass"word \ud83d ü skerry_ skerry_x ' + base64.b64encode(b"real-token").decode()
    assert secrets.redact(text) == text
    assert run().redact(text) == text


def test_json_stays_json() -> None:
    secrets = run(one := secret(), secret("OTHER", OTHER))
    document = {"a": f"x{OTHER}y{VALUE}", "b": [one.placeholder, 1]}
    masked = json.loads(secrets.redact_json(json.dumps(document).encode()))
    assert masked == {"a": "x[secret OTHER]y[secret TOKEN]", "b": ["[secret TOKEN]", 1]}


def test_a_value_inside_another_leaves_nothing_behind() -> None:
    short, long = "1234567890123456", "1234567890123456-and-more"
    for order in itertools.permutations([("A", short), ("B", long)]):
        secrets = run(*(secret(name, value) for name, value in order))
        assert secrets.redact(f"x {long} {short}") == "x [secret B] [secret A]"


@pytest.mark.parametrize(("value", "seen"), [("12345678", "a [secret KNOWN] b"), ("short", "a short b")])
def test_a_short_value_that_the_guest_knows_is_masked_as_it_is_unless_it_is_a_word(value: str, seen: str) -> None:
    secrets = run(secret("KNOWN", value, (), expose=True))
    assert secrets.redact(f"a {value} b") == seen
    assert secrets.redact(base64.b64encode(value.encode()).decode()) == base64.b64encode(value.encode()).decode()
