"""The part of a URL's path that is worth a rule. The rest of it may be data, perhaps of people, and is not kept."""

import re

from runtime.egress.paths import ambiguity

SEGMENTS = 2  # "/repos/acme/": what comes after names single things in most APIs

# Words, versions ("v2", "1.0", "v1beta1") and dates, as AWS has them for versions. Not numbers, not tokens.
_WORD = re.compile(
    r"[A-Za-z~_][A-Za-z._~-]*[0-9]{0,2}(?:(?:alpha|beta|rc)[0-9]?)?|v[0-9]{1,2}(?:\.[0-9]{1,2})*|[0-9](?:\.[0-9]{1,2})*"
)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MAX_WORD = 32
_PLACEHOLDER = "skerry_"


def prefix_of(path: str) -> str:
    """A path prefix for a rule: the whole path if it is short and has nothing that looks like data, else its folder.

    Empty if that is everything, or the path is one that a rule with a path never allows.
    """
    if ambiguity(path) is not None:
        return ""
    *folders, last = path.split("/")[1:]
    kept: list[str] = []
    for folder in folders[:SEGMENTS]:
        if not _is_word(folder):
            break
        kept.append(folder)
    if len(kept) == len(folders) < SEGMENTS and _is_word(last):
        return "/" + "/".join([*kept, last])
    return "".join(f"/{folder}" for folder in kept) + "/" if kept else ""


def _is_word(segment: str) -> bool:
    if len(segment) > _MAX_WORD or segment.startswith(_PLACEHOLDER):
        return False
    return _WORD.fullmatch(segment) is not None or _DATE.fullmatch(segment) is not None
