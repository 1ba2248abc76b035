"""The forms of an `Authorization` header in which a placeholder is understood. Pure.

PLACEHOLDER    Bearer PLACEHOLDER    token PLACEHOLDER    Token token=PLACEHOLDER    (some more words, in _TOKEN)
Basic base64(user:password), either part a placeholder
"""

import base64
import binascii
import re

from runtime.egress.sent import Sent
from runtime.secrets.filling.lookup import Lookup
from runtime.secrets.place import AUTHORIZATION

# GenieKey is Opsgenie's word, SSWS Okta's, Bot Discord's; "Token token=" is how PagerDuty has it.
_TOKEN = re.compile(rb"((?:(?:bearer|token|apikey|api-key|geniekey|ssws|bot) +(?:token=)?)?)(\S+)", re.IGNORECASE)
_BASIC = re.compile(rb"(basic +)([A-Za-z0-9+/]+={0,2})", re.IGNORECASE)


def fill_authorization(header: bytes, value_of: Lookup) -> tuple[bytes, tuple[Sent, ...]]:
    """Put values in the place of whole placeholders; nothing was sent if the header holds none."""
    credentials = basic_credentials(header)
    if credentials is not None:
        return _fill_basic(header, credentials, value_of)
    token = _TOKEN.fullmatch(header)
    sent = value_of(AUTHORIZATION, token[2]) if token else None
    if token is None or sent is None:
        return header, ()
    return token[1] + sent.real, (sent,)


def basic_credentials(header: bytes) -> bytes | None:
    """What a `Basic` header says: user, colon, password."""
    basic = _BASIC.fullmatch(header)
    if basic is None:
        return None
    try:
        credentials = base64.b64decode(basic[2], validate=True)
    except binascii.Error:
        return None
    return credentials if b":" in credentials else None


def _fill_basic(header: bytes, credentials: bytes, value_of: Lookup) -> tuple[bytes, tuple[Sent, ...]]:
    user, _, password = credentials.partition(b":")
    parts = tuple((text, value_of(AUTHORIZATION, text)) for text in (user, password))
    sent = tuple(put_in for _, put_in in parts if put_in is not None)
    if not sent:
        return header, ()
    scheme, _, shown = header.rpartition(b" ")
    real = base64.b64encode(b":".join(put_in.real if put_in else text for text, put_in in parts))
    return scheme + b" " + real, (*sent, Sent(real, shown, sent[0].name))
