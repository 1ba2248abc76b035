"""What Intl looks like from outside: defaults, fall-backs, and that docs/reference/intl.md tells the truth."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .conftest import Evaluate

REFERENCE = Path(__file__).parents[3] / "docs" / "reference" / "intl.md"
SERVICES = [
    "Collator",
    "DateTimeFormat",
    "ListFormat",
    "NumberFormat",
    "PluralRules",
    "RelativeTimeFormat",
]


async def test_no_date_means_the_time_of_the_turn(evaluate: Evaluate) -> None:
    shown = await evaluate("return [new Intl.DateTimeFormat().format(), new Date().toLocaleString()]")
    assert shown == ["1/1/2026", "1/1/2026, 12:00:00 AM"]


async def test_a_locale_that_is_not_there_is_answered_in_american_english(evaluate: Evaluate) -> None:
    source = "return [new Date(0).toLocaleDateString('ja-JP'), (1234.5).toLocaleString('fr-FR'), %s]"
    locale = "new Intl.NumberFormat('fr-FR').resolvedOptions().locale"
    assert await evaluate(source % locale) == ["1/1/1970", "1,234.5", "en-US"]


@pytest.mark.parametrize("tag", ["en_US", "", "x", "a-b", "de--DE", "e1"])
async def test_a_malformed_tag_is_refused_with_its_text(evaluate: Evaluate, tag: str) -> None:
    source = f"try {{ new Intl.NumberFormat({tag!r}) }} catch (error) {{ return [error.name, error.message] }}"
    assert await evaluate(source) == ["RangeError", f"Incorrect locale information provided: {tag}"]


async def test_members_are_not_enumerable_and_methods_want_their_own_objects(evaluate: Evaluate) -> None:
    assert await evaluate("return [Object.keys(Intl), Object.keys(globalThis).includes('Intl')]") == [[], False]
    call = "Intl.NumberFormat.prototype.formatToParts.call(new Intl.ListFormat(), 1)"
    message = await evaluate(f"try {{ {call} }} catch (error) {{ return `${{error.name}}: ${{error.message}}` }}")
    assert message == (
        "TypeError: Method Intl.NumberFormat.prototype.formatToParts called on incompatible receiver #<ListFormat>"
    )


async def test_services_can_be_extended_and_kept(evaluate: Evaluate) -> None:
    source = """
    class Euros extends Intl.NumberFormat {
      constructor() { super("en-US", { style: "currency", currency: "EUR" }); }
    }
    const { format } = new Euros();
    return [new Euros() instanceof Intl.NumberFormat, [1, 2].map(format)];
    """
    assert await evaluate(source) == [True, ["€1.00", "€2.00"]]


async def test_a_list_that_holds_itself_is_written_once(evaluate: Evaluate) -> None:
    assert await evaluate("const list = [1000]; list.push(list); return list.toLocaleString()") == "1,000,"


async def test_option_getters_run_once_each_and_their_errors_pass_through(evaluate: Evaluate) -> None:
    source = """
    const seen = [];
    const options = new Proxy({}, { get: (target, name) => { seen.push(name); } });
    new Intl.DateTimeFormat("en", options);
    new Intl.NumberFormat("en", options);
    let thrown;
    try {
      new Intl.NumberFormat("en", { get style() { throw new Error("mine"); } });
    } catch (error) {
      thrown = error.message;
    }
    return [new Set(seen).size, seen.length, thrown];
    """
    names, reads, thrown = await evaluate(source)
    assert thrown == "mine"
    assert reads - names <= 2, "localeMatcher and numberingSystem belong to both"


async def test_the_reference_names_the_locales_of_each_service(evaluate: Evaluate) -> None:
    rows = dict(re.findall(r"^\| `Intl\.(\w+)` \| ([^|]+) \|", REFERENCE.read_text("utf-8"), re.MULTILINE))
    assert sorted(rows) == SERVICES
    tags = ["de", "de-DE", "en", "en-CA", "en-GB", "en-US", "sv", "sv-SE"]
    for service in SERVICES:
        told = re.findall(r"`([\w-]+)`", rows[service])
        # A longer tag is answered by a shorter one ("en-CA" by "en"): what counts is the tag that is resolved to.
        source = f"return {tags}.filter((tag) => new Intl.{service}(tag).resolvedOptions().locale === tag)"
        assert told == await evaluate(source), service


async def test_the_reference_names_what_is_absent(evaluate: Evaluate) -> None:
    absent = ["DisplayNames", "DurationFormat", "Segmenter"]
    assert await evaluate(f"return {absent}.filter((name) => name in Intl)") == []
    text = REFERENCE.read_text("utf-8")
    assert [name for name in absent if f"`Intl.{name}`" not in text] == []
