"""What an integration declares of itself: the metadata that its program's `describe()` answers, checked and decoded.

The rules are ToolJump's, with one difference in attitude: a match rule that is not understood is an error, because
ignoring it would show the integration on pages it is not for. Unknown keys beside the rules are warnings, so that files
written for a newer version still load.
"""

import difflib
import re
from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Any

import ada_url
import msgspec

from runtime.adapters.builtin import BUILTIN_TYPES
from runtime.matching import conditions, paths
from runtime.matching.conditions import Condition, told
from runtime.matching.operators import Equals, StartsWith
from runtime.matching.paths import ContextPath
from runtime.problems import Keys, Problem, Review, suggestion
from runtime.wish import Permissions, decode_permissions

ANY_TYPE = "*"
ContextTypes = Collection[str]
"""What the `type` of a context may be, whether or not anything is active that reads such pages."""

MAX_DESCRIPTION = 1_000_000  # bytes of what `describe()` answers
MAX_LIST = 50  # names in requiredSecrets, paths in cacheKey

_NAME = re.compile(r"[a-z][a-z0-9_-]{3,99}")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class Metadata(msgspec.Struct, frozen=True, kw_only=True):
    """A valid declaration."""

    name: str
    description: str = ""
    context_type: str
    """ANY_TYPE for all."""
    conditions: tuple[Condition, ...] = ()
    priority: float = 100
    """1 to 1000, higher first."""
    cache: float = 300
    """Seconds that results are kept; 0 is never."""
    cache_key: tuple[ContextPath, ...] | None = None
    """None where the file gives none."""
    required_secrets: tuple[str, ...] = ()
    permissions: Permissions | None = None
    """What it asks for; None where the file does not say."""
    fresh: bool = False
    """Whether the program asks to be evaluated anew for each run."""
    should_run: bool = False
    """Whether the program exports `shouldRun`."""

    @property
    def match_paths(self) -> tuple[ContextPath, ...]:
        """The paths of `match.context`, in the file's order."""
        return tuple(condition.path for condition in self.conditions)


class Decoded(msgspec.Struct, frozen=True):
    """The outcome of reading a declaration: `metadata` is None exactly if there is an error among the problems."""

    metadata: Metadata | None
    problems: tuple[Problem, ...]


def decode(description: bytes, file: str, source: str, types: ContextTypes = BUILTIN_TYPES) -> Decoded:
    """Reads the JSON that `describe()` answered. `source` is the file's text, to find lines in ("" if it has none)."""
    review = Review(file, source)
    described = _json(description, review)
    if described is None:
        return Decoded(None, review.problems)
    values = _metadata(described.get("metadata"), review, types)
    exports = described.get("exports")
    exported = exports if isinstance(exports, dict) else {}
    if exported.get("run") is not True:
        review.error((), "it exports no run function", "add one: module.exports = { metadata, run }")
    _compare_secrets(values, review)
    if review.failed:
        return Decoded(None, review.problems)
    return Decoded(Metadata(**values, should_run=exported.get("shouldRun") is True), review.problems)


def custom_domain(metadata: Metadata) -> str | None:
    """`https://host` (with the port, if it is not 443) of a generic integration's url; None for other integrations."""
    url = _declared_url(metadata.conditions) if metadata.context_type == "generic" else None
    host = _host(url) if url is not None else None
    return None if host is None else f"https://{host}"


def _json(description: bytes, review: Review) -> dict[str, Any] | None:
    if len(description) > MAX_DESCRIPTION:
        review.error((), f"its metadata has {len(description)} bytes as JSON", f"keep it below {MAX_DESCRIPTION}")
        return None
    try:
        described = msgspec.json.decode(description)
    except (msgspec.DecodeError, RecursionError) as error:
        review.error((), f"its metadata is no JSON ({error})", "use plain values in metadata")
        return None
    if not isinstance(described, dict):
        review.error((), f"describe() answered {told(described)}", "answer an object with metadata and exports")
        return None
    return described


