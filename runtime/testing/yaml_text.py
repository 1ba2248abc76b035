"""Values as YAML, the way the files of the gallery are written; what is written is read back as the same value."""

from __future__ import annotations

from typing import Any

import yaml

from runtime.sources.yaml_scalars import scalar

WIDTH = 120


class _Dumper(yaml.SafeDumper):
    """Blocks with their lists indented, double quotes, and no aliases."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        return super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def choose_scalar_style(self) -> str:
        style: str = super().choose_scalar_style()
        return '"' if style == "'" else style


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    # PyYAML quotes what YAML 1.1 would take for something else than text; these are what 1.2 would.
    style = '"' if scalar(text) != text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style)


_Dumper.add_representer(str, _text)


def block(value: Any) -> list[str]:
    """The lines of the value."""
    text: str = yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH, indent=2)
    return text.removesuffix("...\n").splitlines()
