import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import get_origin

import certifi
import msgspec
import pytest

from runtime.egress.limits import EgressLimits
from runtime.services import egress_limits
from runtime.settings import Egress, Loaded, Overrides, Settings, SettingsError, load, token_set
from runtime.settings.environment import variable_of, variables
from runtime.settings.files import parse_dotenv
from runtime.settings.lines import Lines, toml_key
from runtime.settings.rate import parse_rate
from runtime.tokens import fingerprint, new_token
from sandbox.limits import FUEL_PER_CPU_MS, Limits

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "settings.md"

Load = Callable[..., Loaded]


@pytest.fixture(autouse=True)
def working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def write(folder: Path, text: str, mode: int = 0o644) -> Path:
    file = folder / "skerry.toml"
    file.write_text(text)
    file.chmod(mode)
    return file


def problems_of(folder: Path, text: str, environ: dict[str, str] | None = None) -> list[str]:
    with pytest.raises(SettingsError) as raised:
        load(write(folder, text), environ or {})
    return [str(problem).removeprefix(f"{folder}/") for problem in raised.value.problems]


def test_without_anything_there_are_defaults(working_folder: Path) -> None:
    loaded = load(None, {})
    assert loaded.file is None
    assert loaded.settings.server.host == "127.0.0.1"
    assert loaded.settings.server.port == 3000
    assert loaded.settings.limits == Limits()
    assert loaded.settings.integrations.path == str(working_folder / "integrations")
    assert loaded.warnings == ()


def test_every_table_is_read(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        """
        [server]
        host = "::1"
        port = 0
        rate_limit = "off"
        tokens = [{ name = "laptop", token_env = "SKERRY_TOKEN_LAPTOP" }]
        [integrations]
        path = "mine"
        [limits]
        wall_ms = 7_000
        [grants."team/*.integration.js"]
        net = ["api.github.com", "GET,POST https://api.x.com:8443/v2/", "http://127.0.0.1:4020"]
        secrets = ["GITHUB_TOKEN"]
        [secrets.GITHUB_TOKEN]
        hosts = ["api.github.com"]
        [egress]
        private = ["127.0.0.1:4020", "10.1.0.0/16"]
        """,
    )
    settings = load(file, {}).settings
    assert (settings.server.host, settings.server.port, settings.server.rate) == ("::1", 0, None)
    assert settings.server.tokens[0].token_env == "SKERRY_TOKEN_LAPTOP"
    assert settings.integrations.path == str(tmp_path / "mine")
    assert settings.limits.wall_ms == 7000
    assert settings.grants["team/*.integration.js"].secrets == ("GITHUB_TOKEN",)
    assert len(settings.grants["team/*.integration.js"].net) == 3
    assert settings.secrets["GITHUB_TOKEN"].hosts == ("api.github.com",)
    assert settings.egress.private == ("127.0.0.1:4020", "10.1.0.0/16")


def test_the_command_line_wins_over_the_environment_over_dotenv_over_the_file(tmp_path: Path) -> None:
    file = write(tmp_path, '[server]\nport = 1\nhost = "a"\nrate_limit = "1/minute"\n[limits]\nturns = 1\nqueue = 9')
    (tmp_path / ".env").write_text("SKERRY_SERVER_PORT=2\nSKERRY_SERVER_HOST=b\nSKERRY_LIMITS_TURNS=2\n")
    environ = {"SKERRY_SERVER_PORT": "3", "SKERRY_SERVER_HOST": "c"}
    settings = load(file, environ, Overrides(port=4)).settings
    assert settings.server.port == 4
    assert settings.server.host == "c"
    assert settings.limits.turns == 2
    assert settings.server.rate_limit == "1/minute"
    assert settings.limits.queue == 9


