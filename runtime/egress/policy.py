"""May this request be sent? The operator's grants answer; in mode "report" they only say what they lack."""

from typing import Literal, Protocol

import msgspec

from runtime.egress.authority import Authority
from runtime.egress.errors import FetchDenied
from runtime.egress.overrides import overriding_methods
from runtime.egress.request import Hop
from runtime.egress.rules import Denied, allows, may_be_allowed

Mode = Literal["enforce", "report"]


class Record(Protocol):
    """Where requests are noted that no rule granted and that were sent all the same."""

    def note(self, path: str, method: str, hop: Hop) -> None:
        """Note a request of the integration at this path; called on the event loop, so it must not wait."""
        ...


class Policy:
    """Judges the requests of all integrations, each by its own grants.

    Without a `record` every request needs a grant; with one, which is mode "report", those that lack it are noted and
    sent to public addresses, without secrets.
    """

    def __init__(self, record: Record | None = None) -> None:
        self._record = record

    @property
    def mode(self) -> Mode:
        """What becomes of a request that no rule grants."""
        return "enforce" if self._record is None else "report"

    def judge(self, hop: Hop, authority: Authority) -> bool:
        """True if a rule grants the request; False if none does and mode "report" lets it pass.

        A method that some servers take from a header or a form counts as well.

        Raises:
            FetchDenied: if it may not be sent; the message names the line to add.
        """
        granted = True
        for method in (hop.method, *overriding_methods(hop)):
            verdict = allows(authority.net, method, hop.url)
            if isinstance(verdict, Denied):
                if self._record is None or hop.shown_url is not None or not may_be_allowed(method):
                    raise _denied(authority, method, hop, verdict)
                self._record.note(authority.path, method, hop)
                granted = False
        return granted


def _denied(authority: Authority, method: str, hop: Hop, verdict: Denied) -> FetchDenied:
    if hop.shown_url is not None:  # its path is the secret, so neither the message nor the remedy may name it
        bare = allows((), method, msgspec.structs.replace(hop.url, path="/", query=""))
        verdict = bare if isinstance(bare, Denied) else verdict
    told = f"{authority.path} may not {verdict.what}"
    if verdict.add is None:
        return FetchDenied(told)
    return FetchDenied(f'{told}: add "{verdict.add}" to net in {authority.table} of skerry.toml')
