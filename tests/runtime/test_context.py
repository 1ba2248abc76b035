import json
import math
from typing import Any

import pytest
from hypothesis import example, given, reject
from hypothesis import strategies as st

from runtime.context import MAX_BYTES, MAX_DEPTH, Context, ContextError, Detail, decode_context

TYPES = ("aws", "github", "generic")
ENUM = "'aws' | 'github' | 'generic'"


def body(**more: Any) -> bytes:
    return json.dumps({"type": "github", "url": "https://github.com/a/b", **more}).encode()


def details(raw: bytes) -> tuple[Detail, ...]:
    with pytest.raises(ContextError) as raised:
        decode_context(raw, TYPES)
    return raised.value.details


def nested(levels: int) -> Any:
    value: Any = 1
    for _ in range(levels):
        value = {"k": value}
    return value


def test_a_context_has_its_type_its_url_everything_else_and_the_bytes_as_they_came() -> None:
    raw = body(page={"repository": "a/b"})
    context = decode_context(raw, TYPES)
    assert (context.type, context.url) == ("github", "https://github.com/a/b")
    assert context.data["page"] == {"repository": "a/b"}
    assert context.raw == raw


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"{}", [("type", "Required"), ("url", "Required")]),
        (b"[]", [("", "Expected object, received array")]),
        (b'"x"', [("", "Expected object, received string")]),
        (b"null", [("", "Expected object, received null")]),
        (b"1.5", [("", "Expected object, received number")]),
        (b"true", [("", "Expected object, received boolean")]),
        (body(type="gitlab"), [("type", f"Invalid enum value. Expected {ENUM}, received 'gitlab'")]),
        (body(type=None), [("type", f"Expected {ENUM}, received null")]),
        (body(type=["aws"]), [("type", f"Expected {ENUM}, received array")]),
        (body(url="github.com/a"), [("url", "URL must be a valid URL")]),
        (body(url="/a/b"), [("url", "URL must be a valid URL")]),
        (body(url=""), [("url", "URL must be a valid URL")]),
        (body(url="https://a b/"), [("url", "URL must be a valid URL")]),
        (body(url=7), [("url", "Expected string, received number")]),
        (body(url={}), [("url", "Expected string, received object")]),
        (b'{"type":"x","url":"y"}', [("type", ...), ("url", "URL must be a valid URL")]),
    ],
)
def test_what_is_wrong_is_said_in_the_words_of_tooljump(raw: bytes, expected: list[tuple[str, Any]]) -> None:
    found = details(raw)
    assert [detail.path for detail in found] == [path for path, _ in expected]
    for detail, (_, message) in zip(found, expected, strict=True):
        assert message is ... or detail.message == message


def test_a_long_wrong_type_is_cut_short_in_the_message() -> None:
    (detail,) = details(body(type="x" * 50_000))
    assert len(detail.message) < 300


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b" ",
        b"{",
        b'{"type":',
        b"{'type': 1}",
        b'{"a": 1,}',
        b'{"a": NaN}',
        b'{"a": Infinity}',
        b'{"a": 01}',
        b'{"a": "\xff"}',
        b'{"\xff": 1}',
        b'{"a": "\xed\xa0\x80"}',
        b'{"a": "\\ud800"}',
        b'{"a": "\\udc00\\ud800"}',
        b'{"a": "line\nbreak"}',
        b"{} {}",
        b"\xef\xbb\xbf{}",
        b"\x00",
    ],
)
def test_malformed_json_is_one_detail_for_the_whole_body(raw: bytes) -> None:
    (detail,) = details(raw)
    assert detail.path == ""
    assert detail.message.startswith("Malformed JSON: ")


@pytest.mark.parametrize("levels", [0, 1, MAX_DEPTH - 1])
def test_nesting_up_to_the_limit_is_accepted(levels: int) -> None:
    assert decode_context(body(page=nested(levels)), TYPES).data["page"] == nested(levels)