def test_every_variable_sets_what_it_names() -> None:
    for name, (table, key) in variables().items():
        environ = {name: "10.0.0.0/8, 10.1.0.0/16" if name == "SKERRY_EGRESS_PRIVATE" else "70_000_000"}
        if name == "SKERRY_SERVER_RATE_LIMIT":
            environ = {name: "5/hour"}
        if name == "SKERRY_SERVER_PORT":
            environ = {name: "80"}
        if name == "SKERRY_EGRESS_CA_FILE":
            environ = {name: certifi.where()}
        if name == "SKERRY_JOURNAL_KEEP":
            environ = {name: "all"}
        if name == "SKERRY_BUNDLE_SHA256":
            environ = {name: "0" * 64}
        if name == "SKERRY_BUNDLE_SHA256":
            environ = {name: "a" * 64}
        if name == "SKERRY_EGRESS_MODE":
            environ = {name: "report"}
        if name == "SKERRY_EGRESS_RESPONSE_HEADER_BYTES":
            environ = {name: "100_000"}
        if name == "SKERRY_SECRET_SOURCES_USE":
            environ = {name: "files"}
        settings = load(None, environ).settings
        assert getattr(getattr(settings, table), key) != getattr(getattr(Settings(), table), key), name


def test_a_path_is_relative_to_the_file_or_to_the_working_folder(tmp_path: Path, working_folder: Path) -> None:
    file = write(tmp_path, '[integrations]\npath = "a"')
    assert load(file, {}).settings.integrations.path == str(tmp_path / "a")
    assert load(file, {"SKERRY_INTEGRATIONS_PATH": "b"}).settings.integrations.path == str(working_folder / "b")
    assert load(file, {}, Overrides(integrations="c")).settings.integrations.path == str(working_folder / "c")
    assert load(write(tmp_path, ""), {}).settings.integrations.path == str(tmp_path / "integrations")
    assert load(write(tmp_path, ""), {}).settings.egress.report_file == str(tmp_path / "egress-report.jsonl")
    assert load(write(tmp_path, '[egress]\nreport_file = "r"'), {}).settings.egress.report_file == str(tmp_path / "r")
    assert load(write(tmp_path, ""), {}).settings.journal.path == str(tmp_path / "journals")
    assert load(write(tmp_path, '[journal]\npath = "j"'), {}).settings.journal.path == str(tmp_path / "j")


def test_the_config_file_is_named_by_a_variable_or_lies_in_the_working_folder(
    tmp_path: Path, working_folder: Path
) -> None:
    here = write(working_folder, "[server]\nport = 1")
    elsewhere = write(tmp_path, "[server]\nport = 2")
    assert load(None, {}).settings.server.port == 1
    assert load(None, {"SKERRY_CONFIG": str(elsewhere)}).settings.server.port == 2
    assert load(here, {"SKERRY_CONFIG": str(elsewhere)}).settings.server.port == 1