def _given(members: Mapping[str, Any]) -> dict[str, Any]:
    """The members that JavaScript would find: `cache: undefined` is as good as none."""
    return {key: value for key, value in members.items() if value != {"$invalid": "undefined"}}


def _metadata(declared: object, review: Review, types: ContextTypes) -> dict[str, Any]:
    if not isinstance(declared, dict) or "$invalid" in declared:
        problem = "it exports no metadata" if declared is None else f"metadata is {told(declared)}"
        review.error((), problem, "add it: module.exports = { metadata: { name, match }, run }")
        return {}
    for key in ("name", "match"):
        if key not in _given(declared):
            review.error(("metadata", key), "it is missing", f"add {key} to metadata")
    values: dict[str, Any] = {}
    fields: Mapping[str, Field] = {**_FIELDS, "match": partial(_match, types)}
    for key, value in _given(declared).items():
        field = fields.get(key)
        if field is None:
            review.warning(("metadata", key), "it is not known here and does nothing", suggestion(key, fields))
        else:
            values.update(field(value, review, ("metadata", key)))
    return values


def _name(value: object, review: Review, keys: Keys) -> dict[str, Any]:
    if not isinstance(value, str) or not _NAME.fullmatch(value):
        remedy = "use 4 to 100 of a-z, 0-9, _ and -, beginning with a letter"
        review.error(keys, f"{told(value)} is no name", remedy)
    return {"name": value}


def _description(value: object, review: Review, keys: Keys) -> dict[str, Any]:
    if not isinstance(value, str) or len(value) > 500:
        review.error(keys, f"it is {told(value)}", "write a string of at most 500 characters")
    return {"description": value}


def _number(field: str, low: int, high: int) -> "Field":
    def read(value: object, review: Review, keys: Keys) -> dict[str, Any]:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not number or not low <= value <= high:  # type: ignore[operator]
            review.error(keys, f"it is {told(value)}", f"write a number from {low} to {high}")
        return {field: value}

    return read


def _cache_key(value: object, review: Review, keys: Keys) -> dict[str, Any]:
    found = [_path(text, review, (*keys, number)) for number, text in enumerate(_texts(value, review, keys))]
    if value == []:
        review.warning(
            keys, "without a path, results are never cached", "name paths, or remove it to use match.context"
        )
    return {"cache_key": tuple(path for path in found if path is not None)}


def _path(text: str, review: Review, keys: Keys) -> ContextPath | None:
    try:
        return paths.parse(text)
    except ValueError as error:
        review.error(keys, str(error), "write a path like page.repository or tags[0].name")
        return None


def _required_secrets(value: object, review: Review, keys: Keys) -> dict[str, Any]:
    names = _texts(value, review, keys)
    for number, name in enumerate(names):
        if not _VARIABLE.fullmatch(name):
            problem = f"{name!r} cannot be part of the environment variable INTEGRATION_{name}"
            review.warning((*keys, number), problem, "use letters, digits and _")
    return {"required_secrets": tuple(dict.fromkeys(names))}


def _permissions(value: object, review: Review, keys: Keys) -> dict[str, Any]:
    return {"permissions": decode_permissions(value, review, keys)}


def _compare_secrets(values: Mapping[str, Any], review: Review) -> None:
    """The secrets that `run` gets are those of requiredSecrets; the others asked for would be of no use."""
    permissions = values.get("permissions")
    if permissions is None:
        return
    required = values.get("required_secrets", ())
    for name in permissions.secrets:
        if name not in required:
            message = f"{name} is not in requiredSecrets, so run never gets it"
            review.warning(("metadata", "permissions", "secrets"), message, "add it to requiredSecrets")
    for name in required:
        if name not in permissions.secrets:
            message = f"{name} is not in permissions.secrets, so nobody is asked to grant it"
            review.warning(("metadata", "requiredSecrets"), message, "add it to permissions.secrets")


