import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.items import MAX_CONTENT, MAX_HREF, MAX_ICON, MAX_TOOLTIP
from runtime.results import MAX_FAILURES, Results, ResultsError, failure_item, validate_results

MAX_BYTES = 256 * 1024
MAX_ITEMS = 100
TEXT = {"type": "text", "content": "x"}
ENTRY = {"content": "logs", "href": "https://logs.example/"}


def validate(value: bytes) -> Results:
    return validate_results(value, max_bytes=MAX_BYTES, max_items=MAX_ITEMS)


def judge(value: Any) -> tuple[list[Any], tuple[str, ...]]:
    results = validate(json.dumps(value).encode())
    return [json.loads(bytes(item)) for item in results.items], results.failures


def link(href: Any) -> dict[str, Any]:
    return {"type": "link", "content": "x", "href": href}


@pytest.mark.parametrize(
    "item",
    [
        TEXT,
        {"type": "text", "content": ""},
        {"type": "link", "content": "no href is fine"},
        link("https://github.com/a/b?c=d#e"),
        link("HTTP://EXAMPLE.com"),
        link("mailto:team@example.com"),
        {"type": "dropdown", "content": "empty is fine", "items": []},
        {
            "type": "dropdown",
            "content": "d",
            "items": [ENTRY, {**ENTRY, "status": "success", "icon": "aws", "tooltip": "t"}],
        },
        {"type": "text", "content": "all", "status": "none", "icon": "github", "tooltip": "t" * MAX_TOOLTIP},
        {"type": "text", "content": "x" * MAX_CONTENT},
        {"type": "text", "content": "naïve 日本 \U0001f600 \u0000"},
    ],
)
def test_valid_items_pass_unchanged_alone_and_in_a_list(item: dict[str, Any]) -> None:
    assert judge(item) == ([item], ())
    assert judge([item, item]) == ([item, item], ())


def test_nothing_is_no_items() -> None:
    assert judge(None) == judge([]) == ([], ())


def test_unknown_keys_are_dropped_at_both_levels_and_keys_come_in_one_order() -> None:
    entry = {"secret": 1, "type": "link", "href": "https://x/", "content": "c"}
    given = {"__proto__": {"a": [1]}, "items": [entry], "content": "d", "onclick": "x", "type": "dropdown"}
    (item,) = validate(json.dumps(given).encode()).items
    assert bytes(item) == b'{"type":"dropdown","content":"d","items":[{"content":"c","href":"https://x/"}]}'


@pytest.mark.parametrize(
    ("item", "failure"),
    [
        (5, "must be an object, not 5"),
        (None, "must be an object, not null"),
        ([], "must be an object, not a list"),
        ("text", 'must be an object, not "text"'),
        ({"content": "x"}, "type is required: text, link or dropdown"),
        ({"type": "button", "content": "x"}, 'type must be text, link or dropdown, not "button"'),
        ({"type": ["text"], "content": "x"}, "type must be text, link or dropdown, not a list"),
        ({"type": "text"}, "content is required"),
        ({"type": "text", "content": 7}, "content must be a string, not 7"),
        ({"type": "text", "content": None}, "content must be a string, not null"),
        ({**TEXT, "content": "x" * (MAX_CONTENT + 1)}, "content has 10001 characters, 0-10000 are allowed"),
        ({**TEXT, "status": None}, "status must be important, relevant, success or none, not null"),
        ({**TEXT, "status": "urgent"}, 'status must be important, relevant, success or none, not "urgent"'),
        ({**TEXT, "tooltip": ""}, "tooltip has 0 characters, 1-500 are allowed"),
        ({**TEXT, "tooltip": "x" * 501}, "tooltip has 501 characters, 1-500 are allowed"),
        ({**TEXT, "icon": "x" * (MAX_ICON + 1)}, "icon has 65 characters, 0-64 are allowed"),
        ({**TEXT, "icon": {}}, "icon must be a string, not an object"),
        ({**TEXT, "items": []}, "items is for a dropdown, not for a text"),
        (link("https://x/?q=[secret TOKEN]&a"), "href holds secret TOKEN: whoever sees the page could read it"),
        ({"type": "dropdown", "content": "d"}, "items is required for a dropdown"),
        ({"type": "dropdown", "content": "d", "items": None}, "items must be a list, not null"),
        ({"type": "dropdown", "content": "d", "items": {"0": ENTRY}}, "items must be a list, not an object"),
        ({"type": "dropdown", "content": "d", "items": [ENTRY, {"content": "c"}]}, "items 2: href is required"),
        ({"type": "dropdown", "content": "d", "items": [{"href": "https://x"}]}, "items 1: content is required"),
        ({"type": "dropdown", "content": "d", "items": [1]}, "items 1: must be an object, not 1"),
    ],
)
def test_an_invalid_item_is_dropped_and_named_and_the_others_stay(item: Any, failure: str) -> None:
    assert judge([TEXT, item, TEXT]) == ([TEXT, TEXT], (f"item 2: {failure}",))


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\nscript:alert(1)",
        "java\tscript:alert(1)",
        " javascript:alert(1)",
        "\x01javascript:alert(1)",
        "javascript://example.com/%0aalert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "blob:https://example.com/x",
        "view-source:https://example.com",
        "chrome-extension://abc/x",
        "ftp://example.com",
        " https://example.com",
        "https://example.com ",
        "https://exam\nple.com",
        "/relative",
        "//example.com",
        "#",
        "example.com",
        "https://",
        "https://exa mple.com",
        "",
        "https://example.com/" + "x" * MAX_HREF,
        None,
        7,
    ],
)
def test_a_link_goes_to_http_https_or_mailto_and_nowhere_else(href: Any) -> None:
    for item in (link(href), {"type": "dropdown", "content": "d", "items": [{"content": "c", "href": href}]}):
        items, (failure,) = judge(item)
        assert items == []
        assert "href" in failure


