"""A secret's value goes where it is granted to go, in the Authorization header, and nowhere else."""

from __future__ import annotations

import base64
import json

import pytest

from runtime.settings import Grant, Secret
from tests.server.conftest import MakeSite, Site, Upstream
from tests.server.integrations import TEXT, integration

VALUE = "the-value-9c41f7/+e0"
FILE = "team/x.integration.js"


async def make(make_site: MakeSite, upstream: Upstream, body: str, *, granted: bool = True) -> Site:
    source = integration("sender", body + TEXT, requiredSecrets=["TOKEN"], cache=0)
    return await make_site(
        {FILE: source},
        grants={FILE: Grant(net=(f"GET,POST {upstream.origin}",), secrets=("TOKEN",) if granted else ())},
        secrets={"TOKEN": Secret(hosts=(upstream.origin,))},
        environ={"INTEGRATION_TOKEN": VALUE},
    )


def never_shown(site: Site, *answers: object) -> bool:
    forms = (VALUE, json.dumps(VALUE)[1:-1], base64.b64encode(VALUE.encode()).decode().rstrip("="))
    shown = "".join(map(str, (*answers, *site.log)))
    return not any(form in shown for form in forms)


@pytest.mark.parametrize(
    ("authorization", "arrives"),
    [
        ("secrets.TOKEN", VALUE),
        ("`Bearer ${secrets.TOKEN}`", f"Bearer {VALUE}"),
        ("`token ${secrets.TOKEN}`", f"token {VALUE}"),
        ("'Basic ' + btoa(`user:${secrets.TOKEN}`)", f"Basic {base64.b64encode(f'user:{VALUE}'.encode()).decode()}"),
        ("'Basic ' + btoa(`${secrets.TOKEN}:`)", f"Basic {base64.b64encode(f'{VALUE}:'.encode()).decode()}"),
    ],
)
async def test_it_arrives_in_the_forms_of_authorization(
    make_site: MakeSite, upstream: Upstream, authorization: str, arrives: str
) -> None:
    body = f"""
        const headers = {{ Authorization: {authorization} }};
        console.log(secrets.TOKEN, headers);
        const response = await fetch('{upstream.origin}/in', {{ headers }});
        return [text(await response.text()), text(secrets.TOKEN), text(JSON.stringify(headers))];
    """
    site = await make(make_site, upstream, body)
    answer = await site.ask(name="a")
    assert upstream.authorizations == [arrives]
    assert answer["data"][0]["content"] == "in"
    assert answer["data"][1]["content"] == "[secret TOKEN]"
    assert never_shown(site, answer)


@pytest.mark.parametrize(
    ("request_", "place"),
    [
        ("[`${origin}/?q=${secrets.TOKEN}`, {}]", "in the URL's query"),
        ("[`${origin}/x`, { method: 'POST', body: secrets.TOKEN }]", "in the body"),
        ("[`${origin}/x`, { method: 'POST', body: btoa(secrets.TOKEN) }]", "in the body"),
        ("[`${origin}/x`, { headers: { 'X-Key': secrets.TOKEN } }]", "in the header x-key"),
        ("[`${origin}/x`, { headers: { Authorization: `Digest ${secrets.TOKEN}` } }]", "in Authorization in a form"),
        ("[`http://127.0.0.1:1/`, { headers: { Authorization: secrets.TOKEN } }]", "may not"),
    ],
)
async def test_it_is_refused_elsewhere_with_the_place_named(
    make_site: MakeSite, upstream: Upstream, request_: str, place: str
) -> None:
    body = f"const origin = '{upstream.origin}'; const [url, options] = {request_}; await fetch(url, options);"
    site = await make(make_site, upstream, body)
    answer = await site.ask(name="a")
    content = answer["data"][0]["content"]
    assert content.startswith(f"sender: TypeError: {FILE} ")
    assert place in content
    assert (answer["failedCount"], sum(upstream.hits.values())) == (1, 0)
    assert never_shown(site, answer)


async def test_without_a_grant_the_error_names_the_line_to_add(make_site: MakeSite, upstream: Upstream) -> None:
    body = f"await fetch('{upstream.origin}/x', {{ headers: {{ Authorization: secrets.TOKEN }} }});"
    site = await make(make_site, upstream, body, granted=False)
    answer = await site.ask(name="a")
    assert f'add "TOKEN" to secrets in [grants."{FILE}"] of skerry.toml' in answer["data"][0]["content"]
    assert not upstream.authorizations
    assert never_shown(site, answer)


async def test_an_upstream_that_repeats_it_tells_the_guest_nothing(make_site: MakeSite, upstream: Upstream) -> None:
    body = f"""
        const headers = {{ Authorization: `Bearer ${{secrets.TOKEN}}` }};
        const response = await fetch('{upstream.origin}/repeats-authorization', {{ headers }});
        const said = await response.text();
        return [text(said), text(said === `Bearer ${{secrets.TOKEN}}`), text([...said].reverse().join(''))];
    """
    site = await make(make_site, upstream, body)
    answer = await site.ask(name="a")
    assert upstream.authorizations == [f"Bearer {VALUE}"]
    assert [item["content"] for item in answer["data"][:2]] == ["Bearer [secret TOKEN]", "true"]
    assert VALUE[::-1] not in str(answer)
    assert never_shown(site, answer)


async def test_a_value_that_is_exposed_is_given_and_said(make_site: MakeSite, upstream: Upstream) -> None:
    body = """
        console.log(`user ${secrets.NAME}`);
        const { NAME, LONG } = secrets;
        return [text(NAME.length), text(`hello ${NAME}`), text(LONG.length), text(LONG)];
    """
    site = await make_site(
        {FILE: integration("sender", body + TEXT, requiredSecrets=["NAME", "LONG"], cache=0)},
        grants={FILE: Grant(secrets=("NAME", "LONG"))},
        secrets={"NAME": Secret(expose=True), "LONG": Secret(expose=True)},
        environ={"INTEGRATION_NAME": "ada", "INTEGRATION_LONG": VALUE},
    )
    assert await site.texts(name="a") == ["3", "hello ada", str(len(VALUE)), "[secret LONG]"]
    assert {"level": "warning", "event": "secrets exposed", "path": FILE, "secrets": ["NAME", "LONG"]} in site.log
    assert VALUE not in str(site.log)


async def test_a_short_value_that_is_not_exposed_keeps_the_integration_from_running(
    make_site: MakeSite, upstream: Upstream
) -> None:
    site = await make_site(
        {FILE: integration("sender", TEXT, requiredSecrets=["TOKEN"], cache=0)},
        grants={FILE: Grant(secrets=("TOKEN",))},
        secrets={"TOKEN": Secret(hosts=(upstream.origin,))},
        environ={"INTEGRATION_TOKEN": "short"},
    )
    (said,) = await site.texts(name="a")
    assert 'Secret "TOKEN" has fewer than 16 bytes' in said
    assert "expose = true in [secrets.TOKEN]" in said


async def test_a_value_that_holds_a_placeholder_is_not_kept_for_the_next_run(
    make_site: MakeSite, upstream: Upstream
) -> None:
    body = """
        const before = [await cache.get('token'), await cache.get('other')];
        await cache.set('token', { header: `Bearer ${secrets.TOKEN}` });
        await cache.set('other', 'kept');
        return text(before.map(String));
    """
    site = await make(make_site, upstream, body)
    assert await site.texts(name="a") == ["undefined,undefined"]
    assert await site.texts(name="b") == ["undefined,kept"]
