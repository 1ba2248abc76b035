"""Suggestions as TOML that can be pasted.

A table can stand in a file only once, so each is written whole, with what it holds already, to take its old place.
"""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from runtime.policy.suggesting import Line, Suggestion
from runtime.settings import Grant, Settings

HEADER = "# Read before you paste: each line lets code reach something. A guess was neither seen in use nor asked for."
STANDING = "in skerry.toml"
IN_PLACE = "  # in the place of the one that is there"


class Suggested(msgspec.Struct, frozen=True):
    """All suggestions: for integrations, and the hosts for secrets."""

    grants: tuple[Suggestion, ...] = ()
    hosts: dict[str, tuple[Line, ...]] = {}
    notes: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is no line to add."""
        return not self.hosts and not any(grant.net or grant.secrets for grant in self.grants)


def to_toml(suggested: Suggested, settings: Settings) -> str:
    """The tables to paste, each line with where it comes from; the notes as comments."""
    blocks = [_grant(each, settings.grants.get(each.path)) for each in suggested.grants if each.net or each.secrets]
    blocks += [_secret(name, lines) for name, lines in suggested.hosts.items()]
    notes = [note for each in suggested.grants for note in each.notes] + list(suggested.notes)
    if notes:
        blocks.append("\n".join(f"# {_plain(note)}" for note in ("Not suggested:", *notes)))
    if not suggested.empty:
        blocks.insert(0, HEADER)
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _grant(suggestion: Suggestion, standing: Grant | None) -> str:
    known = standing or Grant()
    lines = [f"[grants.{_quoted(suggestion.path)}]{'' if standing is None else IN_PLACE}"]
    lines += _list("net", known.net, suggestion.net)
    lines += _list("secrets", known.secrets, suggestion.secrets)
    return "\n".join(lines)


def _secret(name: str, hosts: Sequence[Line]) -> str:
    return "\n".join([f"[secrets.{name}]", *_list("hosts", (), hosts)])


def _list(key: str, standing: Iterable[str], lines: Sequence[Line]) -> list[str]:
    entries = [(text, STANDING) for text in standing] + [(line.text, _why(line)) for line in lines]
    if not entries:
        return []
    return [f"{key} = [", *(f"    {_quoted(text)},  # {_plain(why)}" for text, why in entries), "]"]


def _why(line: Line) -> str:
    return f"a guess: {line.why}" if line.guess else line.why


def _quoted(text: str) -> str:
    """A TOML string. It is written like one of JSON, but for DEL (TOML 1.0, String)."""
    return msgspec.json.encode(text).decode().replace("\x7f", "\\u007f")


def _plain(text: str) -> str:
    """For a comment, which ends with its line."""
    return "".join(character if character.isprintable() else "?" for character in text)


def as_data(suggested: Suggested) -> Mapping[str, object]:
    """For `--json`."""
    filled = [each for each in suggested.grants if each.net or each.secrets]
    return {
        "grants": {each.path: {"net": each.net, "secrets": each.secrets} for each in filled},
        "secrets": {name: {"hosts": lines} for name, lines in suggested.hosts.items()},
        "notes": [note for each in suggested.grants for note in each.notes] + list(suggested.notes),
    }
