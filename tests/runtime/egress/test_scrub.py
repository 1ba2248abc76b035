"""What was sent as a secret is taken out of an answer, or the answer is withheld."""

import base64
import gzip
import zlib

import pytest

from runtime.egress.response import Answer
from runtime.egress.scrub import Scrubber, Withheld
from runtime.egress.sent import Sent

VALUE = b"ghp_9fK2mQ7xLr4Tz8Wb1Nc6Vd3Hs5Jp0Ya"
SENT = (Sent(VALUE, b"skerry_token", "TOKEN"), Sent(b"another value, with TOKEN", b"skerry_other", "OTHER"))
LIMIT = 5_000_000


def answer(body: bytes = b"", reason: bytes = b"OK", **headers: bytes) -> Answer:
    return Answer(200, reason, tuple((name.replace("_", "-").encode(), value) for name, value in headers.items()), body)


def scrubbed(given: Answer) -> tuple[Answer, list[str]]:
    scrubber = Scrubber(SENT)
    result = scrubber.body(scrubber.head(given), LIMIT)
    return result, [str(reflection) for reflection in scrubber.reflections]


REPLACED = [
    (
        answer(reason=b"no " + VALUE),
        answer(reason=b"no skerry_token"),
        "TOKEN as it was sent in its status line",
    ),
    (
        answer(x_you_sent=b"Bearer " + VALUE, link=b"<https://a.com/?key=" + VALUE + b'&page=2>; rel="next"'),
        answer(x_you_sent=b"Bearer skerry_token", link=b'<https://a.com/?key=skerry_token&page=2>; rel="next"'),
        "TOKEN as it was sent in its header x-you-sent",
    ),
    (
        answer(b"<" + VALUE + b">" * 3 + VALUE, content_type=b"text/html", content_length=b"73", etag=b"1"),
        answer(b"<skerry_token" + b">" * 3 + b"skerry_token", content_type=b"text/html", etag=b"1"),
        "TOKEN as it was sent in its body",
    ),
    (
        answer(b"\xff " + VALUE, content_type=b"text/plain; charset=latin-1", content_md5=b"a", repr_digest=b"b"),
        answer(b"\xff skerry_token", content_type=b"text/plain; charset=latin-1"),
        "TOKEN as it was sent in its body",
    ),
    (answer(b"{" + VALUE), answer(b"{skerry_token"), "TOKEN as it was sent in its body"),
    (
        answer("no type, but ü: ".encode() + SENT[1].real),
        answer("no type, but ü: ".encode() + b"skerry_other"),
        "OTHER as it was sent in its body",
    ),
]


@pytest.mark.parametrize(("given", "expected", "told"), REPLACED)
def test_in_text_it_becomes_what_the_guest_knows(given: Answer, expected: Answer, told: str) -> None:
    result, reflections = scrubbed(given)
    assert result == expected
    assert reflections[0] == told


WITHHELD = [
    (answer(b"\x89PNG\xff" + VALUE, content_type=b"image/png"), "TOKEN as text in its body, which is not text"),
    (answer(b"\xff" + VALUE), "TOKEN as text in its body, which is not text"),
    (answer(base64.b64encode(b"a" + VALUE)), "TOKEN as base64 in its body"),
    (answer(VALUE + b" " + VALUE.hex().encode()), "TOKEN as hex in its body"),
    (answer(VALUE.upper()), "TOKEN as text in its body"),
    (answer(gzip.compress(b"<" + VALUE), content_type=b"application/gzip"), "TOKEN as text in its compressed body"),
    (answer(gzip.compress(b"a") + gzip.compress(VALUE)), "TOKEN as text in its compressed body"),
    (answer(zlib.compress(base64.b64encode(VALUE))), "TOKEN as base64 in its compressed body"),
    (answer(reason=VALUE.hex().encode()), "TOKEN as hex in its status line"),
    (answer(location=b"https://evil.com/?" + base64.b64encode(VALUE)), "TOKEN as base64 in its header location"),
    (answer(set_cookie=b"a=b, " + VALUE[::1].hex(":").encode()), "TOKEN as hex in its header set-cookie"),
    (Answer(200, b"", ((b"x-" + VALUE.lower(), b"1"),), b""), "TOKEN as text in the name of a header"),
]


@pytest.mark.parametrize(("given", "told"), WITHHELD)
def test_elsewhere_and_in_other_spellings_the_answer_is_withheld(given: Answer, told: str) -> None:
    with pytest.raises(Withheld) as withheld:
        scrubbed(given)
    assert str(withheld.value) == told


@pytest.mark.parametrize(
    "given",
    [
        answer(b"", x=b"y"),
        answer(b"\x1f\x8b is no gzip", b"x\x9c nor zlib"),
        answer(gzip.compress(b"harmless"), content_length=b"28"),
        answer(VALUE[:-1], reason=VALUE[1:], content_length=b"34", digest=b"x"),
        answer(base64.b64encode(VALUE[:-1]), etag=VALUE[:-1].hex().encode()),
        answer(b"TOKEN skerry_token Bearer"),
    ],
)
def test_other_answers_pass_as_they_are(given: Answer) -> None:
    assert scrubbed(given) == (given, [])


def test_without_a_secret_nothing_is_looked_for() -> None:
    given = answer(VALUE)
    assert Scrubber(()).body(given, LIMIT) is given


def test_a_cookie_that_is_set_again_is_no_reflection() -> None:
    assert scrubbed(answer(set_cookie=b"sid=" + VALUE + b"; Path=/")) == (
        answer(set_cookie=b"sid=skerry_token; Path=/"),
        [],
    )
