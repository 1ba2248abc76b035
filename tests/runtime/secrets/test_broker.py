"""What the broker gives a run: values that are granted and usable, keys, tokens; and what it tells before."""

import asyncio
from collections.abc import Sequence

import pytest

from runtime.egress.authority import Authority
from runtime.secrets.broker import SecretBroker, SecretUnusable
from runtime.secrets.places import SecretPlaces, parse_places
from runtime.secrets.run_secret import RunSecret
from runtime.secrets.signers.minted import Minted, Parts, Token
from runtime.secrets.signers.signer import AwsSigner, TokenSigner
from runtime.secrets.source import SourceFailed
from tests.runtime.secrets.making import PATH

VALUE = "real-token-1234567890"
ID, KEY, SESSION = "AKIAREALKEY234567890", "real/Secret+Key/1234567890", "session-token-1234567890"


class Store:
    """A source that a test changes."""

    def __init__(self, **values: str) -> None:
        self.values = values
        self.broken: set[str] = set()
        self.asked: list[str] = []

    async def get(self, name: str) -> str | None:
        self.asked.append(name)
        if name in self.broken:
            raise SourceFailed("store: it is down")
        return self.values.get(name)

    def remedy(self, name: str) -> str:
        return f"Store {name}."


class Tokens:
    """Fetches tokens that tell with which key."""

    def __init__(self) -> None:
        self.fetched = 0

    def problem(self, parts: Parts) -> str | None:
        return "it is no key" if parts == ("bad",) else None

    async def fetch(self, parts: Parts) -> Token:
        self.fetched += 1
        return Token(f"token-{self.fetched}-of-{parts[0].replace(chr(10), '+')}", float("inf"))


def authority(*granted: str) -> Authority:
    return Authority(PATH, (), frozenset(granted))


def places(*names: str) -> list[SecretPlaces]:
    return [parse_places(name, ["api.x.com"]) for name in names]


def granted(broker: SecretBroker, *required: str, grant: Sequence[str] | None = None) -> list[RunSecret]:
    """What a run gets (the broker's sources answer at once)."""
    return list(asyncio.run(_secrets(broker, required, grant)))


async def _secrets(broker: SecretBroker, required: Sequence[str], grant: Sequence[str] | None) -> Sequence[RunSecret]:
    run = await broker.for_run(authority(*(required if grant is None else grant)), required)
    return run._configured


# Values


def test_a_run_gets_a_value_with_its_grant_only_and_a_placeholder_always() -> None:
    broker = SecretBroker(Store(TOKEN=VALUE, OTHER=VALUE), places("TOKEN"))
    token, other = granted(broker, "TOKEN", "OTHER", "TOKEN", grant=["TOKEN"])
    assert (token.value, other.value) == (VALUE, None)
    assert token.places is not None
    assert other.places is None
    again, _ = granted(broker, "TOKEN", "OTHER")
    assert len({token.placeholder, other.placeholder, again.placeholder}) == 3


UNUSABLE = [
    (None, r'^Secret "TOKEN" is undefined\. Store TOKEN\.$'),
    ("fifteen-bytes-x", r"has fewer than 16 bytes: set a longer one, or .* with expose = true in \[secrets.TOKEN\]"),
    ("long-enough-line-one\nline-two", "has a line break"),
    ("long-enough-value\r\nx: y", "has a line break"),
    (" long-enough-value", "a space at an end"),
    ("long-enough-value\udcff", "a control character"),
]


@pytest.mark.parametrize(("value", "reason"), UNUSABLE)
def test_an_integration_whose_secret_has_no_usable_value_does_not_run(value: str | None, reason: str) -> None:
    broker = SecretBroker(Store(**({} if value is None else {"TOKEN": value})), places("TOKEN"))
    with pytest.raises(SecretUnusable, match=reason) as unusable:
        granted(broker, "TOKEN")
    assert not value or value not in str(unusable.value)


def test_no_source_is_asked_for_what_is_not_granted() -> None:
    store = Store(TOKEN=VALUE, OTHER="short")
    store.broken = {"DOWN"}
    broker = SecretBroker(store, places("TOKEN", "OTHER"))
    secrets = granted(broker, "OTHER", "TOKEN", "DOWN", "UNDEFINED", grant=["TOKEN"])
    assert [secret.value for secret in secrets] == [None, VALUE, None, None]
    assert store.asked == ["TOKEN"]
    assert granted(token_broker(store)[1], "TOKEN", grant=["KEY"])[0].mint is None
    assert store.asked == ["TOKEN"]


@pytest.mark.parametrize("value", ["sixteen-bytes-xx", "sechzehn-Bytes-ü", "with spaces inside it"])
def test_a_value_of_sixteen_bytes_that_a_header_takes_is_usable(value: str) -> None:
    assert granted(SecretBroker(Store(TOKEN=value), places("TOKEN")), "TOKEN")[0].value == value