def _texts(value: object, review: Review, keys: Keys) -> list[str]:
    texts = value if isinstance(value, list) else []
    good = all(isinstance(text, str) and 0 < len(text) <= 100 for text in texts)
    if isinstance(value, list) and good and len(value) <= MAX_LIST:
        return texts
    review.error(keys, f"it is {told(value)}", f"write a list of at most {MAX_LIST} strings of 1 to 100 characters")
    return []


def _fresh(value: object, review: Review, keys: Keys) -> dict[str, Any]:
    if not isinstance(value, bool):
        review.error(keys, f"it is {told(value)}", "write true or false")
    return {"fresh": value}


def _match(types: ContextTypes, value: object, review: Review, keys: Keys) -> dict[str, Any]:
    if not isinstance(value, dict) or "$invalid" in value or "$regexp" in value:
        review.error(keys, f"it is {told(value)}", "write { contextType: 'github', context: { ... } }")
        return {}
    given = _given(value)
    for key in given.keys() - {"contextType", "context"}:
        remedy = suggestion(key, ("contextType", "context"))
        review.error((*keys, key), "it is not known here, and would be no restriction", remedy)
    context_type = given.get("contextType")
    if not isinstance(context_type, str) or context_type not in (ANY_TYPE, *types):
        problem = f"it is {told(context_type)}" if "contextType" in given else "it is missing"
        review.error((*keys, "contextType"), problem, _which_type(context_type, types))
    context = conditions.decode(given.get("context", {}), review, (*keys, "context"))
    if context_type == "generic":
        _check_generic(context, review, (*keys, "context", "url"))
    return {"context_type": context_type, "conditions": context}


def _which_type(given: object, types: ContextTypes) -> str:
    near = difflib.get_close_matches(str(given).lower(), types, n=1, cutoff=0.7)
    if near and isinstance(given, str):
        return f"did you mean '{near[0]}'?"
    return "write '*', 'aws', 'github' or 'generic', or the name of a site's adapter, as in 'jira'"


def _check_generic(context: tuple[Condition, ...], review: Review, keys: Keys) -> None:
    url = _declared_url(context)
    if url is None:
        problem = "a generic integration without the url's beginning would match every page"
        review.error(keys, problem, "add url: { startsWith: 'https://tool.example.com/' }")
    elif (host := _host(url)) is None:
        review.error(keys, f"{url[:100]!r} is no http(s) URL", "write the whole address: https://tool.example.com/")
    elif not any(Equals(("string", url)) in condition.operators for condition in context) and _open_host(url):
        problem = f"{url!r} also begins the address of other hosts, such as {host}.example.org"
        review.warning(keys, problem, "end the host with a slash")


def _declared_url(context: tuple[Condition, ...]) -> str | None:
    """What `url` must start with or equal, startsWith first."""
    operators = [
        operator for condition in context if condition.path.steps == ("url",) for operator in condition.operators
    ]
    starts = [operator.prefix for operator in operators if isinstance(operator, StartsWith)]
    equals = [operator.identity[1] for operator in operators if isinstance(operator, Equals)]
    return next((url for url in (*starts, *equals) if isinstance(url, str)), None)


def _host(url: str) -> str | None:
    if not ada_url.check_url(url):
        return None
    parsed = ada_url.parse_url(url, attributes=("protocol", "host"))
    return parsed["host"] or None if parsed["protocol"] in ("https:", "http:") else None


def _open_host(url: str) -> bool:
    """Whether the text ends inside the host, so that more of a host can follow."""
    return re.fullmatch(r"[a-z]+://[^/?#]*", url, re.IGNORECASE) is not None


Field = Callable[[object, Review, Keys], dict[str, Any]]

_FIELDS: Mapping[str, Field] = {
    "name": _name,
    "description": _description,
    "priority": _number("priority", 1, 1000),
    "cache": _number("cache", 0, 2_592_000),
    "cacheKey": _cache_key,
    "requiredSecrets": _required_secrets,
    "permissions": _permissions,
    "fresh": _fresh,
}
