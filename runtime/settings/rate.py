"""Rate limits as they are written: ``600/minute`` or ``off``."""

import re

from limits import RateLimitItem, parse

OFF = "off"
_RATE = re.compile(r"([1-9][0-9]{0,8})/(second|minute|hour|day)")


def parse_rate(text: str) -> RateLimitItem | None:
    """Read a rate limit; None for "off".

    Raises:
        ValueError: names the text and says how it should look.
    """
    if text == OFF:
        return None
    if _RATE.fullmatch(text) is None:
        raise ValueError(f'"{text}" is no rate limit: write "600/minute" (second, minute, hour or day) or "off"')
    return parse(text)
