"""What the settings say of signers and sources: each mistake is named, with what to write."""

from pathlib import Path

import pytest

from runtime.settings import Loaded, SettingsError, load
from runtime.settings.model import Secret
from runtime.settings.secrets import _NEEDS, _TAKES

AWS = '[secrets.ID]\nhosts = ["lambda.eu-west-1.amazonaws.com"]\nsign = "aws-sigv4"\n'
GITHUB = '[secrets.T]\nhosts = ["api.github.com"]\nsign = "github-app"\n'
OAUTH = '[secrets.T]\nhosts = ["api.x.com"]\nsign = "oauth2-client-credentials"\n'
PLAIN = '[secrets.T]\nhosts = ["api.x.com"]\n'
APP = GITHUB + 'app_id = 1\ninstallation_id = 2\nprivate_key = "K"\n'
CLIENT = OAUTH + 'token_url = "https://login.x.com/token"\nclient_id = "me"\nclient_secret = "S"\n'


def loaded(folder: Path, text: str) -> Loaded:
    file = folder / "skerry.toml"
    file.write_text(text)
    return load(file, {})


def told(folder: Path, text: str) -> str:
    with pytest.raises(SettingsError) as wrong:
        loaded(folder, text)
    return "\n".join(map(str, wrong.value.problems))


RIGHT = [
    AWS + 'secret_key = "KEY"',
    AWS
    + 'secret_key = "KEY"\nsession_token = "SESSION"\nservices = ["lambda", "execute-api"]\nregions = ["eu-west-1"]',
    AWS + 'secret_key = "KEY"\nsource = "files"',
    APP,
    APP.replace("= 1", '= "Iv1.0123456789abcdef"').replace("= 2", '= "67890"'),
    APP + 'api = "https://github.example.com/api/v3"\nscope = "contents:read issues:write"',
    APP + '[secrets.K]\nsource = "files"',
    CLIENT,
    CLIENT + 'send = "form"\nscope = "read:all write"',
    CLIENT.replace("https://login.x.com", "http://127.0.0.1:4020"),
    PLAIN + 'source = "environment"',
    '[secret_sources]\nuse = ["files", "command"]\n[secret_sources.command]\nargv = ["/usr/bin/pass", "{name}"]',
    '[secret_sources]\nuse = ["vault"]\n[secret_sources.vault]\npath = "skerry"\nfield = "{name}"',
    '[secret_sources.aws-secrets-manager]\nsecret_id = "app"\nfield = "{name}"',
    "[secret_sources.own.strongbox]\nwhere = 'there'\ncount = 3\nrefresh_s = 30\nflag = true",
]


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_loads(tmp_path: Path, text: str) -> None:
    assert loaded(tmp_path, text).warnings == ()