@pytest.mark.parametrize("name", ["../other", "-v", "a/b", "a b", "", "x" * 101, 'a"b', "TOKEN\n"])
def test_no_source_is_asked_for_what_is_no_name(name: str) -> None:
    store = Store(**{name: VALUE})
    with pytest.raises(SecretUnusable, match="is no name of a secret: use letters, digits and _"):
        granted(SecretBroker(store, []), name, grant=[])
    assert not store.asked
    assert asyncio.run(SecretBroker(store, []).problems(authority(), [name])) == []


def test_an_exposed_value_may_be_any_text() -> None:
    exposed = [parse_places("TOKEN", [], expose=True)]
    for value in ("short", "two\nlines"):
        assert granted(SecretBroker(Store(TOKEN=value), exposed), "TOKEN")[0].given == value
    with pytest.raises(SecretUnusable, match="is no UTF-8 text"):
        granted(SecretBroker(Store(TOKEN="x\udcff"), exposed), "TOKEN")


def test_a_secret_url_must_be_one() -> None:
    hooks = [parse_places("HOOK", [], kind="url")]
    url = "https://hooks.x.com/services/T000/B000/abcdefgh"
    assert granted(SecretBroker(Store(HOOK=url), hooks), "HOOK")[0].value == url
    for value in ("real-token-1234567890", "http://hooks.x.com/services/T000/B000/abcdefgh"):
        with pytest.raises(SecretUnusable, match='Secret "HOOK" is') as unusable:
            granted(SecretBroker(Store(HOOK=value), hooks), "HOOK")
        assert value not in str(unusable.value)


def test_a_source_that_fails_fails_those_who_need_it_and_tells_the_bar_no_detail() -> None:
    store = Store(TOKEN=VALUE, OTHER=VALUE)
    store.broken = {"TOKEN"}
    broker = SecretBroker(store, places("TOKEN", "OTHER"))
    assert granted(broker, "OTHER")[0].value == VALUE
    with pytest.raises(SecretUnusable, match=r'^Secret "TOKEN" cannot be read now: the server\'s log says why\.$'):
        granted(broker, "TOKEN")


async def test_a_run_keeps_its_value_while_the_next_gets_the_new_one() -> None:
    store = Store(TOKEN="value-number-one")
    broker = SecretBroker(store, places("TOKEN"))
    before = await broker.for_run(authority("TOKEN"), ["TOKEN"])
    store.values["TOKEN"] = "value-number-two"
    after = await broker.for_run(authority("TOKEN"), ["TOKEN"])
    assert [run._configured[0].value for run in (before, after)] == ["value-number-one", "value-number-two"]


def test_a_refused_value_is_doubted() -> None:
    doubted: list[str] = []
    (token,) = granted(SecretBroker(Store(TOKEN=VALUE), places("TOKEN"), doubt=doubted.append), "TOKEN")
    assert token.refused is not None
    token.refused(VALUE)
    assert doubted == ["TOKEN"]


# Signers


def aws(*more: str) -> SecretBroker:
    store = Store(AWS_ID=ID, AWS_KEY=KEY, AWS_SESSION=SESSION)
    return SecretBroker(store, places("AWS_ID"), {"AWS_ID": AwsSigner(("AWS_ID", "AWS_KEY", *more), ("lambda",))})


def test_an_aws_key_is_put_together_from_its_parts() -> None:
    key, part = granted(aws(), "AWS_ID", "AWS_KEY", grant=["AWS_ID"])
    assert key.aws is not None
    assert (key.aws.access_key, key.aws.secret_key, key.aws.session_token) == (ID, KEY, None)
    assert (key.aws.name, key.aws.services, key.aws.regions) == ("AWS_ID", ("lambda",), ())
    assert (part.part_of, part.value, part.aws) == ("AWS_ID", None, None)
    with_session = granted(aws("AWS_SESSION"), "AWS_ID")[0].aws
    assert with_session is not None
    assert with_session.session_token == SESSION


def test_an_aws_key_needs_its_grant_and_all_of_its_parts() -> None:
    (key,) = granted(aws(), "AWS_ID", grant=["AWS_KEY"])
    assert (key.aws, key.value) == (None, None)
    with pytest.raises(SecretUnusable, match=r'Secret "MISSING" is undefined\. Store MISSING'):
        granted(aws("MISSING"), "AWS_ID")


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"AWS_ID": "AKIA/0123456789ABCDEF"}, "AWS_ID is no access key's id"),
        ({"AWS_KEY": "with\nbreak-1234567890"}, "AWS_KEY holds what no key of AWS does"),
        ({"AWS_ID": "AKIA REALKEY234567890"}, "AWS_ID holds what no key of AWS does"),
    ],
)
def test_a_key_that_would_break_a_header_is_not_used(values: dict[str, str], reason: str) -> None:
    store = Store(**{"AWS_ID": ID, "AWS_KEY": KEY, **values})
    broker = SecretBroker(store, places("AWS_ID"), {"AWS_ID": AwsSigner(("AWS_ID", "AWS_KEY"))})
    with pytest.raises(SecretUnusable, match=reason):
        granted(broker, "AWS_ID")