def test_all_problems_are_told_at_once_with_line_key_and_remedy(tmp_path: Path) -> None:
    found = problems_of(
        tmp_path,
        "\n".join(
            [
                "[server]",
                "prot = 4000",
                "host = 5",
                'rate_limit = "600 per minute"',
                "[limits]",
                'wall_ms = "5s"',
                "turns = 0",
                '[grants."team/y.integration.js"]',
                "net = [",
                '  "api.github.com",',
                '  "*",',
                "]",
                "[[server.tokens]]",
                'name = "a"',
                "[egres]",
            ]
        ),
        {"SKERRY_LIMITS_QUEUE": "many"},
    )
    assert [problem.partition("; ")[0].partition(" would")[0] for problem in found] == [
        "skerry.toml:2: server.prot: there is no such setting",
        "skerry.toml:3: server.host: it is 5",
        'skerry.toml:4: server.rate_limit: "600 per minute" is no rate limit: write "600/minute" (second, minute, '
        'hour or day) or "off"',
        'skerry.toml:6: limits.wall_ms: it is "5s"',
        "skerry.toml:7: limits.turns: it is 0",
        'skerry.toml:9: grants."team/y.integration.js".net[1]: "*"',
        'skerry.toml:13: server.tokens[0]: "a" has no token',
        "skerry.toml:15: egres: there is no such setting",
        'environment: SKERRY_LIMITS_QUEUE: it is "many"',
    ]
    assert found[0].endswith("did you mean port?")
    assert found[1].endswith("write a text in quotes that is not empty")
    assert found[-1].endswith("write a whole number")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[server]\nport = 70000", "write a whole number from 0 to 65535"),
        ("[server]\nport = true", "it is true"),
        ("[server]\nhost = ''", "not empty"),
        ("server = 1", "write a table"),
        ("grants = 1", "write tables below it"),
        ("[egress]\nprivate = '10.0.0.0/8'", "write a list of texts"),
        ("[egress]\nprivate = ['0.0.0.0/0']", "names every address"),
        ("[server]\ntokens = 'abc'", "write a list of tables"),
        ("[secrets.X]\nhosts = ['x.com']\nin = 'query:a'", "write a list of texts"),
        ("[secrets.X]\nhosts = ['x.com']\nplaces = ['query:a']", "there is no such setting"),
        ("[secrets.X]\nhosts = ['x.com']\nin = ['body']", 'write "authorization", "header:x-api-key"'),
        ("[secrets.X]\nhosts = ['*.github.io']", 'or a path, as in "*.github.io/api/"'),
        ("[secrets.X]\nhosts = ['x.com']\nkind = 'link'", 'write "value" or "url"'),
        ("[secrets.X]\nhosts = ['x.com']\nexpose = 'yes'", "write true or false"),
        ("[secrets.X]\nhosts = ['x.com']\nsign = 'aws'", '"github-app" or "oauth2-client-credentials"'),
        ("[server]\ntokens = [{ token = 'x' }]", "tokens[0].name: it is missing"),
        ("[server]\ntokens = [{ name = 'a', token = 'x', sha256 = '" + "0" * 64 + "' }]", "has sha256 and token"),
        ("[server]\ntokens = [{ name = 'a', sha256 = 'abc' }]", "write 64 hex digits"),
        ("[server]\ntokens = [{ name = 'default', token_env = 'X' }]", "is the token of SKERRY_TOKEN"),
        ("[limits]\nmemory_bytes = 1000", "the JavaScript engine needs"),
        ("[limits]\nmemory_bytes = 5_000_000_000", "at most 4294967296"),
        ("[limits]\nrun_cpu_ms = 9_000_000_000_000_000_000", "or less"),
        ("[limits]\nguest_memory_bytes = 1_000_000", "no run could start"),
        ("[journal]\nkeep = 'all'\npath = 'integrations/j'", "lies in the integrations folder"),
        ("[journal]\nkeep = 'some'", "journal.keep"),
        ("[egress]\nmode = 'open'", 'write "enforce" or "report"'),
        ("[egress]\nresponse_header_bytes = 200_000", "from 1 to 102400"),
        ("[egress]\nheld_bytes = 9_000_000", "write 10000000 or more"),
        ("[egress]\nconnections = 0", "egress.connections"),
        ("[grants.'../x']", "write a path below"),
        ("[grants.'x']\nsecrets = ['INTEGRATION_X']", 'write "X"'),
        ("[secrets.X]\nhosts = ['http://api.x.com']", "clear text"),
        ("[secrets.X]", "names no hosts"),
        ("[grants.x", "not valid TOML"),
        ("x = " + "[" * 5000, "not valid TOML"),
    ],
)
def test_a_wrong_value_is_told_with_a_remedy(tmp_path: Path, text: str, said: str) -> None:
    assert any(said in problem for problem in problems_of(tmp_path, text)), problems_of(tmp_path, text)


def test_a_problem_of_the_command_line_names_the_option() -> None:
    with pytest.raises(SettingsError) as raised:
        load(None, {}, Overrides(port=-1, rate_limit="x", allow_net=("*",)))
    assert [problem.key for problem in raised.value.problems] == ["--port", "--rate-limit", "--allow-net"]


