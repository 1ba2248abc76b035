"""The hosts that skerry.toml names for adapters."""

from __future__ import annotations

from pathlib import Path

import pytest

from runtime.settings import SettingsError, load


def write(folder: Path, text: str) -> Path:
    file = folder / "skerry.toml"
    file.write_text(text)
    return file


def adapter(*hosts: str, file: str = "jira.adapter.yml") -> str:
    return f'[adapters."{file}"]\nhosts = {list(hosts)!r}\n'


def refused(folder: Path, text: str) -> str:
    with pytest.raises(SettingsError) as raised:
        load(write(folder, text), {})
    return str(raised.value)


def test_hosts_are_read_by_file(tmp_path: Path) -> None:
    text = adapter("acme.atlassian.net", "*.jira.corp.example", "acme.atlassian.net") + adapter(
        "grafana", file="team/grafana.adapter.yml"
    )
    settings = load(write(tmp_path, text), {}).settings
    assert settings.adapter_hosts == {
        "jira.adapter.yml": ("acme.atlassian.net", "*.jira.corp.example"),
        "team/grafana.adapter.yml": ("grafana",),
    }


@pytest.mark.parametrize(
    ("host", "said"),
    [
        ("github.com", "pages of github.com are read by the extension itself"),
        ("gist.github.com", "pages of github.com are read by the extension itself"),
        ("*.github.com", "pages of github.com are read by the extension itself"),
        ("console.aws.com", "pages of console.aws.com are read"),
        ("eu-west-1.console.aws.amazon.com", "pages of console.aws.amazon.com are read"),
        ("*.amazon.com", "pages of console.aws.amazon.com are read"),
        ("*.com", "below com strangers have hosts of their own; write the whole name, as in acme.com"),
        ("*.co.uk", "below co.uk strangers"),
        ("*.github.io", "below github.io strangers"),
        ("*.corp", "below corp strangers"),
        ("http://jira.example", "adapters read https pages only; write jira.example"),
        ("https://jira.example", "write jira.example"),
        ("jira.example:8443", "write jira.example"),
        ("jira.example/browse", "write jira.example"),
        ("Jira.Example", "write jira.example"),
        ("jira.münchen.example", "write jira.xn--mnchen-3ya.example"),
        ("my_jira.example", 'has "_"'),
        ("10.1.2.3", "is an address"),
        ("[::1]", "is an address"),
        ("*", "is no host; write it like tracker.example.com"),
        ("*.*.example.com", "is no host"),
        ("jira.example.", "is no host"),
        ("user@jira.example", "is no host"),
        ("a b", "is no host"),
        ("", "is no host"),
        ("\\u0007", "is no host"),
    ],
)
def test_what_is_no_host_of_an_adapter_is_told_with_its_place_and_remedy(tmp_path: Path, host: str, said: str) -> None:
    text = refused(tmp_path, f'[adapters."jira.adapter.yml"]\nhosts = [\n"good.example",\n"{host}"]')
    assert "skerry.toml:2: " in text
    assert 'adapters."jira.adapter.yml".hosts[1]' in text
    assert said in text


@pytest.mark.parametrize("file", ["jira", "jira.yml", "jira.adapter.yaml", "/jira.adapter.yml", "../jira.adapter.yml"])
def test_the_key_is_the_path_of_a_file(tmp_path: Path, file: str) -> None:
    assert 'as in [adapters."jira.adapter.yml"]' in refused(tmp_path, adapter("jira.example", file=file))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("jira.example", "jira.example"),
        ("*.corp.example", "jira.corp.example"),
        ("jira.corp.example", "*.corp.example"),
        ("*.corp.example", "*.eu.corp.example"),
    ],
)
def test_a_page_is_read_by_one_adapter(tmp_path: Path, one: str, other: str) -> None:
    text = refused(tmp_path, adapter(one, file="a.adapter.yml") + adapter(other, file="b.adapter.yml"))
    assert f'adapters."b.adapter.yml".hosts[0]: {other} is read by [adapters."a.adapter.yml"] already' in text


def test_hosts_beside_each_other_are_no_conflict(tmp_path: Path) -> None:
    text = adapter("corp.example", file="a.adapter.yml") + adapter("*.corp.example", file="b.adapter.yml")
    load(write(tmp_path, text), {})


def test_an_adapter_has_64_hosts_at_most(tmp_path: Path) -> None:
    load(write(tmp_path, adapter(*(f"h{number}.example" for number in range(64)))), {})
    assert "it has 65 hosts" in refused(tmp_path, adapter(*(f"h{number}.example" for number in range(65))))


def test_an_unknown_key_is_told(tmp_path: Path) -> None:
    assert "did you mean hosts?" in refused(tmp_path, '[adapters."jira.adapter.yml"]\nhost = ["x.example"]')


def test_a_table_without_hosts_is_a_warning(tmp_path: Path) -> None:
    (warning,) = load(write(tmp_path, '[adapters."jira.adapter.yml"]\nhosts = []'), {}).warnings
    assert "it names no host, so the adapter is not active" in str(warning)
