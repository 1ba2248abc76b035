"""Every request may be sent: to whom, and with what method, is asked by nobody."""

from __future__ import annotations

from runtime.egress.authority import Authority
from runtime.egress.policy import Policy
from runtime.egress.request import Hop


class OpenPolicy(Policy):
    """A policy that grants everything."""

    def judge(self, hop: Hop, authority: Authority) -> bool:
        """Yes."""
        return True
