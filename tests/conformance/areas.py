"""Which files of web-platform-tests are run, by area, and which are not and why."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import msgspec


class Area(msgspec.Struct, frozen=True):
    """One row of the table: files that fit one of the patterns."""

    title: str
    patterns: tuple[str, ...]


AREAS = (
    Area("URL, URLSearchParams", ("url/*.any.js",)),
    Area("TextEncoder, TextDecoder", ("encoding/*.any.js",)),
    Area("text streams", ("encoding/streams/*.any.js",)),
    Area("atob, btoa", ("html/webappapis/atob/*.any.js",)),
    Area("structuredClone", ("html/webappapis/structured-clone/*.any.js",)),
    Area("timers, microtasks", ("html/webappapis/timers/*.any.js", "html/webappapis/microtask-queuing/*.any.js")),
    Area("AbortController, AbortSignal", ("dom/abort/*.any.js",)),
    Area("Event, EventTarget", ("dom/events/*.any.js",)),
    Area("Blob, File", ("FileAPI/blob/*.any.js", "FileAPI/file/*.any.js")),
    Area("DOMException", ("webidl/ecmascript-binding/es-exceptions/*.any.js",)),
    Area("console", ("console/*.any.js",)),
    Area("readable streams", ("streams/readable-streams/*.any.js", "streams/queuing-strategies.any.js")),
    Area("writable streams", ("streams/writable-streams/*.any.js",)),
    Area("transform streams", ("streams/transform-streams/*.any.js",)),
    Area("piping of streams", ("streams/piping/*.any.js",)),
    Area("crypto.getRandomValues, randomUUID", ("WebCryptoAPI/*.any.js",)),
    Area("crypto.subtle: digest", ("WebCryptoAPI/digest/*.any.js",)),
    Area("crypto.subtle: HMAC", ("WebCryptoAPI/sign_verify/hmac*.any.js",)),
    Area("crypto.subtle: HKDF", ("WebCryptoAPI/derive_bits_keys/hkdf*.any.js",)),
)

LEFT_OUT = {
    "*/idlharness*.any.js": "needs a parser of interface definitions that the package leaves out",
    "FileAPI/file/send-file-*": "sends a form to a server of the suite",
    "encoding/iso-2022-jp-*": "legacy encodings are not offered: UTF-8, UTF-16 and windows-1252 are",
    "encoding/replacement-encodings*": "legacy encodings are not offered",
    "encoding/unsupported-encodings*": "legacy encodings are not offered",
    "encoding/textdecoder-fatal-single-byte*": "legacy encodings are not offered",
    "encoding/textdecoder-labels*": "most of its labels are of legacy encodings",
    "encoding/textencoder-constructor-non-utf*": "legacy encodings are not offered",
    "encoding/streams/decode-non-utf8*": "legacy encodings are not offered",
    "WebCryptoAPI/historical*": "the suite means a page without TLS; a run has no page",
    "hr-time/*": "time stands still inside a turn, on purpose",
}


def _fits(name: str, pattern: str) -> bool:
    """Whether the whole path fits; `*` is within one folder's or file's name, unless a pattern begins with it."""
    if pattern.startswith("*"):
        return PurePosixPath(name).match(pattern)
    return PurePosixPath(f"/{name}").match(f"/{pattern}")


def left_out(name: str) -> str | None:
    """Why a file is not run; None if it is."""
    return next((reason for pattern, reason in LEFT_OUT.items() if _fits(name, pattern)), None)


def files(folder: Path, area: Area) -> list[str]:
    """The files of an area, below the suite's folder."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.any.js"))
    return [name for name in names if any(_fits(name, each) for each in area.patterns) and not left_out(name)]
