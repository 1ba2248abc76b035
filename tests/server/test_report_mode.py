"""`[egress] mode = "report"`: what needs a grant is noted, nothing private is reached, no secret is sent."""

from __future__ import annotations

from pathlib import Path

from runtime.policy.report import Wish, read_report
from runtime.settings import Grant, Secret
from tests.server.conftest import MakeSite, Site, Upstream
from tests.server.integrations import TEXT, integration

FILE = "team/asks.integration.js"
BODY = """
    const answers = [];
    const headers = context.page.token ? { authorization: `Bearer ${secrets.TOKEN}` } : {};
    for (const url of [ORIGIN + '/granted', ORIGIN + '/api/others', 'http://127.0.0.1:1/x?token=abc']) {
      answers.push(await fetch(url, { headers }).then((response) => response.text(), (error) => error.message));
    }
    return answers.map(text);
"""


async def site_in(mode: str, make_site: MakeSite, upstream: Upstream, report: Path) -> Site:
    source = integration("asks", BODY.replace("ORIGIN", f"'{upstream.origin}'") + TEXT, requiredSecrets=["TOKEN"])
    return await make_site(
        {FILE: source},
        grants={FILE: Grant(net=(f"{upstream.origin}/granted",), secrets=("TOKEN",))},
        secrets={"TOKEN": Secret(hosts=(upstream.origin,))},
        environ={"INTEGRATION_TOKEN": "the-value-of-the-token-9c41f7"},
        egress={"mode": mode, "report_file": str(report)},
    )


async def test_it_is_said_at_start_and_notes_what_is_not_granted(
    make_site: MakeSite, upstream: Upstream, tmp_path: Path
) -> None:
    report = tmp_path / "report.jsonl"
    site = await site_in("report", make_site, upstream, report)
    assert any(line["level"] == "warning" and 'egress.mode is "report"' in line["event"] for line in site.log)
    first, second, third = await site.texts(name="a")
    assert first == "granted"
    # The upstream is on a private address that the operator opened: for what is granted, and for nothing else.
    assert f"{upstream.origin} is at an address that private in [egress] of skerry.toml names, and no rule" in second
    assert "a loopback address" in third
    assert upstream.hits == {"granted": 1}
    assert read_report(report) == (
        Wish(FILE, "GET", upstream.origin, "/api/others"),
        Wish(FILE, "GET", "http://127.0.0.1:1", "/x"),
    )
    assert "abc" not in report.read_text()


async def test_a_secret_is_sent_with_what_is_granted_alone(
    make_site: MakeSite, upstream: Upstream, tmp_path: Path
) -> None:
    site = await site_in("report", make_site, upstream, tmp_path / "report.jsonl")
    first, second, third = await site.texts(name="a", token=True)
    assert first == "granted"
    assert "TOKEN" in second
    assert "TOKEN" in third
    assert upstream.authorizations == ["Bearer the-value-of-the-token-9c41f7"]


async def test_the_control_enforcing_refuses_by_name_and_writes_nothing(
    make_site: MakeSite, upstream: Upstream, tmp_path: Path
) -> None:
    site = await site_in("enforce", make_site, upstream, tmp_path / "report.jsonl")
    first, second, third = await site.texts(name="a")
    assert first == "granted"
    assert f'add "{upstream.origin}/api/" to net in [grants."{FILE}"]' in second
    assert 'add "http://127.0.0.1:1" to net' in third
    assert not (tmp_path / "report.jsonl").exists()
    assert not site.logged('egress.mode is "report"')
