"""Values in a JSON body, where a JSON pointer of their secret points. Pure."""

import msgspec

from runtime.egress.sent import Sent
from runtime.secrets.filling.json_members import Member, is_json, pointed
from runtime.secrets.filling.lookup import Lookup, encoded
from runtime.secrets.place import Place


def fill_json(body: bytes, places: tuple[Place, ...], value_of: Lookup) -> tuple[bytes, tuple[Sent, ...]]:
    """Put values into strings that are a whole placeholder; a body that is not JSON in UTF-8 stays as it is."""
    text = json_text(body)
    if text is None:
        return body, ()
    found: list[tuple[Member, str]] = []
    sent: tuple[Sent, ...] = ()
    for place in places:
        member = pointed(text, place.name)
        if member is None or text[member.begin] != '"':
            continue
        put_in = value_of(place, text[member.begin + 1 : member.end - 1].encode("utf-8"))
        if put_in is not None:
            written = msgspec.json.encode(put_in.real.decode("utf-8"))
            found.append((member, written.decode("utf-8")))
            sent += encoded(put_in, written[1:-1])
    for member, string in sorted(found, key=lambda pair: pair[0].begin, reverse=True):
        text = text[: member.begin] + string + text[member.end :]
    return text.encode("utf-8") if found else body, sent


def json_text(body: bytes) -> str | None:
    """The text of a body that is JSON, None of any other."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return text if is_json(text) else None
