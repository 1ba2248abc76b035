import json
from typing import Literal

import pytest

from runtime.sources.data_files import DataError, data_id, to_json


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("owners.data.yml", "owners"),
        ("owners.data.yaml", "owners"),
        ("owners.data.json", "owners"),
        ("a.b.data.json", "a.b"),
        (".data.json", None),
        ("owners.json", None),
        ("owners.data.txt", None),
        ("owners.data.yml.bak", None),
        ("data.yml", None),
    ],
)
def test_the_id_is_the_name_without_its_ending(name: str, id: str | None) -> None:
    assert data_id(name) == id


@pytest.mark.parametrize(
    ("content", "language", "made"),
    [
        (b"a: [1, x]\n", "yaml", b'{"a":[1,"x"]}'),
        (b'{"a" : [1, 1.50, "\\u00e9"]}', "json", '{"a":[1,1.5,"é"]}'.encode()),
        (b"\xef\xbb\xbfa: 1", "yaml", b'{"a":1}'),
        (b"\xef\xbb\xbf[1]", "json", b"[1]"),
        (b"", "yaml", b"null"),
        (b'{"b": 1, "a": 2}', "json", b'{"b":1,"a":2}'),
    ],
)
def test_data_becomes_compact_json_in_the_order_of_the_file(
    content: bytes, language: Literal["yaml", "json"], made: bytes
) -> None:
    assert to_json(content, language) == made


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        (b'{"a": 1,\n "b": }', 2, "not valid JSON"),
        (b"{'a': 1}", 1, "not valid JSON"),
        (b"[1,]", 1, "not valid JSON"),
        (b"// no\n1", 1, "not valid JSON"),
        (b"NaN", None, "NaN is no number of JSON"),
        (b"[Infinity]", None, "no number of JSON"),
        (b"1e999", None, "cannot be kept"),
        (b'"\\ud800"', None, "cannot be kept"),
        (b"9" * 5000, None, "not valid JSON"),
        (b'{"a": 1, "b": {"c": 1, "c": 2}}', None, 'the key "c" stands twice'),
        (b"[" * 100_000, None, "nested deeper than 64"),
        (b'{"a":' * 65 + b"1" + b"}" * 65, None, "nested deeper than 64"),
        (b'{"a":\n "\xff"}', 2, "not UTF-8 (byte 9)"),
        (b"", 1, "not valid JSON"),
        (b"[1] [2]", 1, "not valid JSON"),
    ],
)
def test_json_is_strict(content: bytes, line: int | None, said: str) -> None:
    with pytest.raises(DataError) as raised:
        to_json(content, "json")
    assert said in str(raised.value)
    assert raised.value.line == line


def test_an_error_in_yaml_names_its_line() -> None:
    with pytest.raises(DataError, match="stands twice") as raised:
        to_json(b"a: 1\na: 2", "yaml")
    assert raised.value.line == 2


def test_five_megabytes_of_json_are_fine() -> None:
    rows = [{"name": f"service-{n}", "owner": f"team-{n % 50}", "port": n} for n in range(90_000)]
    content = json.dumps(rows).encode()
    assert 4_000_000 < len(content) < 6_000_000
    assert json.loads(to_json(content, "json")) == rows
