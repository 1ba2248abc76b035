"""The command `skerry`, a file for each subcommand.

serve   answer contexts                  run     one integration, once
check   what is wrong with a folder      init    a small working project
token   make a token                     output  how all of them speak to people
"""

from __future__ import annotations

import importlib.metadata
from typing import Annotated

import typer

from runtime.cli import check, init, output, run, serve, token

app = typer.Typer(
    name="skerry",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        output.out.print(f"skerry {importlib.metadata.version('skerry')}", markup=False)
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Runs your team's page integrations, each in a WebAssembly sandbox of its own."""


app.command("serve")(serve.command)
app.command("run")(run.command)
app.command("check")(check.command)
app.command("init")(init.command)
app.command("token")(token.command)


def main() -> None:
    """Entry point of the installed command."""
    app()
