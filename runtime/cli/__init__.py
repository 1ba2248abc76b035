"""The command `skerry`, a file for each subcommand.

serve   answer contexts                  run     one integration, once
check   what is wrong with a folder      init    a small working project
token   make a token                     test    the cases that authors write
bundle  npm packages, TypeScript         replay  recorded runs once more (steps: a turn in words)
policy  lines to grant what is needed
selftest  attacks on this installation
output  how all of them speak to people
"""

from __future__ import annotations

import importlib.metadata
from typing import Annotated

import typer

from runtime.cli import bundle, check, init, output, policy, replay, run, selftest, serve, test, token

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
app.command("replay")(replay.command)
app.command("check")(check.command)
app.command("init")(init.command)
app.command("bundle")(bundle.command)
app.add_typer(policy.app, name="policy")
app.command("token")(token.command)
app.command("test")(test.command)
app.command("selftest")(selftest.command)


def main() -> None:
    """Entry point of the installed command."""
    app()
