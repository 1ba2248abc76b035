import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.egress.paths import covers
from runtime.egress.rules import parse_rule
from runtime.egress.url import parse_url
from runtime.policy.shape import prefix_of


@pytest.mark.parametrize(
    ("path", "prefix"),
    [
        ("/", ""),
        ("/graphql", "/graphql"),
        ("/api/chat.postMessage", "/api/chat.postMessage"),
        ("/repos/", "/repos/"),
        ("/repos/acme/shop/pulls", "/repos/acme/"),
        ("/rest/api/2/issue/ABC-1", "/rest/api/"),
        ("/2015-03-31/functions/orders", "/2015-03-31/functions/"),
        ("/api/v1beta1/x", "/api/v1beta1/"),
        # what may be data
        ("/users/4711", "/users/"),
        ("/v2/items/1234", "/v2/items/"),
        ("/services/T012AB/B34CD/Xyz123", "/services/"),
        ("/u/jane@example.com/mails", "/u/"),
        ("/9f86d081884c7d659a2feaa0c55ad015/a", ""),
        ("/search%20x/a", ""),
        ("/skerry_abcdefghijklmnopqrstuvwxyz/a", ""),
        (f"/{'a' * 33}/b", ""),
        ("/api/v4/projects/acme%2Fshop/issues", ""),
    ],
)
def test_a_path_is_kept_as_far_as_it_names_a_kind_of_thing(path: str, prefix: str) -> None:
    assert prefix_of(path) == prefix


@given(st.text(alphabet="aZ09./;~_-%2fe", max_size=40))
def test_a_prefix_covers_the_path_it_is_of_and_makes_a_rule(text: str) -> None:
    url = parse_url(f"https://x.com/{text}")
    prefix = prefix_of(url.path)
    assert not prefix or covers(prefix, url.path)
    assert parse_rule(f"GET x.com{prefix}").path == (prefix or None)
