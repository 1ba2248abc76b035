"""Settings from the environment: ``SKERRY_<TABLE>_<KEY>``.

``SKERRY_SERVER_PORT``, ``SKERRY_LIMITS_WALL_MS``, ...; lists are written with commas. Tables that have names of their
own (grants, secrets, tokens) are in skerry.toml only. ``SKERRY_TOKEN`` holds the bearer token, ``SKERRY_CONFIG`` names
the config file.
"""

import difflib
import re
from collections.abc import Mapping
from typing import Any, get_origin

import msgspec

from runtime.settings.model import Settings
from runtime.settings.sift import Report, base_type

PREFIX = "SKERRY_"
TOKEN_VARIABLE = "SKERRY_TOKEN"  # noqa: S105 - a variable's name
CONFIG_VARIABLE = "SKERRY_CONFIG"

# https://kubernetes.io/docs/tutorials/services/connect-applications-service/#environment-variables
_KUBERNETES = re.compile(r"_SERVICE_(HOST|PORT)|_PORT_[0-9]+_(TCP|UDP)")


def variables() -> dict[str, tuple[str, str]]:
    """All variables that set something: name -> table and key."""
    return {
        f"{PREFIX}{table.name}_{field.name}".upper(): (table.name, field.name)
        for table in msgspec.structs.fields(Settings)
        if isinstance(table.type, type) and issubclass(table.type, msgspec.Struct)
        for field in msgspec.structs.fields(table.type)
        if (table.name, field.name) != ("server", "tokens") and not _is_table(field.type)
    }


def _is_table(kind: Any) -> bool:
    """Whether a field holds a table of its own."""
    return get_origin(kind) is dict or (isinstance(kind, type) and issubclass(kind, msgspec.Struct))


def variable_of(keys: tuple[str | int, ...]) -> str:
    """The variable that sets what stands at these keys."""
    return f"{PREFIX}{keys[0]}_{keys[1]}".upper()


def settings_table(environ: Mapping[str, str]) -> dict[str, Any]:
    """The settings of the environment as skerry.toml would hold them; what is no number stays text, for `sift`."""
    found: dict[str, dict[str, Any]] = {}
    for variable, (table, key) in variables().items():
        text = environ.get(variable, "")
        # For a service called "skerry-server" Kubernetes sets SKERRY_SERVER_PORT=tcp://10.0.0.1:3000 in every pod.
        if text and not text.startswith("tcp://"):  # an empty one counts as not set
            found.setdefault(table, {})[key] = _value(table, key, text)
    return found


def report_unknown(environ: Mapping[str, str], report: Report) -> None:
    """Report variables that look like a slip of the pen.

    An unknown name alone is no mistake: Kubernetes sets several for a service called "skerry".
    """
    known = (*variables(), TOKEN_VARIABLE, CONFIG_VARIABLE)
    for name in environ:
        if not name.startswith(PREFIX) or name in known or name.startswith(f"{TOKEN_VARIABLE}_"):
            continue
        if _KUBERNETES.search(name):
            continue
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.85)
        if near:
            report((name,), "there is no such setting", f"did you mean {near[0]}?")


def _value(table: str, key: str, text: str) -> Any:
    owner = next(field.type for field in msgspec.structs.fields(Settings) if field.name == table)
    expected = next(field.type for field in msgspec.structs.fields(owner) if field.name == key)
    if get_origin(expected) is tuple:
        return [part.strip() for part in text.split(",") if part.strip()]
    number = re.fullmatch(r"\s*([-+]?[0-9][0-9_]{0,18})\s*", text)
    return int(number[1]) if number and base_type(expected)[0] is int else text