def test_a_missing_config_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"nowhere\.toml: it cannot be read .*skerry init"):
        load(tmp_path / "nowhere.toml", {})


def test_the_message_never_shows_a_token(tmp_path: Path) -> None:
    secret = new_token()
    found = problems_of(tmp_path, f"[server]\ntokens = [{{ name = 'a', token = ['{secret}'] }}]")
    assert secret not in "".join(found)
    loaded = load(write(tmp_path, f"[server]\ntokens = [{{ name = 'a', token = '{secret}' }}]", 0o600), {})
    assert secret not in repr(loaded.settings)
    assert secret not in repr(loaded)


def test_fuel_follows_cpu_time_unless_it_is_given(tmp_path: Path) -> None:
    limits = load(write(tmp_path, "[limits]\nrun_cpu_ms = 3000\nload_cpu_ms = 10\nload_fuel = 5"), {}).settings.limits
    assert limits.run_fuel == 3000 * FUEL_PER_CPU_MS
    assert limits.load_fuel == 5
    assert limits.turn_fuel == Limits().turn_fuel


def test_a_granted_secret_without_hosts_is_a_warning(tmp_path: Path) -> None:
    text = "[grants.'a.integration.js']\nsecrets = ['GITHUB_TOKN']\n[secrets.GITHUB_TOKEN]\nhosts = ['api.github.com']"
    (warning,) = load(write(tmp_path, text), {}).warnings
    assert (warning.severity, warning.line) == ("warning", 2)
    assert "did you mean GITHUB_TOKEN?" in str(warning)


def test_a_secret_is_read_with_its_places_and_one_that_is_exposed_is_a_warning(tmp_path: Path) -> None:
    text = "[secrets.X]\nhosts = ['x.com/v2/']\nin = ['query:a', 'json:/b']\n[secrets.HOOK]\nkind = 'url'"
    settings = load(write(tmp_path, text), {}).settings
    assert settings.secrets["X"].places == ("query:a", "json:/b")
    assert settings.secrets["HOOK"].kind == "url"
    (warning,) = load(write(tmp_path, "[secrets.USER]\nexpose = true"), {}).warnings
    assert "secrets.USER.expose: the integrations that are granted it read the value" in str(warning)


def test_an_unknown_variable_is_a_warning_only_if_it_looks_like_a_slip() -> None:
    kubernetes = {"SKERRY_PORT": "tcp://10.0.0.1:3000", "SKERRY_SERVICE_HOST": "10.0.0.1", "SKERRY_TOKEN_CI": "x"}
    kubernetes |= {"SKERRY_SERVER_PORT": "tcp://10.0.0.1:3000"}
    loaded = load(None, {**kubernetes, "SKERRY_LIMITS_WALLMS": "1"})
    assert [warning.key for warning in loaded.warnings] == ["SKERRY_LIMITS_WALLMS"]
    assert "did you mean SKERRY_LIMITS_WALL_MS?" in str(loaded.warnings[0])
    assert loaded.settings.server.port == 3000


def test_the_dotenv_file_adds_tokens_and_secrets_and_nothing_else(tmp_path: Path) -> None:
    file = write(tmp_path, "")
    (tmp_path / ".env").write_text(
        "SKERRY_TOKEN=a\nINTEGRATION_X='b c'\nPATH=/evil\nexport INTEGRATION_Y = \"d\"\n#x\n\n"
    )
    (tmp_path / ".env").chmod(0o600)
    loaded = load(file, {"INTEGRATION_X": "wins", "INTEGRATION_Y": ""})  # an empty one is not set
    assert loaded.environ == {"SKERRY_TOKEN": "a", "INTEGRATION_X": "wins", "INTEGRATION_Y": "d"}
    assert loaded.warnings == ()


