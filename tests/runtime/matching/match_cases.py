"""tests/match_cases.json: rules and contexts, and whether they may match; the extension is held to it, too.

`python -m tests.runtime.matching.match_cases` writes it. The first cases are written here by hand, with their answers;
then come pages and integrations made by a seed, with the answers of may_match.py.
"""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from runtime.matching import paths
from runtime.matching.conditions import Condition
from runtime.matching.operators import EndsWith, Equals, Exists, In, Operator, Pattern, StartsWith, identity
from runtime.matching.published import publish
from runtime.matching.rules import Entry
from tests.runtime.matching.may_match import may_match

FILE = Path(__file__).parents[2] / "match_cases.json"
COMMAND = "python -m tests.runtime.matching.match_cases"
SEED = 4
MADE = 80
URL = "https://github.com/acme/shop/pull/12"
PAGE = {"name": "pull", "repository": "acme/shop", "section": {"pull": "12"}}
ODD = {
    "none": None,
    "yes": True,
    "zero": 0,
    "half": 0.5,
    "big": 9007199254740992,
    "huge": 1e300,
    "text": "1",
    "empty": "",
    "many": [{"name": "a"}, "b", [7, None]],
    "keys": {"0": "zero", "a.b": "dotted", "a b": "spaced", "it's": "quoted", "length": 5},
    "composed": "caf\u00e9",
    "emoji": "\U0001f600 ok",
    "__proto__": {"polluted": "own"},
}

