"""The hatch hook: builds `engine.wasm` and puts it into a `py3-none-any` wheel: wasm runs everywhere."""

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# hatchling loads this file by its path: the package around it is not importable yet. Nothing of the checkout that needs
# a dependency is imported, as pip's build environment has only what pyproject.toml names under [build-system].
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from sandbox.javascript.build_engine.build import build, offered_sources

IN_WHEEL = "sandbox/javascript/engine.wasm"


class EngineBuildHook(BuildHookInterface[Any]):
    """Runs for `pip install .`, `pip install -e .` and `python -m build`; a source distribution gets no engine."""

    PLUGIN_NAME = "custom"
    _folder: tempfile.TemporaryDirectory[str] | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the engine: into the checkout for an editable install, else straight into the wheel."""
        if self.target_name != "wheel":
            return
        build_data["pure_python"] = True
        build_data["infer_tag"] = False
        build_data["tag"] = "py3-none-any"
        module = build(offered_sources(os.environ))
        if version == "editable":
            (Path(self.root) / IN_WHEEL).write_bytes(module)
            return
        self._folder = tempfile.TemporaryDirectory(prefix="skerry-wheel-")
        engine = Path(self._folder.name) / "engine.wasm"
        engine.write_bytes(module)
        build_data["force_include"][str(engine)] = IN_WHEEL

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what the wheel has taken in."""
        if self._folder is not None:
            self._folder.cleanup()
