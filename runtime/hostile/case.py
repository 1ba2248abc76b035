"""A case: one guest that attacks, and what the comment at the top of its file declares.

// A sentence that says how it attacks.
// guard: what holds it
// harm: loot
// control: node
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

import msgspec

Harm = Literal["loot", "witness", "hang", "memory", "death", "neighbour", "over", "request", "crash"]
"""What an attack is after.

loot        something that was planted, or the text `loot`, in an answer or a log
witness     a file that it wrote
hang        it computes or waits on when a run must have ended
memory      more memory than a run may have
death       the process dies
neighbour   another integration's answer is not what it should be
over        more of a limit than is allowed
request     a request that must not be sent
crash       an error of the server's own, in place of one that names what is wrong
"""

GROUPS = {
    "escape": "out of the sandbox by constructors, prototypes and host objects",
    "engine": "the engine itself: operations that never end, recursion, memory",
    "limits": "every limit",
    "frames": "what a compiled guest can answer",
    "leaks": "from one run or integration to another",
    "results": "what people are shown",
    "policy": "to places that nobody granted",
    "secrets": "what secrets are worth",
}

_COMMENT = re.compile(r"(?://|;;|#) ?(.*)")
_KEY = re.compile(r"([a-z_]+): (.+)")
_JSON = frozenset({"page", "pages", "limits", "runs", "at_once", "beside"})


class CaseError(Exception):
    """A guest's comment is not what it should be; names the file."""


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One attack."""

    path: str
    """Below `guests/`: "escape/this-constructor.integration.js"."""
    title: Annotated[str, msgspec.Meta(min_length=10, pattern=r"\.$")]
    guard: str
    """What holds it, in a few words."""
    harm: Harm
    control: str
    """What is in the guard's place when it must get through; one of `controls.CONTROLS`, or `limit NAME`."""
    says: str = ""
    """What the answer says when it is contained; empty: that does not matter."""
    loot: str = ""
    """The text that must not come out, if it is not one that is planted."""
    runs: int = 1
    """How many contexts are answered, one after the other; only the last answer is looked at."""
    at_once: int = 1
    """How many contexts are answered at the same time in each of them."""
    page: dict[str, Any] = {}
    """More of the page, beside `attack`."""
    pages: list[dict[str, Any]] = []
    """The same for the contexts one by one; it says how many there are, too."""
    limits: dict[str, int] = {}
    """Limits that are set lower than the operator's, so that they are reached sooner."""
    beside: tuple[str, ...] = ()
    """Other integrations that are there too: paths below `guests/`."""

    @property
    def contexts(self) -> int:
        """How many contexts are answered."""
        return len(self.pages) or self.runs

    @property
    def group(self) -> str:
        return self.path.partition("/")[0]

    @property
    def name(self) -> str:
        """Group and file without endings: "escape/this-constructor"."""
        return self.path.partition(".")[0]

    @property
    def attack(self) -> str:
        """The integration's name."""
        return self.name.rpartition("/")[2]

    @property
    def limit(self) -> str:
        """The limit that the control lifts; empty for other controls."""
        return self.control.removeprefix("limit ") if self.control.startswith("limit ") else ""


def parse_case(path: str, text: str) -> Case:
    """The case that a guest's file declares. Errors: CaseError."""
    try:
        return msgspec.convert({"path": path, **_declared(text)}, Case)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise CaseError(f"{path}: {error}") from None


def _declared(text: str) -> dict[str, Any]:
    """Title and keys of the comment. Errors: msgspec.DecodeError."""
    title: list[str] = []
    declared: dict[str, Any] = {}
    for line in text.splitlines():
        comment = _COMMENT.fullmatch(line)
        if comment is None:
            break
        if key := _KEY.fullmatch(comment[1]):
            declared[key[1]] = msgspec.json.decode(key[2]) if key[1] in _JSON else key[2]
        elif not declared:
            title.append(comment[1].strip())
    return {"title": " ".join(title), **declared}
