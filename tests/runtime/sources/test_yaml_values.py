import time
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.sources.yaml_values import MAX_DEPTH, YamlError, yaml_value

MAX = 5_000_000


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("# nothing", None),
        ("hello", "hello"),
        ("--- 1\n", 1),
        ("[yes, no, on, off, y]", ["yes", "no", "on", "off", "y"]),
        ("[true, False, TRUE]", [True, False, True]),
        ("[~, null, Null, ]", [None, None, None]),
        ("[1, -1, +1, 0, 0x1F, 0o17]", [1, -1, 1, 0, 31, 15]),
        ("[1.5, -.5, 1e3, 1., 0.10]", [1.5, -0.5, 1000.0, 1.0, 0.1]),
        (
            "[012345678901, 123456789012, 1234567890123456, '1']",
            ["012345678901", 123456789012, "1234567890123456", "1"],
        ),
        (
            "[.inf, .nan, 1e999, 1_000, 1.2.3, 1:30, 12:34:56]",
            [".inf", ".nan", "1e999", "1_000", "1.2.3", "1:30", "12:34:56"],
        ),
        ("[2024-01-31, 2024-02-30]", ["2024-01-31", "2024-02-30"]),
        ("2024-01-31T09:00:00Z", "2024-01-31T09:00:00.000Z"),
        ("2024-01-31 09:00:00.5 +02:00", "2024-01-31T07:00:00.500Z"),
        ("2024-01-31t09:00:00", "2024-01-31T09:00:00.000Z"),
        ("2024-02-30T09:00:00Z", "2024-02-30T09:00:00Z"),
        ("{1: a, true: b, 2024-01-01: c}", {"1": "a", "true": "b", "2024-01-01": "c"}),
        ("a: |\n  two\n  lines\nb: >\n  folded\n  text\n", {"a": "two\nlines\n", "b": "folded text\n"}),
        ("x: &x [1]\ny: *x", {"x": [1], "y": [1]}),
        ("- &x a\n- *x", ["a", "a"]),
        ("b: &b {x: 1, y: 1}\nc: {<<: *b, y: 2}", {"b": {"x": 1, "y": 1}, "c": {"x": 1, "y": 2}}),
        ("b: &b {x: 1}\nc: {x: 2, <<: *b}", {"b": {"x": 1}, "c": {"x": 2}}),
        (
            "a: &a {x: 1}\nb: &b {x: 2, z: 3}\nc: {<<: [*a, *b]}",
            {"a": {"x": 1}, "b": {"x": 2, "z": 3}, "c": {"x": 1, "z": 3}},
        ),
    ],
)
def test_values(text: str, value: Any) -> None:
    found = yaml_value(text, MAX)
    assert found == value
    assert repr(found) == repr(value)  # 1 is not True is not 1.0


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a: 1\nb: [", 2, "not valid YAML"),
        ("a: 1\nb:\n  c: 1\n  c: 2", 4, 'the key "c" stands twice'),
        ("1: a\n'1': b", 2, "stands twice"),
        ("a: !!str 1", 1, "the tag tag:yaml.org,2002:str is not allowed"),
        ("!!python/object/apply:os.system [id]", 1, "is not allowed"),
        ("a: !mine {}", 1, "is not allowed"),
        ("%TAG ! tag:x,2000:\n--- 1", None, "tags"),
        ("a\n--- \nb", 2, "a second document"),
        ("a: &a [*a]", 1, "*a stands inside itself"),
        ("*a", 1, "*a is not defined"),
        ("? [a]\n: 1", 1, "a key must be text"),
        ("x: &a 1\n? *a\n: 1", 2, "a key must be text"),
        ("a: {<<: 1}", 1, "<< takes a mapping"),
        ("a: {<<: [{}, 1]}", 1, "<< takes a mapping"),
        ("a: \x00", None, "not valid YAML"),
        ("a:\n\t- b", 2, "not valid YAML"),
    ],
)
def test_what_is_refused(text: str, line: int | None, said: str) -> None:
    with pytest.raises(YamlError) as raised:
        yaml_value(text, MAX)
    assert said in str(raised.value)
    assert raised.value.line == line


def test_sixty_four_levels_are_enough() -> None:
    assert yaml_value("[" * MAX_DEPTH + "]" * MAX_DEPTH, MAX)
    with pytest.raises(YamlError, match="deeper than 64"):
        yaml_value("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), MAX)


def laughs(levels: int) -> str:
    """The billion laughs: each line ten times the one before."""
    lines = ["l0: &l0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    lines += [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]" for n in range(1, levels)]
    return "\n".join(lines)


THOUSAND = "x: &x {" + ", ".join(f"k{n}: 1" for n in range(1000)) + "}\n"
HOSTILE = {
    "laughs": laughs(9),
    "laughs by merge": THOUSAND + "".join(f"y{n}: {{<<: *x}}\n" for n in range(1000)),
    "merges of one mapping": "x: &x {"
    + ", ".join(f"k{n}: 1" for n in range(1000))
    + "}\ny: {<<: ["
    + "*x, " * 2000
    + "]}",
    "brackets": "[" * 1_000_000,
    "braces": "{a: " * 1_000_000,
    "dashes": "- " * 1_000_000,
    "questions": "? " * 1_000_000,
    "tag handles": "".join(f"%TAG !{n}! !\n" for n in range(100_000)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_are_refused_quickly(name: str) -> None:
    began = time.process_time()
    with pytest.raises(YamlError):
        yaml_value(HOSTILE[name], MAX)
    assert time.process_time() - began < 2  # 0.1 s on an idle core


def test_aliases_below_the_bound_are_written_out() -> None:
    value = yaml_value(laughs(4), MAX)
    assert value["l3"][9][9][9] == ["ha"] * 10


def test_a_list_of_too_many_values_is_refused() -> None:
    with pytest.raises(YamlError, match="more than 1,000,000 values"):
        yaml_value("[" + "a," * 1_000_001 + "]", MAX)


@given(st.text(alphabet="a1-:{}[]&*!|>'\"%#~<, \n\t", max_size=60))
def test_any_text_is_a_value_or_a_yaml_error(text: str) -> None:
    with suppress(YamlError):
        yaml_value(text, 1000)
