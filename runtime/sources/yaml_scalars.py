"""What plain (unquoted) words of YAML mean: the core schema of YAML 1.2, and dates.

So ``yes``, ``no`` and ``on`` are text, as in js-yaml and so in ToolJump (source: https://yaml.org/spec/1.2.2/#103-core-schema).
Nothing may be lost on the way into JSON: a number with a leading zero, or with more digits than a JavaScript number
holds, stays text (an AWS account number is no quantity), and dates become text.
"""

import math
import re
from datetime import UTC, datetime, timedelta, timezone

MAX_EXACT_DIGITS = 15  # 2**53 has 16 digits, not all of them exact
MAX_NUMBER = 64  # characters; what is longer is no number that someone wrote

_WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INTEGER = re.compile(rf"[-+]?(?:0|[1-9][0-9]{{0,{MAX_EXACT_DIGITS - 1}}})")
_BASED = re.compile(r"0(?:x[0-9a-fA-F]{1,13}|o[0-7]{1,17})")
_FLOAT = re.compile(r"[-+]?(?=[0-9]*[.eE])(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,3})?")
# source: https://yaml.org/type/timestamp.html
_TIMESTAMP = re.compile(
    r"(\d{4})-(\d\d?)-(\d\d?)(?:[Tt]|[ \t]+)(\d\d?):(\d\d):(\d\d)(?:\.(\d{0,9}))?"
    r"(?:[ \t]*(?:Z|([-+])(\d\d?)(?::?(\d\d))?))?",
    re.ASCII,
)


def scalar(text: str) -> bool | int | float | str | None:
    """The value of one plain word."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "0123456789+-." or len(text) > MAX_NUMBER:
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    if _BASED.fullmatch(text):
        return int(text, 0)
    if _FLOAT.fullmatch(text):
        value = float(text)
        return value if math.isfinite(value) else text
    timestamp = _TIMESTAMP.fullmatch(text)
    return text if timestamp is None else _instant(timestamp)


def _instant(match: re.Match[str]) -> str:
    """A date with a time, as JSON writes a JavaScript Date: UTC with milliseconds. Without a zone it is UTC."""
    year, month, day, hour, minute, second = (int(part) for part in match.group(1, 2, 3, 4, 5, 6))
    fraction = (match[7] or "").ljust(6, "0")[:6]
    offset = timedelta(hours=int(match[9] or 0), minutes=int(match[10] or 0))
    try:
        zone = timezone(-offset if match[8] == "-" else offset)
        instant = datetime(year, month, day, hour, minute, second, int(fraction), zone).astimezone(UTC)
    except (ValueError, OverflowError):  # the 31st of February
        return match[0]
    return f"{instant:%Y-%m-%dT%H:%M:%S}.{instant.microsecond // 1000:03}Z"