# What is shown, the rule's paths, whether it may match ODD.
ONE_RULE: list[tuple[str, dict[str, Any], bool]] = [
    ("no paths: every page", {}, True),
    ("a path that is there", {"none": {"exists": True}}, True),
    ("null is there", {"none": {"exists": False}}, False),
    ("a path that is missing", {"nothing": {"exists": True}}, False),
    ("a path that is missing, as wanted", {"nothing": {"exists": False}}, True),
    ("below a missing path", {"nothing.more": {"exists": False}}, True),
    ("below null", {"none.more": {"exists": True}}, False),
    ("below a text", {"text.length": {"exists": True}}, False),
    ("below a number", {"zero.toFixed": {"exists": True}}, False),
    ("null equals null", {"none": {"equals": None}}, True),
    ("missing does not equal null", {"nothing": {"equals": None}}, False),
    ("false does not equal null", {"none": {"equals": False}}, False),
    ("true equals true", {"yes": {"equals": True}}, True),
    ("true does not equal 1", {"yes": {"equals": 1}}, False),
    ("0 equals 0.0", {"zero": {"equals": 0.0}}, True),
    ("0 equals -0", {"zero": {"equals": -0.0}}, True),
    ("0 does not equal false", {"zero": {"equals": False}}, False),
    ("0 does not equal null", {"zero": {"equals": None}}, False),
    ("0 does not equal the empty text", {"zero": {"equals": ""}}, False),
    ("the empty text equals itself", {"empty": {"equals": ""}}, True),
    ("the empty text is there", {"empty": {"exists": True}}, True),
    ("a fraction", {"half": {"equals": 0.5}}, True),
    ("a number of 16 digits", {"big": {"equals": 9007199254740992}}, True),
    ("a number of 300 digits", {"huge": {"equals": 1e300}}, True),
    ("a text does not equal a number", {"text": {"equals": 1}}, False),
    ("a number does not equal a text", {"zero": {"equals": "0"}}, False),
    ("an object equals no scalar", {"keys": {"equals": "[object Object]"}}, False),
    ("an array equals no scalar", {"many": {"equals": ""}}, False),
    ("one of a list", {"text": {"in": ["0", "1"]}}, True),
    ("one of a list, of another type", {"text": {"in": [0, 1, True, None]}}, False),
    ("null in a list", {"none": {"in": ["", None]}}, True),
    ("missing is not null in a list", {"nothing": {"in": [None]}}, False),
    ("an empty list never holds", {"text": {"in": []}}, False),
    ("an empty list never holds, missing or not", {"nothing": {"in": []}}, False),
    ("an array is none of a list", {"many": {"in": ["a", "b", "c"]}}, False),
    ("the beginning", {"emoji": {"startsWith": "\U0001f600"}}, True),
    ("a beginning is the whole", {"text": {"startsWith": "1"}}, True),
    ("a beginning is longer", {"text": {"startsWith": "10"}}, False),
    ("the empty beginning of a text", {"empty": {"startsWith": ""}}, True),
    ("the empty beginning of a number", {"zero": {"startsWith": ""}}, False),
    ("the empty beginning of what is missing", {"nothing": {"startsWith": ""}}, False),
    ("an array has no beginning", {"many": {"startsWith": "a"}}, False),
    ("capitals are others", {"composed": {"startsWith": "Caf"}}, False),
    ("composed and decomposed letters are others", {"composed": {"equals": "cafe\u0301"}}, False),
    ("a decomposed end", {"composed": {"endsWith": "\u0301"}}, False),
    ("the end", {"composed": {"endsWith": "\u00e9"}}, True),
    ("the empty end of a text", {"empty": {"endsWith": ""}}, True),
    ("the end of null", {"none": {"endsWith": "null"}}, False),
    ("a pattern may fit any text", {"empty": {"pattern": True}}, True),
    ("a pattern fits no number", {"zero": {"pattern": True}}, False),
    ("a pattern fits no null", {"none": {"pattern": True}}, False),
    ("a pattern fits nothing missing", {"nothing": {"pattern": True}}, False),
    ("a pattern fits no array", {"many": {"pattern": True}}, False),
    ("an element", {"many[1]": {"equals": "b"}}, True),
    ("an element with a dot", {"many.1": {"equals": "b"}}, True),
    ("a member of an element", {"many[0].name": {"equals": "a"}}, True),
    ("an element of an element", {"many[2][0]": {"equals": 7}}, True),
    ("an element that is null", {"many[2][1]": {"exists": True}}, True),
    ("behind the last element", {"many[3]": {"exists": True}}, False),
    ("an index with a zero in front", {"many.01": {"exists": True}}, False),
    ("a negative index", {"many.-1": {"exists": True}}, False),
    ("the length of an array", {"many.length": {"exists": True}}, False),
    ("a method of an array", {"many.map": {"exists": True}}, False),
    ("an element of a text", {"text[0]": {"exists": True}}, False),
    ("an index into an object", {"keys[0]": {"equals": "zero"}}, True),
    ("a member that is called length", {"keys.length": {"equals": 5}}, True),
    ("a name with a dot", {'keys["a.b"]': {"equals": "dotted"}}, True),
    ("a name with a dot, as two", {"keys.a.b": {"exists": True}}, False),
    ("a name with a space", {"keys['a b']": {"equals": "spaced"}}, True),
    ("a name with a quote", {'keys["it\'s"]': {"equals": "quoted"}}, True),
    ("a quoted name in front", {'["text"]': {"equals": "1"}}, True),
    ("an own member __proto__", {"__proto__": {"exists": True}}, True),
    ("below an own member __proto__", {"__proto__.polluted": {"equals": "own"}}, True),
    ("an inherited __proto__", {"keys.__proto__": {"exists": True}}, False),
    ("an inherited constructor", {"constructor": {"exists": True}}, False),
    ("an inherited method, wanted missing", {"keys.hasOwnProperty": {"exists": False}}, True),
    ("what an own __proto__ holds is not inherited", {"polluted": {"exists": True}}, False),
    ("all operators of a path", {"emoji": {"exists": True, "startsWith": "\U0001f600", "endsWith": "ok"}}, True),
    ("one operator of a path does not hold", {"emoji": {"startsWith": "\U0001f600", "endsWith": "no"}}, False),
    ("operators that never hold together", {"nothing": {"exists": False, "equals": 1}}, False),
    ("all paths", {"yes": {"equals": True}, "text": {"pattern": True}, "url": {"startsWith": "https://"}}, True),
    ("one path does not hold", {"yes": {"equals": True}, "text": {"equals": "2"}}, False),
    ("an operator that is not known may hold", {"text": {"between": [1, 2]}}, True),
    ("beside one that is not known the others count", {"text": {"between": [1, 2], "equals": "2"}}, False),
    ("an operator with an inherited name is not known", {"text": {"constructor": 1, "toString": 2}}, True),
    ("no operator at all", {"nothing": {}}, True),
]

