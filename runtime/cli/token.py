"""`skerry token`: makes a token."""

from __future__ import annotations

from runtime.cli.output import err, out
from runtime.tokens import fingerprint, new_token


def command() -> None:
    """Make a good token, and its fingerprint for skerry.toml.

    The token goes to standard output: SKERRY_TOKEN=$(skerry token).
    """
    token = new_token()
    out.print(token, markup=False)
    err.print(f'[dim]sha256 for \\[server] tokens: "{fingerprint(token)}"[/]')