def token_broker(store: Store) -> tuple[Tokens, SecretBroker]:
    tokens = Tokens()
    signer = TokenSigner("TOKEN", ("KEY",), tokens, Minted(tokens.fetch))
    return tokens, SecretBroker(store, places("TOKEN"), {"TOKEN": signer})


async def test_a_token_is_fetched_when_it_is_first_needed_with_the_key_of_the_run() -> None:
    store = Store(KEY="line-one\nline-two")
    tokens, broker = token_broker(store)
    (before,) = (await broker.for_run(authority("TOKEN"), ["TOKEN"]))._configured
    assert before.value is None
    assert tokens.fetched == 0
    assert before.mint is not None
    assert await before.mint() == await before.mint() == "token-1-of-line-one+line-two"


async def test_a_token_of_a_new_key_is_a_new_one() -> None:
    store = Store(KEY="key-1")
    _, broker = token_broker(store)
    made = []
    for key in ("key-1", "key-1", "key-2"):
        store.values["KEY"] = key
        (secret,) = (await broker.for_run(authority("TOKEN"), ["TOKEN"]))._configured
        assert secret.mint is not None
        made.append(await secret.mint())
    assert made == ["token-1-of-key-1", "token-1-of-key-1", "token-2-of-key-2"]


def test_a_token_without_a_grant_or_a_usable_key_is_none() -> None:
    tokens, broker = token_broker(Store(KEY="key-1"))
    assert granted(broker, "TOKEN", grant=["KEY"])[0].mint is None
    assert tokens.fetched == 0
    with pytest.raises(SecretUnusable, match='Secret "TOKEN" cannot be used: it is no key'):
        granted(token_broker(Store(KEY="bad"))[1], "TOKEN")


# What is told before anything runs


async def test_problems_are_told_before_anything_runs() -> None:
    store = Store(TOKEN=VALUE)
    broker = SecretBroker(store, places("TOKEN"))
    assert await broker.problems(authority(), ["LOOSE"]) == [
        'Secret "LOOSE" is undefined. Store LOOSE.',
        f'{PATH} may not use the secret LOOSE: add "LOOSE" to secrets in [grants."{PATH}"] of skerry.toml',
        'the secret LOOSE is for no host yet: add [secrets.LOOSE] with hosts = ["api.x.com"] to skerry.toml',
    ]
    assert await broker.problems(authority("TOKEN"), ["TOKEN"]) == []
    store.broken = {"TOKEN"}
    assert await broker.missing("TOKEN") == 'Secret "TOKEN" cannot be read now: store: it is down.'


async def test_only_a_granted_secret_without_a_value_is_an_obstacle() -> None:
    store = Store()
    broker = SecretBroker(store, places("TOKEN"))
    assert await broker.obstacle(authority(), "TOKEN") is None
    assert store.asked == []
    assert await broker.obstacle(authority("TOKEN"), "TOKEN") == 'Secret "TOKEN" is undefined. Store TOKEN.'
    assert "is no name of a secret" in str(await broker.obstacle(authority(), "../etc"))
    assert await aws("GONE").obstacle(authority("AWS_ID"), "AWS_KEY") is None


async def test_a_part_of_a_key_needs_no_grant_and_no_host() -> None:
    assert await aws().problems(authority("AWS_ID"), ["AWS_ID", "AWS_KEY"]) == []
    (problem,) = await aws("GONE").problems(authority("AWS_ID"), ["AWS_ID"])
    assert problem == 'Secret "GONE" is undefined. Store GONE.'


# Versions


async def test_a_version_changes_with_a_granted_value_and_says_nothing_of_it() -> None:
    store = Store(A="value-number-one", B="value-number-one")
    broker = SecretBroker(store, [])
    both = authority("A", "B")
    names: Sequence[list[str]] = (["A"], ["A", "B"], ["B", "A", "A"], [], ["B"])
    before = [await broker.version(both, required) for required in names]
    assert before[1] == before[2]
    assert len(set(before)) == 4
    ungranted = await broker.version(authority(), ["A"])
    store.values["A"] = "value-number-two"
    assert await broker.version(authority("A"), ["A"]) != before[0]
    assert await broker.version(authority(), ["A"]) == ungranted
    store.broken = {"A"}
    assert await broker.version(authority("A"), ["A"]) not in before
    store.broken, store.values["A"] = set(), "value-number-one"
    assert await broker.version(authority("A"), ["A"]) == before[0]
    assert await SecretBroker(store, []).version(authority("A"), ["A"]) != before[0]


@pytest.mark.parametrize("part", ["AWS_ID", "AWS_KEY", "AWS_SESSION"])
async def test_a_version_changes_with_each_part_of_a_key(part: str) -> None:
    broker = aws("AWS_SESSION")
    before = await broker.version(authority("AWS_ID"), ["AWS_ID"])
    store = broker._source
    assert isinstance(store, Store)
    store.values[part] = "another-value-1234567890"
    assert await broker.version(authority("AWS_ID"), ["AWS_ID"]) != before
