import re

import pytest

from runtime.adapters import ADAPTERS
from runtime.adapters.builtin import builtin_host


def test_the_adapters_are_those_of_tooljump() -> None:
    assert [adapter.name for adapter in ADAPTERS] == ["aws", "github", "generic"]
    assert all(adapter.enabled and adapter.description for adapter in ADAPTERS)


def test_a_domain_is_listed_as_the_expression_that_means_the_same() -> None:
    for adapter in ADAPTERS:
        patterns = [re.compile(url[1:-1]) for url in adapter.urls if url.startswith("/")]
        assert len(patterns) == len(adapter.domains)
        for pattern, domain in zip(patterns, adapter.domains, strict=True):
            assert pattern.search(f"eu-west-1.{domain}")
            assert not pattern.search(f"evil{domain}")
            assert adapter.owns(f"https://eu-west-1.{domain}")
            assert not adapter.owns(f"https://evil{domain}")


@pytest.mark.parametrize(
    ("host", "below", "known"),
    [
        ("github.com", False, "github.com"),
        ("gist.github.com", False, "github.com"),
        ("github.com", True, "github.com"),
        ("amazon.com", True, "console.aws.amazon.com"),
        ("amazon.com", False, None),
        ("eu-west-1.console.aws.amazon.com", False, "console.aws.amazon.com"),
        ("notgithub.com", True, None),
        ("github.com.example.org", True, None),
    ],
)
def test_hosts_of_built_in_adapters_are_known(host: str, below: bool, known: str | None) -> None:
    assert builtin_host(host, below=below) == known
