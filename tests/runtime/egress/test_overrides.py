import time

import pytest

from runtime.egress.overrides import MAX_FIELDS, overriding_methods
from runtime.egress.request import Hop
from runtime.egress.url import parse_url

FORM, PARTS = b"application/x-www-form-urlencoded", b"multipart/form-data; boundary=b"
JSON = b"application/vnd.api+json"


def named(body: bytes, kind: bytes = FORM, method: str = "POST", query: str = "") -> list[str]:
    return overriding_methods(Hop(method, parse_url(f"https://x.com/{query}"), ((b"content-type", kind),), body))


@pytest.mark.parametrize(
    ("body", "kind", "methods"),
    [
        (b"_method=delete", FORM, ["DELETE"]),
        (b"a=1&_method=PUT&_method=PATCH", FORM, ["PATCH", "PUT"]),
        (b"_method=%64elete", FORM, ["DELETE"]),
        (b"%5F%6d%45th%4Fd=delete", FORM, ["DELETE"]),
        (b"_method=post", FORM, []),
        (b"_method=", FORM, []),
        (b"my_method=delete&method=delete&a=_method", FORM, []),
        (b"_method=delete", b"text/plain", []),
        (b'--b\r\ncontent-disposition: form-data; name="_method"\r\n\r\nDELETE\r\n--b--', PARTS, ["DELETE"]),
        (b"--b\ncontent-disposition: form-data; NAME=_method; x=y\ncontent-type: a/b\n\nput\n--b--", PARTS, ["PUT"]),
        (b'--b\r\ncontent-disposition: form-data; name="a_method"\r\n\r\nDELETE', PARTS, []),
        (b'{"a": 1, "_method": "delete"}', JSON, ["DELETE"]),
        (b'{"\\u005Fme\\u0074hod"' + b" " * 999 + b':\n"DEL\\u0045TE"}', JSON, ["DELETE"]),
        (b'{"_method": "\\ud800"}', JSON, ["?"]),
        (b'{"_method": ["delete"], "a_method": "delete", "text": "{\\"_method\\":\\"delete\\"}"}', JSON, []),
        (b'{"_method": "delete"}', b"text/plain", []),
    ],
)
def test_a_field_of_a_form_names_a_method(body: bytes, kind: bytes, methods: list[str]) -> None:
    assert named(body, kind) == methods
    assert named(body, kind, "PATCH") == []  # frameworks look for it in a POST alone


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        (b"&_method=post", FORM),
        (b'name="_method"\r\n\r\npost\r\n', PARTS),
        (b"&%5fmethod=", FORM),
        (b'"_method":"post",', JSON),
    ],
)
def test_a_form_cannot_hide_it_among_many(field: bytes, kind: bytes) -> None:
    assert named(field * MAX_FIELDS, kind) == []
    assert named(field * (MAX_FIELDS + 1), kind) == ["?"]  # which no rule can allow


@pytest.mark.parametrize(
    "part",
    [
        b"&_m",
        b"&_method=delete",
        b'name="_method"\r\n',
        b"name          ",
        b"%5f%6d",
        b"_method",
        b"&" * 9,
        b"\r\n",
        b'"_method" ',
        b'"_method":"',
        b'"_method":"x',
    ],
)
@pytest.mark.parametrize("kind", [FORM, PARTS, JSON])
def test_a_large_form_holds_nobody_up(part: bytes, kind: bytes) -> None:
    body = part * (2_000_000 // len(part))
    started = time.process_time()
    named(body, kind)
    assert time.process_time() - started < 0.5  # 0.05 s on an idle machine
