"""The forms of an `Authorization` header in which a placeholder is understood. Pure.

PLACEHOLDER    Bearer PLACEHOLDER    token PLACEHOLDER    Basic base64(user:password), either part a placeholder
"""

import base64
import binascii
import re
from collections.abc import Callable

from runtime.egress.sent import Sent

_TOKEN = re.compile(rb"((?:bearer|token) +)?(\S+)", re.IGNORECASE)
_BASIC = re.compile(rb"(basic +)([A-Za-z0-9+/]+={0,2})", re.IGNORECASE)

# What is sent for a whole placeholder, None for any other text.
Lookup = Callable[[bytes], Sent | None]


def fill_authorization(header: bytes, value_of: Lookup) -> tuple[bytes, tuple[Sent, ...]]:
    """Put values in the place of whole placeholders; nothing was sent if the header holds none.

    What `value_of` raises passes through: it decides whether a value may be sent at all.
    """
    basic = _BASIC.fullmatch(header)
    if basic:
        return _fill_basic(header, basic[1], basic[2], value_of)
    token = _TOKEN.fullmatch(header)
    sent = value_of(token[2]) if token else None
    if token is None or sent is None:
        return header, ()
    return (token[1] or b"") + sent.real, (sent,)


def _fill_basic(header: bytes, scheme: bytes, encoded: bytes, value_of: Lookup) -> tuple[bytes, tuple[Sent, ...]]:
    try:
        user, colon, password = base64.b64decode(encoded, validate=True).partition(b":")
    except binascii.Error:
        return header, ()
    if not colon:
        return header, ()
    parts = (value_of(user), value_of(password))
    sent = tuple(part for part in parts if part is not None)
    if not sent:
        return header, ()
    filled = base64.b64encode((parts[0].real if parts[0] else user) + colon + (parts[1].real if parts[1] else password))
    return scheme + filled, (*sent, Sent(filled, encoded, sent[0].name))
