r"""Patterns for the ways to spell a value. Pure; they are for RE2, over bytes read as Latin-1, ignoring case.

Characters that an encoder would leave as they are may be escaped all the same, and escapes may be escaped again:
%41, %u0041 and %2541, \u0041 and \\u0041, &#65; and &amp;#65;.
"""

import base64
import json
from collections.abc import Iterator
from urllib.parse import quote

_BREAK = r"(?:\s|\\+[rn])*"  # a line of base64 may end anywhere (RFC 2045, 6.8)
_BETWEEN_HEX = r"(?:[\s:,;-]|\\+x|0x)*"
_BETWEEN_NUMBERS = r"[\s,;]+"
_SHARED = "[A-Za-z0-9+/_-]?"  # a character of base64 that also holds bits of what stands beside the value
_NAMED_ENTITIES = {"&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "apos"}
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")


def patterns(value: bytes, longest: int) -> Iterator[tuple[str, str]]:
    """Names of spellings, "" for text as it is or with escapes, and their patterns.

    They are for the value's last `longest` bytes; of characters of several bytes only whole ones count.
    """
    end = value[-longest:]
    characters = _characters(end)
    yield "", "".join(map(_character, characters)) if characters else "".join(map(_byte, end))
    yield "hex", _BETWEEN_HEX.join(f"{byte:02x}" for byte in end)
    yield "numbers", _BETWEEN_NUMBERS.join(map(str, end))
    for code in _WIDE:
        if characters:
            yield "UTF-16 or UTF-32", _exactly(characters.encode(code))
    for form in _forms(value):
        for offset in range(3):
            yield "base64", _base64(form[-longest:], offset)


def _forms(value: bytes) -> list[bytes]:
    """What may be inside of base64: for most values nothing but the value itself, and that as UTF-16."""
    forms = [value, quote(value, safe="").encode("ascii")]
    if text := _characters(value):
        forms += [json.dumps(text, ensure_ascii=ascii)[1:-1].encode("utf-8") for ascii in (False, True)]
        forms.append(text.encode("utf-16-le"))
    return list(dict.fromkeys(forms))


def _characters(data: bytes) -> str:
    """The characters that are whole; none if the data is no text."""
    begin = next((index for index, byte in enumerate(data[:4]) if byte & 0xC0 != 0x80), 0)
    try:
        return data[begin:].decode("utf-8")
    except UnicodeDecodeError:
        return ""


def _character(character: str) -> str:
    code = ord(character)
    if code < 0x80:
        return _byte(code)
    cases = dict.fromkeys((character, character.lower(), character.upper()))  # RE2 folds only those of Latin-1
    return f"(?:{'|'.join(spelled for case in cases if len(case) == 1 for spelled in _spelled(case))})"


def _spelled(character: str) -> Iterator[str]:
    """A character beyond ASCII, by its bytes and by its number."""
    code = ord(character)
    yield "".join(map(_byte, character.encode("utf-8")))
    units = character.encode("utf-16-be")
    yield "".join(rf"(?:\\+|%(?:25)*)u{units[i : i + 2].hex()}" for i in range(0, len(units), 2))
    yield rf"\\+u\{{?0*{code:x}\}}?"
    yield _entity(code)
    if code < 0x100:
        yield _byte(code)


def _byte(code: int) -> str:
    """One byte. From 0x80 on also as the character that it is for a server that reads Latin-1 and writes UTF-8."""
    spelled = [
        rf"%(?:25)*(?:u00)?{code:02x}",
        rf"\\+(?:u\{{?0*|x|0*){code:02x}\}}?",
        rf"\\+{code:03o}",
        _entity(code),
    ]
    if code >= 0x80:
        spelled += [_exactly(bytes([code])), _exactly(chr(code).encode("utf-8"))]
    elif chr(code).isalnum():
        spelled.append(chr(code))
    else:
        spelled.append(r"\\*" + _exactly(bytes([code])))
    if name := _NAMED_ENTITIES.get(chr(code)):
        spelled.append(f"&(?:amp;)*{name};")
    if code == 0x20:
        spelled.append(r"\+")
    return f"(?:{'|'.join(spelled)})"


def _entity(code: int) -> str:
    return f"&(?:amp;)*#(?:0*{code}|x0*{code:x});?"


def _base64(data: bytes, offset: int) -> str:
    """What base64 always has for the data when `offset` (mod 3) other bytes come before."""
    encoded = base64.b64encode(bytes(offset) + data).decode("ascii")
    first, before = divmod(offset * 8, 6)
    last, behind = divmod((offset + len(data)) * 8, 6)
    own = [_base64_character(character) for character in encoded[first + bool(before) : last]]
    return _BREAK.join([_SHARED] * bool(before) + own + [_SHARED] * bool(behind))


def _base64_character(character: str) -> str:
    if character.isalnum():
        return character
    plain, code = (r"[+-]", "2b") if character == "+" else (r"\\*[/_]", "2f")
    return rf"(?:{plain}|%(?:25)*{code}|\\+u00{code}|&(?:amp;)*#(?:{int(code, 16)}|x{code});)"


def _exactly(data: bytes) -> str:
    return "".join(rf"\x{byte:02x}" for byte in data)