def test_a_dotenv_file_that_all_can_read_is_a_warning_and_a_line_that_is_none_an_error(tmp_path: Path) -> None:
    file = write(tmp_path, "")
    (tmp_path / ".env").write_text("SKERRY_TOKEN=a\n")
    (tmp_path / ".env").chmod(0o644)
    assert "chmod 600" in str(load(file, {}).warnings[0])
    (tmp_path / ".env").write_text("\nnonsense\n")
    with pytest.raises(SettingsError, match=r"\.env:2: the line is no NAME=VALUE"):
        load(file, {})


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("INTEGRATION_X=a#b", "a#b"),
        ("INTEGRATION_X= a b ", "a b"),
        ("INTEGRATION_X='a\"b'", 'a"b'),
        ("INTEGRATION_X='", "'"),
        ("INTEGRATION_X=$HOME\\n", "$HOME\\n"),
        ("INTEGRATION_X=", ""),
    ],
)
def test_values_of_dotenv_are_taken_as_they_are(line: str, value: str) -> None:
    assert parse_dotenv(line, lambda *wrong: pytest.fail(str(wrong))) == {"INTEGRATION_X": value}


@pytest.mark.parametrize(
    ("text", "amount", "seconds"),
    [("600/minute", 600, 60), ("1/second", 1, 1), ("9/hour", 9, 3600), ("2/day", 2, 86400)],
)
def test_rates(text: str, amount: int, seconds: int) -> None:
    rate = parse_rate(text)
    assert rate is not None
    assert (rate.amount, rate.get_expiry()) == (amount, seconds)


@pytest.mark.parametrize("text", ["", "0/minute", "5", "5/min", "5/minute, 6/hour", "-1/hour", "OFF", "1 / hour"])
def test_what_is_no_rate(text: str) -> None:
    with pytest.raises(ValueError, match="is no rate limit"):
        parse_rate(text)


def test_lines_of_toml_keys() -> None:
    lines = Lines(
        '# a\na = 1\n[t."x.y"]\nb = [\n  "[z]",\n  "c = 1",\n]\ntext = """\nd = 1\n"""\n[[l]]\nk = 1\n[[l]]\nk = 2\n'
        "[l.below]\nq.r = 1\n[s]\nu = { v = 1 }"
    )
    table: list[tuple[tuple[str | int, ...], int | None]] = [
        (("a",), 2),
        (("t", "x.y"), 3),
        (("t", "x.y", "b", 1), 4),
        (("t", "x.y", "text"), 8),
        (("d",), None),
        (("l", 0, "k"), 12),
        (("l", 1, "k"), 14),
        (("l", 1, "below", "q", "r"), 16),
        (("s", "u", "v"), 18),
        (("s", "none"), 17),
    ]
    assert [(keys, lines.of(keys)) for keys, _ in table] == table


def test_toml_keys_are_written_as_toml() -> None:
    assert toml_key(("grants", 'a "b"\\c', "net", 0)) == 'grants."a \\"b\\"\\\\c".net[0]'