@pytest.mark.parametrize(
    ("raw", "path"),
    [
        (body(page=nested(MAX_DEPTH)), "page"),
        (body(a=1, page={"x": [], "y": nested(20)}, z=2), "page"),
        (body(**{'say "hi"]': nested(20)}), 'say "hi"]'),
        (b'{"a": "]}", "b": ' + b"[" * 100_000, "b"),
        (b"[" * 100_000, ""),
        (b'{"a":' * 15_000, "a"),
        (b'{"\xff":' * 15_000, ""),
    ],
)
def test_deeper_nesting_names_the_outermost_key(raw: bytes, path: str) -> None:
    assert details(raw) == (Detail(path, "Invalid input"),)


def test_brackets_in_strings_do_not_nest() -> None:
    text = '[[[[[[{{{{{{"\\' * 10
    assert decode_context(body(title=text, **{"[" * 50: 1}), TYPES).data["title"] == text


def test_strings_that_never_end_are_scanned_in_linear_time() -> None:
    assert details(b'{"a":[[[[[[[[[[[' + b'"\\"' * 30_000)[0].message == "Invalid input"
    assert details(b'"\\' * 30_000 + b"[" * 20)[0].path == ""


def test_a_body_over_the_limit_is_refused() -> None:
    base = len(body(pad=""))
    assert decode_context(body(pad="x" * (MAX_BYTES - base)), TYPES)
    assert "102401 bytes" in details(body(pad="x" * (MAX_BYTES - base + 1)))[0].message


@pytest.mark.parametrize(
    ("number", "value"),
    [
        ("1e400", math.inf),
        ("-1e400", -math.inf),
        ("1e-400", 0.0),
        ("9007199254740991", 9007199254740991),
        ("9007199254740993", 9007199254740992.0),
        ("9" * 400, math.inf),
        ("-" + "9" * 400, -math.inf),
        ("1" * 310 + ".5", math.inf),
        ("1.0", 1),
    ],
)
def test_numbers_are_what_javascript_reads(number: str, value: float) -> None:
    raw = f'{{"type":"aws","url":"https://x/","deep":[{{"n":{number}}}]}}'.encode()
    assert decode_context(raw, TYPES).data["deep"][0]["n"] == value


def test_a_number_of_thousands_of_digits_is_refused() -> None:
    (detail,) = details(b'{"n":' + b"9" * 50_000 + b"}")
    assert detail.message.startswith("Invalid input: ")


def test_of_equal_keys_the_last_counts() -> None:
    raw = b'{"type":"nope","url":"x","type":"aws","url":"https://x/","a":1,"a":{"b":2}}'
    context = decode_context(raw, TYPES)
    assert (context.type, context.url, context.data["a"]) == ("aws", "https://x/", {"b": 2})


def test_only_enabled_types_are_taken() -> None:
    with pytest.raises(ContextError, match="Expected 'aws', received 'github'"):
        decode_context(body(), ("aws",))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=20,
)
fragments = st.sampled_from(
    [b'"', b"\\", b"{", b"}", b"[", b"]", b":", b",", b"1e400", b"\\ud800", b'"type"', b"\xff", b" "]
)


@given(
    st.binary(max_size=200)
    | st.lists(fragments, max_size=60).map(b"".join)
    | json_values.map(lambda v: json.dumps(v).encode())
)
@example(b'{"type":"aws","url":"\\u0000"}')
def test_any_bytes_are_a_context_or_a_context_error(raw: bytes) -> None:
    try:
        found: Context | tuple[Detail, ...] = decode_context(raw, TYPES)
    except ContextError as error:
        found = error.details
    assert found


@given(st.dictionaries(st.text(max_size=5), json_values, max_size=5))
def test_what_is_accepted_is_what_was_sent(data: dict[str, Any]) -> None:
    raw = json.dumps(data | {"type": "aws", "url": "https://x/"}).encode()
    try:
        context = decode_context(raw, TYPES)
    except ContextError:  # too deep
        reject()
    assert context.data == json.loads(raw, parse_int=lambda digits: int(float(digits)))
