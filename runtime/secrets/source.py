"""Where the values of secrets come from."""

from collections.abc import Mapping
from typing import Protocol

ENVIRONMENT_PREFIX = "INTEGRATION_"


class SecretSource(Protocol):
    """Gives values by name; asked at the beginning of each run, so a new value is used without a restart."""

    def get(self, name: str) -> str | None:
        """The current value, None if there is none."""
        ...

    def remedy(self, name: str) -> str:
        """How the operator sets this secret, as a sentence."""
        ...


class EnvironmentSecrets:
    """The secret X is the variable INTEGRATION_X of an environment that is given, not looked up."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._values = {
            name.removeprefix(ENVIRONMENT_PREFIX): value
            for name, value in environment.items()
            if name.startswith(ENVIRONMENT_PREFIX)
        }

    @property
    def names(self) -> frozenset[str]:
        """The secrets that have a value."""
        return frozenset(name for name, value in self._values.items() if value)

    def get(self, name: str) -> str | None:
        """The variable's value; an empty one counts as not set."""
        return self._values.get(name) or None

    def remedy(self, name: str) -> str:
        """Which variable to set."""
        return f"Set {ENVIRONMENT_PREFIX}{name} in the server's environment."