class TestTokens:
    def tokens(self, folder: Path, text: str, environ: dict[str, str], mode: int = 0o600) -> tuple[str, ...]:
        return token_set(load(write(folder, text, mode), environ)).names

    def test_the_variable_and_the_named_ones_are_all_accepted(self, tmp_path: Path) -> None:
        plain, hashed, named, default = (new_token() for _ in range(4))
        text = f"""[server]
        tokens = [
          {{ name = "plain", token = "{plain}" }},
          {{ name = "hashed", sha256 = "{fingerprint(hashed).upper()}" }},
          {{ name = "named", token_env = "SKERRY_TOKEN_NAMED" }},
        ]"""
        loaded = load(write(tmp_path, text, 0o600), {"SKERRY_TOKEN": default, "SKERRY_TOKEN_NAMED": named})
        tokens = token_set(loaded)
        assert tokens.names == ("default", "plain", "hashed", "named")
        presented = [default, plain, hashed, named, "no"]
        assert [tokens.identify(token.encode()) for token in presented] == [*tokens.names, None]

    def test_the_server_does_not_start_without_a_token(self, tmp_path: Path) -> None:
        with pytest.raises(SettingsError, match=r"there is no token.*skerry token"):
            self.tokens(tmp_path, "", {})

    def test_a_weak_token_is_refused_with_the_command_that_makes_a_good_one(self, tmp_path: Path) -> None:
        with pytest.raises(SettingsError, match=r'SKERRY_TOKEN: token "default" has 6 char.*; make .*skerry token'):
            self.tokens(tmp_path, "", {"SKERRY_TOKEN": "secret"})

    def test_a_variable_that_is_not_set_is_named(self, tmp_path: Path) -> None:
        text = '[server]\ntokens = [{ name = "ci", token_env = "SKERRY_TOKEN_CI" }]'
        with pytest.raises(SettingsError, match='SKERRY_TOKEN_CI of token "ci" is not set'):
            self.tokens(tmp_path, text, {"SKERRY_TOKEN": new_token()})

    def test_one_token_under_two_names_is_refused(self, tmp_path: Path) -> None:
        token = new_token()
        text = f'[server]\ntokens = [{{ name = "ci", sha256 = "{fingerprint(token)}" }}]'
        with pytest.raises(SettingsError, match='"ci" is the same as "default"'):
            self.tokens(tmp_path, text, {"SKERRY_TOKEN": token})

    @pytest.mark.skipif(os.name != "posix", reason="modes of files")
    def test_a_token_in_a_file_that_all_can_read_is_refused(self, tmp_path: Path) -> None:
        text = f'[server]\ntokens = [{{ name = "ci", token = "{new_token()}" }}]'
        assert self.tokens(tmp_path, text, {}, mode=0o640) == ("ci",)
        with pytest.raises(SettingsError, match=r"chmod 600 .*skerry\.toml"):
            self.tokens(tmp_path, text, {}, mode=0o644)


def test_the_bounds_of_requests_have_one_default() -> None:
    assert egress_limits(Egress()) == EgressLimits()


class TestReference:
    """docs/reference/settings.md is in step with the code."""

    def rows(self) -> dict[str, tuple[str, str]]:
        """Key as in TOML -> default, variable."""
        found = re.findall(
            r"^\| `([a-z0-9_.-]+)` \| `([^`|]*)` \|\s*`?([^`|]*)`?\s*\|", REFERENCE.read_text(), re.MULTILINE
        )
        return {key: (default.strip(), variable.strip()) for key, default, variable in found}

    def expected(self, keys: tuple[str, ...], table: msgspec.Struct) -> dict[str, tuple[str, str]]:
        found: dict[str, tuple[str, str]] = {}
        for field in msgspec.structs.fields(table):
            value, at = getattr(table, field.name), (*keys, field.encode_name)
            if isinstance(value, msgspec.Struct):
                found |= self.expected(at, value)
            elif get_origin(field.type) is not dict:
                variable = variable_of(at) if len(at) == 2 else ""
                default = msgspec.json.encode(value).decode()
                found[".".join(at)] = (default, variable if variable in variables() else "")
        return found

    def test_every_setting_stands_there_with_its_default_and_variable(self) -> None:
        expected: dict[str, tuple[str, str]] = {}
        for table in msgspec.structs.fields(Settings):
            if get_origin(table.type) is not dict:
                expected |= self.expected((table.name,), getattr(Settings(), table.name))
        assert self.rows() == expected

    def test_the_example_in_it_loads_without_a_warning(self, tmp_path: Path) -> None:
        (example,) = re.findall(r"```toml\n(.*?)```", REFERENCE.read_text(), re.DOTALL)
        loaded = load(write(tmp_path, example), {})
        assert loaded.warnings == ()
        assert loaded.settings.grants
