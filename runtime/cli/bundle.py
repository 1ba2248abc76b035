"""`skerry bundle`: integrations with their npm packages, each in one file."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from runtime.bundle import Bundled, BundleError, Esbuild, bundle_folder, open_esbuild
from runtime.cli.options import Config, load_settings
from runtime.cli.output import err, fail, out, printable
from runtime.settings import CONFIG_NAME, Loaded, Overrides
from runtime.sources import SourceError

Target = Annotated[
    Path | None, typer.Argument(metavar="[DIR|FILE]", help="Integrations; by default the settings' folder.")
]


def command(target: Target = None, config: Config = None) -> None:
    """Put each integration that requires npm packages, or is TypeScript, into one file beside it."""
    loaded = load_settings(config, Overrides())
    root, below = _root(loaded, target)
    base = (loaded.file or Path(CONFIG_NAME)).absolute().parent
    done: list[Bundled] = []
    with ExitStack() as opened:
        pinned: list[Esbuild] = []

        def esbuild() -> Esbuild:
            if not pinned:
                pinned.append(opened.enter_context(open_esbuild(loaded.settings.bundle, root, base)))
            return pinned[0]

        def wanted(path: str) -> bool:
            return below in ("", ".", path) or path.startswith(f"{below}/")

        try:
            for one in bundle_folder(esbuild, root, loaded.settings.limits.source_bytes, wanted):
                _show(one)
                done.append(one)
        except (SourceError, BundleError) as error:
            fail(str(error))
    if not done:
        out.print("nothing to bundle: no integration requires a package or is TypeScript")
    if any(one.outcome == "failed" for one in done):
        raise typer.Exit(1)


def _root(loaded: Loaded, target: Path | None) -> tuple[Path, str]:
    """The folder that packages may lie in, the one that is served if the target is in it; and what is wanted below."""
    configured = Path(loaded.settings.integrations.path).resolve()
    if target is None:
        return configured, ""
    if not target.exists():
        fail(f"{target} does not exist")
    real = target.resolve()
    if real.is_relative_to(configured):
        return configured, real.relative_to(configured).as_posix()
    return (real, "") if real.is_dir() else (real.parent, real.name)


def _show(one: Bundled) -> None:
    match one.outcome:
        case "made":
            out.print(f"made {one.bundle}: {one.bytes:,} bytes of {one.inputs:,} files", markup=False)
        case "current":
            out.print(f"{one.bundle} is current", markup=False)
        case "removed":
            out.print(f"removed {one.bundle}: {one.path} requires no package any more", markup=False)
        case "failed":
            err.print(f"[red]error[/]: {escape(printable(f'{one.path}: {one.problem}'))}")
    if one.warnings:
        err.print(f"[yellow]warning[/]: {escape(printable(one.warnings))}")
