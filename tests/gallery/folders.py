"""The gallery as its folders are: what stands in them, and the lines of skerry.toml that their READMEs tell."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import msgspec

import integrations
from runtime.settings import Loaded, Settings
from runtime.sources import FolderSource
from runtime.testing.suite import find
from sandbox.limits import Limits

GALLERY = Path(integrations.__file__).parent
STANDALONE, CONNECTED = GALLERY / "standalone", GALLERY / "connected"
ROOTS = (STANDALONE, CONNECTED)

CONTENTS = {root: FolderSource(root, Limits().source_bytes).read() for root in ROOTS}
SUITES = {root: find(CONTENTS[root], root) for root in ROOTS}
UNITS = [unit for contents in CONTENTS.values() for unit in contents.units]
FILES = [file for suite in SUITES.values() for file in suite.files]
FOLDERS = {unit.path.partition("/")[0]: root for root in ROOTS for unit in CONTENTS[root].units}
NAMES = list(FOLDERS)

_TOML = re.compile(r"^```toml\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def readme(name: str) -> str:
    return (FOLDERS[name] / name / "README.md").read_text(encoding="utf-8")


def granting(name: str) -> dict[str, Any]:
    """The lines of skerry.toml in the README of an integration; none for one that asks nobody."""
    blocks = _TOML.findall(readme(name))
    assert len(blocks) <= 1, f"{name}: one block says it all"
    return tomllib.loads(blocks[0]) if blocks else {}


def value_of(secret: str) -> str:
    """A value for each secret, as long as a real one."""
    return f"value-of-{secret}-0123456789"


def settings_of(root: Path, *names: str) -> Loaded:
    """The settings of a server for one half of the gallery, whose operator did what these READMEs say."""
    tables: dict[str, Any] = {"integrations": {"path": str(root)}, "grants": {}, "secrets": {}}
    for name in names:
        for table in ("grants", "secrets"):
            tables[table] |= granting(name).get(table, {})
    granted = {secret for grant in tables["grants"].values() for secret in grant.get("secrets", ())}
    environ = {f"INTEGRATION_{secret}": value_of(secret) for secret in granted}
    return Loaded(msgspec.convert(tables, Settings), environ, (), None, ())
