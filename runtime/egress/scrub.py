"""A value that was sent never comes back to the guest as it is: an answer that repeats it shows the placeholder.

Only exact repetitions are found; encoded ones are not.
"""

from collections.abc import Iterable

from runtime.egress.sent import Sent


def scrub(data: bytes, sent: Iterable[Sent]) -> bytes:
    """Replace every value that was sent. The longest go first, so that no part of one is left behind."""
    for pair in sorted(sent, key=lambda pair: len(pair.real), reverse=True):
        data = data.replace(pair.real, pair.shown)
    return data
