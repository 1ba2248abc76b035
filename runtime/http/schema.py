"""The models that the extension shares with the server, as one JSON schema: `python -m runtime.http.schema`.

The extension's types are made of it; docs/reference/http.md says in words what each means.
"""

import json
from collections.abc import Mapping
from typing import Any, Final

import msgspec

from runtime.adapters.model import DeclaredAdapter, DeclaredPage, Value
from runtime.answer import Answer, IntegrationLine, Totals
from runtime.http.answers import Adapters, Config, CustomDomains, ErrorAnswer, StreamError
from runtime.items import Item

COMMAND: Final = "python -m runtime.http.schema > extension/src/wire/schema.json"
MODELS: Final[Mapping[str, type[msgspec.Struct]]] = {
    "Answer": Answer,
    "Line": IntegrationLine,
    "Totals": Totals,
    "StreamError": StreamError,
    "ErrorAnswer": ErrorAnswer,
    "Config": Config,
    "CustomDomains": CustomDomains,
    "Adapters": Adapters,
    "AdapterDefinition": DeclaredAdapter,
    "AdapterPage": DeclaredPage,
    "AdapterValue": Value,
}
"""By the extension's words for them; what they hold comes with them, under its own name."""


def schema() -> dict[str, Any]:
    """JSON schema 2020-12 with a definition for each model, and for each union that has a name."""
    names = {model.__name__: name for name, model in MODELS.items()}
    (item, *_), definitions = msgspec.json.schema_components((Item, *MODELS.values()), ref_template="#/$defs/{name}")
    for name, model in MODELS.items():
        definitions[model.__name__] = {**_as_written(model, definitions[model.__name__]), "title": name}
    definitions["Item"] = {"title": "Item", "description": "What a bar shows.", **item}
    renamed = {names.get(name, name): definition for name, definition in definitions.items()}
    made = json.dumps(dict(sorted(renamed.items())))
    for name, shown in names.items():
        made = made.replace(f'"#/$defs/{name}"', f'"#/$defs/{shown}"')
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": f"Made by `{COMMAND}`: do not edit.",
        "$defs": json.loads(made),
    }


def _as_written(model: type[msgspec.Struct], definition: dict[str, Any]) -> dict[str, Any]:
    """The definition of what the server writes; msgspec's is of what it would read, where defaults may be missing."""
    defaults = [name for name, described in definition["properties"].items() if "default" in described]
    if not model.__struct_config__.omit_defaults:
        return {**definition, "required": definition["required"] + defaults}
    return {
        **definition,
        "properties": {name: _without_null(described) for name, described in definition["properties"].items()},
    }


def _without_null(described: dict[str, Any]) -> dict[str, Any]:
    """A null that is the default is left out, not written."""
    if described.get("default", ...) is not None:
        return described
    (only,) = (one for one in described["anyOf"] if one != {"type": "null"})
    return dict(only)


def text() -> str:
    """The content of extension/src/wire/schema.json."""
    return json.dumps(schema(), indent=2) + "\n"


if __name__ == "__main__":
    print(text(), end="")
