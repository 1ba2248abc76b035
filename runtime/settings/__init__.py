"""What the operator decides: ``skerry.toml``, ``SKERRY_*`` variables and the command line, in one frozen value.

The command line wins over the environment, the environment (its ``.env`` file last) over skerry.toml, and that over
the defaults. All problems are found before any is reported. docs/reference/settings.md lists everything; a test keeps
it in step.

    model          the settings as they are, with their defaults
    sift           a parsed table against the model: unknown keys, wrong types
    meaning        what a type cannot say: rules, rates, sizes that must fit each other
    adapters       the hosts of declared adapters
    lines          on which line of a TOML file a key stands
    environment    SKERRY_* variables as a table
    files          reads skerry.toml and the .env file
    notes          collects problems
    load           reads the layers and puts them together
    named_tokens   the bearer tokens that [server] tokens and SKERRY_TOKEN name
"""

from runtime.settings.load import CONFIG_NAME, Loaded, Overrides, load
from runtime.settings.model import AdapterHosts, Egress, Grant, Integrations, Journal, Secret, Server, Settings, Token
from runtime.settings.named_tokens import token_set
from runtime.settings.notes import SettingsError

__all__ = [
    "CONFIG_NAME",
    "AdapterHosts",
    "Egress",
    "Grant",
    "Integrations",
    "Journal",
    "Loaded",
    "Overrides",
    "Secret",
    "Server",
    "Settings",
    "SettingsError",
    "Token",
    "load",
    "token_set",
]
