"""`skerry init`: a small working project."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from runtime.cli.output import fail, out
from runtime.project import ProjectError, create

Directory = Annotated[Path, typer.Argument(help="Where; made if it is not there. No file of yours is overwritten.")]


def command(directory: Directory) -> None:
    """Make a small working project: an integration, data, tests, settings, a fresh token."""
    try:
        made = create(directory)
    except (ProjectError, OSError) as error:
        fail(str(error))
    for path in made:
        out.print(f"made {path}", markup=False)
    out.print(f"\nNext:\n  cd {directory}\n  skerry check\n  skerry test\n  skerry serve", markup=False)
