import re

from runtime.adapters import ADAPTERS


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
