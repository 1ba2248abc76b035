"""Secrets from the environment of the server, which does not change while it runs."""

from collections.abc import Mapping

from runtime.secrets.source import ENVIRONMENT_PREFIX


class EnvironmentSecrets:
    """The secret X is the variable INTEGRATION_X of an environment that is given, not looked up."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._values = {
            name.removeprefix(ENVIRONMENT_PREFIX): value
            for name, value in environment.items()
            if name.startswith(ENVIRONMENT_PREFIX)
        }

    async def get(self, name: str) -> str | None:
        """The variable's value; an empty one counts as not set."""
        return self._values.get(name) or None

    def remedy(self, name: str) -> str:
        """Which variable to set."""
        return f"Set {ENVIRONMENT_PREFIX}{name} in the server's environment."