def test_what_a_message_shows_of_a_value_is_short() -> None:
    _, (failure,) = judge([{"type": "x" * 50_000, "content": "x"}])
    assert len(failure) < 200


def test_many_invalid_items_are_counted_after_the_first_ones() -> None:
    items, failures = judge([TEXT, *[0] * 50])
    assert items == [TEXT]
    assert len(failures) == MAX_FAILURES + 1
    assert failures[-1] == "and 40 more invalid items"


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (b'"just text"', 'results must be an item, a list of items or nothing, not "just text"'),
        (b"7", "not 7"),
        (b"true", "not true"),
        (b"", "results are not JSON"),
        (b"[{]", "results are not JSON"),
        (b'[{"type":"text","content":"\xff"}]', "results are not JSON"),
        (b'[{"a":NaN}]', "results are not JSON"),
        (b"[" * 100_000, "results nest deeper than 64"),
        (b'[{"a":' + b"[" * 70 + b"]" * 70 + b"}]", "results nest deeper than 64"),
        (b" " * (MAX_BYTES + 1), "results have 262145 bytes, at most 262144 are allowed.*result_bytes"),
        (json.dumps([TEXT] * 101).encode(), "results have 101 items.*at most 100 are allowed.*result_items"),
        (
            json.dumps([{"type": "dropdown", "content": "d", "items": [ENTRY] * 50}] * 2).encode(),
            "results have 102 items",
        ),
        (b"[" + b",".join([b"0"] * 50_000) + b"]", "results have 50000 items"),
    ],
)
def test_what_cannot_be_used_at_all_is_refused_with_the_reason(value: bytes, message: str) -> None:
    with pytest.raises(ResultsError, match=message):
        validate(value)


def test_a_hundred_items_are_fine() -> None:
    items, failures = judge([TEXT] * 100)
    assert (len(items), failures) == (100, ())


@pytest.mark.parametrize(
    ("escaped", "content"),
    [
        (rb"\ud83d", "�"),
        (rb"cut \uD83D off", "cut � off"),
        (rb"\ude00\ud83d", "��"),
        (rb"\ud83d\ude00", "\U0001f600"),
        (rb"\ud83d\ud83d\ude00", "�\U0001f600"),
        (rb"\\ud83d", r"\ud83d"),
        (rb"\\\ud83d", "\\�"),
        (rb"\ud83d\\ude00", "�\\ude00"),
        (rb"\ud83d\n", "�\n"),
    ],
)
def test_half_an_emoji_becomes_a_replacement_character(escaped: bytes, content: str) -> None:
    (item,) = validate(b'{"type":"text","content":"' + escaped + b'"}').items
    assert json.loads(bytes(item))["content"] == content


def test_a_failure_is_an_important_text() -> None:
    item = json.loads(bytes(failure_item("deploys", "TypeError: x is not a function")))
    assert item == {"type": "text", "content": "deploys: TypeError: x is not a function", "status": "important"}


def test_a_failure_is_bounded_and_encodes_whatever_the_guest_wrote() -> None:
    item = json.loads(bytes(failure_item("n", "\ud800" + "x" * 1_000_000)))
    assert item["content"].startswith("n: ?xxx")
    assert len(item["content"]) == MAX_CONTENT


loose = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=8)
    | st.sampled_from(["text", "link", "dropdown", "none", "https://x/", "javascript:x"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["type", "content", "href", "status", "icon", "tooltip", "items", "other"]),
            inner,
            max_size=7,
        )
    ),
    max_leaves=30,
)


@given(st.binary(max_size=100) | loose.map(lambda value: json.dumps(value).encode()))
def test_whatever_comes_in_only_known_keys_and_safe_links_come_out(value: bytes) -> None:
    try:
        results = validate(value)
    except ResultsError:
        return
    for raw in results.items:
        item = json.loads(bytes(raw))
        assert item["type"] in ("text", "link", "dropdown")
        for entry in (item, *item.get("items", ())):
            assert entry.keys() <= {"type", "content", "href", "status", "icon", "tooltip", "items"}
            assert isinstance(entry["content"], str)
            assert entry.get("href", "https:").startswith(("https:", "http:", "mailto:"))
        again = validate(bytes(raw))
        assert [bytes(one) for one in again.items] == [bytes(raw)]


def test_items_go_into_an_answer_as_they_are() -> None:
    results = validate(json.dumps([TEXT, link("https://x/")]).encode())
    assert json.loads(msgspec.json.encode(results.items)) == [TEXT, link("https://x/")]