WRONG = [
    (
        AWS,
        "secrets.ID.secret_key",
        'sign = "aws-sigv4" needs it; add secret_key = "AWS_SECRET_ACCESS_KEY" to [secrets.ID]',
    ),
    (GITHUB, "secrets.T.app_id", "add app_id = 12345 to [secrets.T]"),
    (GITHUB, "secrets.T.installation_id", "add installation_id = 67890 to [secrets.T]"),
    (GITHUB, "secrets.T.private_key", 'add private_key = "GITHUB_APP_KEY" to [secrets.T]'),
    (OAUTH, "secrets.T.token_url", 'add token_url = "https://login.x.com/oauth2/token" to [secrets.T]'),
    (OAUTH, "secrets.T.client_id", 'add client_id = "skerry" to [secrets.T]'),
    (OAUTH, "secrets.T.client_secret", 'add client_secret = "X_CLIENT_SECRET" to [secrets.T]'),
    (AWS + 'secret_key = "K"\napp_id = 1', "secrets.ID.app_id", 'it is for sign = "github-app"; leave it out'),
    (PLAIN + 'secret_key = "K"', "secrets.T.secret_key", 'it is for sign = "aws-sigv4"; leave it out'),
    (PLAIN + 'scope = "x"', "secrets.T.scope", '"github-app" or "oauth2-client-credentials"'),
    (CLIENT + 'services = ["s3"]', "secrets.T.services", 'it is for sign = "aws-sigv4"'),
    (CLIENT + 'source = "files"', "secrets.T.source", "comes from no source; write it in [secrets.S]"),
    (AWS + 'secret_key = "wJalr/XUtnFEMI"', "secrets.ID.secret_key", "it is the name of a secret, not a value"),
    (AWS + 'secret_key = "INTEGRATION_KEY"', "secrets.ID.secret_key", 'write "KEY"'),
    (AWS + 'secret_key = "ID"', "secrets.ID.secret_key", "ID cannot be made of itself"),
    (AWS + 'secret_key = "K"\nservices = ["a b"]', "secrets.ID.services", 'write it like services = ["lambda"]'),
    (AWS + 'secret_key = "K"\nin = ["header:x"]', "secrets.ID", "leave out in"),
    (APP + 'api = "http://github.example.com"', "secrets.T.api", "in clear text; use https"),
    (APP + 'api = "github.example.com"', "secrets.T.api", "is not a valid URL"),
    (APP + 'api = "https://x.com/?a=1"', "secrets.T.api", "has a query; leave it out"),
    (APP.replace("= 2", '= "../1"'), "secrets.T.installation_id", "write the number at the end"),
    (APP + 'scope = "everything"', "secrets.T.scope", '"everything" is no permission; write it like'),
    (CLIENT + 'scope = " two  spaces"', "secrets.T.scope", "other than words with one space between"),
    (CLIENT + 'send = "query"', "secrets.T.send", "send"),
    (PLAIN + 'source = "vualt"', "secrets.T.source", 'there is no source "vualt"'),
    ('[secret_sources]\nuse = ["nowhere"]', "secret_sources.use[0]", 'there is no source "nowhere"; write one of'),
    ('[secret_sources]\nuse = ["files", "files"]', "secret_sources.use[1]", '"files" stands there twice'),
    ('[secret_sources]\nuse = ["command"]', "secret_sources.command.argv", "there is no command; add argv = "),
    (PLAIN + 'source = "command"', "secret_sources.command.argv", "there is no command; add argv = "),
    ('[secret_sources.command]\nargv = ["pass", "{name}"]', "secret_sources.command.argv", 'as in "/usr/bin/pass"'),
    (
        '[secret_sources.command]\nargv = ["/bin/cat", "x"]',
        "secret_sources.command.argv",
        "put {name} where its name goes",
    ),
    ('[secret_sources.vault]\npath = "skerry"', "secret_sources.vault.path", "put {name} where its name goes"),
    ("[secret_sources.vault]\nauth = 'ldap'", "secret_sources.vault.auth", "auth"),
    ('[secret_sources.aws-secrets-manager]\nsecret_id = "x"', "secret_id", "put {name} where its name goes"),
    ("[secret_sources.vault]\nrefresh_s = 1", "secret_sources.vault.refresh_s", "from 5 to 86400"),
    ("[secret_sources.own.vault]\nx = 1", "secret_sources.own.vault", "write [secret_sources.vault]"),
    ("[secret_sources.own.mine]\nrefresh_s = 'x'", "secret_sources.own.mine.refresh_s", "write a number of seconds"),
]


@pytest.mark.parametrize(("text", "key", "says"), WRONG)
def test_what_is_wrong_is_named_with_what_to_write(tmp_path: Path, text: str, key: str, says: str) -> None:
    said = told(tmp_path, text)
    assert key in said
    assert says in said


def test_a_source_without_its_package_stops_the_start_with_the_command_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("runtime.secrets.sources.named.find_spec", lambda _: None)
    for text in ('[secret_sources]\nuse = ["vault"]', PLAIN + 'source = "vault"'):
        assert "the source \"vault\" needs hvac; install it: pip install 'skerry[vault]'" in told(tmp_path, text)


def test_the_parts_of_a_signer_may_be_granted_without_hosts(tmp_path: Path) -> None:
    grant = '[grants."a.integration.js"]\nsecrets = ["ID", "KEY"]\n'
    assert loaded(tmp_path, AWS + 'secret_key = "KEY"\n' + grant).warnings == ()


def test_every_option_of_a_signer_is_a_setting() -> None:
    options = {option for signer in _NEEDS for option in (*_NEEDS[signer], *_TAKES[signer])}
    assert options <= set(Secret.__struct_fields__)
