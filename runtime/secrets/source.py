"""Where the values of secrets come from: the seam."""

import re
from typing import Protocol

ENVIRONMENT_PREFIX = "INTEGRATION_"
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,99}")
"""What can follow ENVIRONMENT_PREFIX. Authors write names, and sources make paths and arguments of them."""
MAX_VALUE_BYTES = 65_536  # the largest that a source hands out: keys and certificates have a few thousand


class SourceFailed(Exception):
    """A source could not be asked, or gave something of no use; `str()` is for the operator and holds no value."""


class SecretSource(Protocol):
    """Gives values by name. `runtime.secrets.values` keeps them, so it is asked now and then, not in each run.

    A package of your own adds one under the entry point group `skerry.secret_sources`: an object that is called with
    the table `[secret_sources.own.NAME]` and the environment, and gives one of these.
    """

    async def get(self, name: str) -> str | None:
        """The current value, None if there is none. It must not hold up the event loop.

        Raises:
            SourceFailed: if it cannot be known now.
        """
        ...

    def remedy(self, name: str) -> str:
        """How the operator sets this secret, as a sentence."""
        ...