# What is shown, the rules, whether they may match a pull request of acme/shop.
SEVERAL: list[tuple[str, list[dict[str, Any]], bool]] = [
    ("no rule: nothing can match", [], False),
    ("the page's type", [{"type": "github", "context": {}}], True),
    ("another type", [{"type": "aws", "context": {}}], False),
    ("any type", [{"type": "*", "context": {}}], True),
    ("a type that nobody knows", [{"type": "jira", "context": {}}], False),
    ("a type in capitals", [{"type": "GitHub", "context": {}}], False),
    ("the type as a path", [{"type": "*", "context": {"type": {"in": ["aws", "github"]}}}], True),
    ("the type as a path, too", [{"type": "github", "context": {"type": {"equals": "aws"}}}], False),
    ("one of two", [{"type": "aws", "context": {}}, {"type": "github", "context": {}}], True),
    ("none of two", [{"type": "aws", "context": {}}, {"type": "*", "context": {"page": {"exists": False}}}], False),
    ("a team's repositories", [{"type": "github", "context": {"page.repository": {"startsWith": "acme/"}}}], True),
    ("another team's", [{"type": "github", "context": {"page.repository": {"startsWith": "acme-"}}}], False),
    ("the address", [{"type": "*", "context": {"url": {"startsWith": "https://github.com/"}}}], True),
    ("another address", [{"type": "*", "context": {"url": {"equals": "https://github.com/"}}}], False),
    ("a number that the page tells as text", [{"type": "*", "context": {"page.section.pull": {"equals": 12}}}], False),
    ("rules keep what comes later", [{"type": "github", "context": {}, "later": {"priority": 1}}], True),
]

Case = dict[str, Any]


def cases() -> list[Case]:
    """All of them."""
    pull = {"type": "github", "url": URL, "page": PAGE}
    return [
        *(_case(what, [{"type": "*", "context": rule}], odd(rule), may) for what, rule, may in ONE_RULE),
        *(_case(what, rules, pull, may) for what, rules, may in SEVERAL),
        *_made(random.Random(SEED)),
    ]


def odd(rule: dict[str, Any]) -> dict[str, Any]:
    """A page with those of the odd members that the rule's paths may be about."""
    named = {name: value for name, value in ODD.items() if name == "__proto__" or any(name in path for path in rule)}
    return {"type": "generic", "url": "https://wiki.example/", **named}


def text() -> str:
    """The file's content: a case a line."""
    lines = ",\n".join(json.dumps(case, ensure_ascii=True) for case in cases())
    return f"[\n{lines}\n]\n"


def _case(what: str, rules: Any, context: Any, may: bool) -> Case:
    return {"what": what, "rules": rules, "context": context, "may": may}


def _made(draw: random.Random) -> Iterator[Case]:
    for number in range(MADE):
        context = _context(draw)
        entries = [_entry(draw, context) for _ in range(draw.randint(1, 4))]
        bounds = (draw.choice([1000, 1000, 1000, 2]), draw.choice([65536, 65536, 150]))
        rules = json.loads(msgspec.json.encode(publish(entries, max_rules=bounds[0], max_bytes=bounds[1]).rules))
        yield _case(f"made by the seed, {number}", rules, context, may_match(context, rules))


_TEXTS = ["acme/shop", "acme/", "acme", "shop", "\u00e9", "", "12", "https://a.example/x", "https://a.example/"]
_VALUES = [*_TEXTS, 0, 1, 1.5, True, False, None]


def _context(draw: random.Random) -> dict[str, Any]:
    page = {name: draw.choice(_VALUES) for name in ("repository", "pull", "user") if draw.random() < 0.7}
    tags = [draw.choice([draw.choice(_VALUES), {"name": draw.choice(_VALUES)}]) for _ in range(draw.randint(0, 2))]
    urls = ["https://a.example/x", "https://a.example/", "https://b.example/acme/shop"]
    return {"type": draw.choice(["aws", "github", "generic"]), "url": draw.choice(urls), "page": page, "tags": tags}


def _entry(draw: random.Random, context: Any) -> Entry:
    places = ["page.repository", "page.pull", 'page["user"]', "tags[0]", "tags[1].name", "url"]
    chosen = [paths.parse(place) for place in draw.sample(places, draw.choice([1, 1, 2]))]
    conditions = tuple(Condition(path, tuple(_operators(draw, path.find(context)))) for path in chosen)
    return Entry(draw.choice(["*", "aws", "github", "generic"]), conditions)


def _operators(draw: random.Random, there: object) -> list[Operator]:
    """Some that may fit the value that is there."""
    value = there if draw.random() < 0.5 else draw.choice(_VALUES)
    text = value if isinstance(value, str) else draw.choice(_TEXTS)
    some: list[Operator] = [
        Exists(draw.random() < 0.7),
        Equals(identity(value) or ("null", None)),
        In(frozenset(identity(one) or ("null", None) for one in [value, *draw.sample(_VALUES, draw.randint(0, 4))])),
        StartsWith(text[: draw.randint(0, 8)]),
        EndsWith(text[draw.randint(0, 8) :]),
        Pattern(r"^(a)\1"),
    ]
    return draw.sample(some, draw.choice([1, 1, 1, 2]))


if __name__ == "__main__":
    FILE.write_text(text())
