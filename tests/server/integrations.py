"""Sources of integrations for these tests."""

from __future__ import annotations

import json
from typing import Any

TOKEN = "skerry_ZkPvQ9xW1mYq7LrT5yBn8HcD2fGs4Ju6"
PAGE = {"page.name": {"exists": True}}


def integration(name: str, body: str, *, should_run: str = "", conditions: Any = PAGE, **metadata: Any) -> str:
    """`body` is that of an async `run(context, secrets, dataFiles)`; `should_run` is a whole function."""
    declared = {"name": name, "match": {"contextType": "github", "context": conditions}, **metadata}
    asks = f", shouldRun: {should_run}" if should_run else ""
    run = f"async run(context, secrets, dataFiles) {{ {body} }}"
    return f"module.exports = {{ metadata: {json.dumps(declared)}, {run}{asks} }};\n"


def says(name: str, text: str, **metadata: Any) -> str:
    """Always gives one text."""
    return integration(name, f"return {{ type: 'text', content: {json.dumps(text)} }};", **metadata)


def fetches(name: str, url: str, options: str = "{}", **metadata: Any) -> str:
    """Gives what it fetches."""
    return integration(name, f"return text(await (await fetch(`{url}`, {options})).text());" + TEXT, **metadata)


TEXT = "function text(content) { return { type: 'text', content: String(content) }; }"
