"""The command `skerry`, a file for each subcommand.

serve   answer contexts                  run     one integration, once
check   what is wrong with a folder      init    a small working project
token   make a token                     output  how all of them speak to people
"""

from __future__ import annotations

import typer

from runtime.cli import check, init, run, serve, token

app = typer.Typer(
    name="skerry",
    help="Runs your team's page integrations, each in a WebAssembly sandbox of its own.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("serve")(serve.command)
app.command("run")(run.command)
app.command("check")(check.command)
app.command("init")(init.command)
app.command("token")(token.command)


def main() -> None:
    """Entry point of the installed command."""
    app()
