"""The errors of outgoing requests.

    EgressError
    ├── FetchDenied   the operator's policy says no; the message names the line that would allow it
    └── FetchFailed   the guest's request cannot be sent, or the other side or the way to it failed
    RuleError         a rule in the configuration is wrong: the operator's fault, found at start

Messages of the first two reach the integration and its author: they hold no internals, no values of secrets.
"""


class EgressError(Exception):
    """A fetch that gives no response; its message is for the integration's author."""


class FetchDenied(EgressError):
    """Not allowed by the operator's grants, addresses or secrets.

    `detail` is for the operator's log alone, such as the private address that a name resolved to.
    """

    def __init__(self, message: str, *, detail: str = "") -> None:
        super().__init__(message)
        self.detail = detail


class FetchFailed(EgressError):
    """The request could not be made, sent or answered within its bounds."""


class RuleError(ValueError):
    """A rule of skerry.toml or the command line that cannot be understood; names the text and the remedy."""
