import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.egress.url import Url, UrlRefused, parse_url

READ = [
    ("https://api.github.com/repos?q=1#f", "https://api.github.com/repos?q=1", "api.github.com", 443),
    ("HTTPS://API.GitHub.COM", "https://api.github.com/", "api.github.com", 443),
    ("https://api.x.com:443/", "https://api.x.com/", "api.x.com", 443),
    ("https://api.x.com:8443/a", "https://api.x.com:8443/a", "api.x.com", 8443),
    ("http://api.x.com", "http://api.x.com/", "api.x.com", 80),
    ("  https://api.x.com/\t a", "https://api.x.com/%20a", "api.x.com", 443),
    ("https:\\\\api.x.com\\a", "https://api.x.com/a", "api.x.com", 443),
    ("https://api.x.com/a/../b/%2e%2e/c", "https://api.x.com/c", "api.x.com", 443),
    ("https://ex%61mple.com/", "https://example.com/", "example.com", 443),
    ("https://\uff45xample.com/", "https://example.com/", "example.com", 443),
    ("https://faß.de/ü?ü", "https://xn--fa-hia.de/%C3%BC?%C3%BC", "xn--fa-hia.de", 443),
    ("https://a_b.x-y.com/", "https://a_b.x-y.com/", "a_b.x-y.com", 443),
    ("http://127.1/", "http://127.0.0.1/", "127.0.0.1", 80),
    ("http://0x7f000001/", "http://127.0.0.1/", "127.0.0.1", 80),
    ("http://017700000001/", "http://127.0.0.1/", "127.0.0.1", 80),
    ("http://2130706433/", "http://127.0.0.1/", "127.0.0.1", 80),
    ("http://127.0.0.1./", "http://127.0.0.1/", "127.0.0.1", 80),
    ("http://①②⑦.0.0.1/", "http://127.0.0.1/", "127.0.0.1", 80),
    ("http://0/", "http://0.0.0.0/", "0.0.0.0", 80),
    ("http://[::1]:4020/", "http://[::1]:4020/", "::1", 4020),
    ("http://[0:0:0:0:0:ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "::ffff:7f00:1", 80),
]

REFUSED = [
    ("ftp://x.com/", "is not an http or https URL"),
    ("file:///etc/passwd", "is not an http or https URL"),
    ("data:text/plain,x", "is not an http or https URL"),
    ("javascript:1", "is not an http or https URL"),
    ("blob:https://x.com/1", "is not an http or https URL"),
    ("ws://x.com/", "is not an http or https URL"),
    ("/relative", "is not a valid URL"),
    ("", "is not a valid URL"),
    ("https://", "is not a valid URL"),
    ("https://a b/", "is not a valid URL"),
    ("https://x.com:99999/", "is not a valid URL"),
    ("https://1.2.3.256/", "is not a valid URL"),
    ("https://1.2.3.4.5/", "is not a valid URL"),
    ("https://[::1%25eth0]/", "is not a valid URL"),
    ("https://x.com%00.y.com/", "is not a valid URL"),
    ("https://x.com%2fy.com/", "is not a valid URL"),
    ("https://\ud800/", "is not a valid URL"),
    ("https://x.com:0/", "names port 0"),
    ("https://api.x.com@evil.com/", "user name or password"),
    ("https://user:pass@x.com/", "user name or password"),
    ("https://:pass@x.com/", "user name or password"),
    ("https://x.com./", "is no DNS name"),
    ("https://a..x.com/", "is no DNS name"),
    ("https://.x.com/", "is no DNS name"),
    ("https://*.x.com/", "is no DNS name"),
    ("https://a,b.com/", "is no DNS name"),
    ("https://a'b.com/", "is no DNS name"),
    ("https://-a.com/", "is no DNS name"),
    (f"https://{'a' * 64}.com/", "is no DNS name"),
    (f"https://{'.'.join(['a' * 60] * 5)}/", "is no DNS name"),
    (f"https://x.com/{'a' * 9000}", "allowed are 8192"),
    (f"https://x.com/{'ü' * 3000}", "allowed are 8192"),
]


@pytest.mark.parametrize(("text", "href", "host", "port"), READ)
def test_a_url_is_read_as_the_standard_reads_it(text: str, href: str, host: str, port: int) -> None:
    url = parse_url(text)
    assert (url.href, url.host, url.port) == (href, host, port)


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_a_url_that_is_not_followed_says_why(text: str, reason: str) -> None:
    with pytest.raises(UrlRefused, match=reason) as refused:
        parse_url(text)
    assert len(str(refused.value)) < 400
    assert "pass@" not in str(refused.value)


@pytest.mark.parametrize(
    ("location", "href"),
    [
        ("/b", "https://x.com:8443/b"),
        ("c", "https://x.com:8443/a/c"),
        ("?q", "https://x.com:8443/a/b?q"),
        ("//y.com/", "https://y.com/"),
        ("http://y.com", "http://y.com/"),
        ("#f", "https://x.com:8443/a/b"),
        ("", "https://x.com:8443/a/b"),
    ],
)
def test_a_location_is_relative_to_the_url_before(location: str, href: str) -> None:
    assert parse_url(location, parse_url("https://x.com:8443/a/b")).href == href


@given(st.text(max_size=60), st.sampled_from(["", "https://", "http://x.com", "https://[", "//", "https://a:"]))
def test_what_is_accepted_is_plain_and_stays_itself(text: str, start: str) -> None:
    try:
        url: Url = parse_url(start + text)
    except UrlRefused:
        return
    assert url.href.isascii()
    assert url.href.isprintable()
    assert " " not in url.href
    assert url.path.startswith("/")
    assert parse_url(url.href) == url
