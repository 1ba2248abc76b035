import json
from pathlib import Path

import msgspec
import pytest

from runtime.answer import IntegrationLine
from runtime.http.schema import COMMAND, MODELS, schema, text

KEPT = Path(__file__).parents[3] / "extension" / "src" / "wire" / "schema.json"


def test_the_extensions_schema_is_current() -> None:
    assert KEPT.read_text() == text(), f"run `{COMMAND}`, and then `npm run types` in extension/"


@pytest.mark.parametrize("name", MODELS)
def test_every_model_is_there_under_its_name(name: str) -> None:
    assert schema()["$defs"][name]["title"] == name


def test_every_reference_leads_somewhere() -> None:
    made = schema()
    references = {part.split('"')[0] for part in json.dumps(made).split('"#/$defs/')[1:]}
    assert references <= made["$defs"].keys()
    assert "IntegrationLine" not in references


def test_what_is_always_written_is_required_and_what_is_left_out_is_never_null() -> None:
    definitions = schema()["$defs"]
    assert definitions["AdapterPage"]["required"] == ["path", "search", "hash", "values"]
    assert definitions["AdapterValue"]["properties"]["part"] == {"type": "integer"}
    line = IntegrationLine(integration="a", rank=0, priority=1, ms=1, cached=False)
    assert set(definitions["Line"]["required"]) == msgspec.to_builtins(line).keys()
