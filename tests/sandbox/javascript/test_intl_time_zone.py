"""Offsets of time zones agree with Python's zoneinfo over the same data, on both sides of changes and up to 2100."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from importlib import resources
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from .conftest import Evaluate

ZONES = [
    "Africa/Abidjan",  # no daylight time
    "Africa/Cairo",
    "Africa/Casablanca",  # daylight time below standard time, as Ramadan falls
    "America/Adak",
    "America/Chicago",
    "America/Havana",
    "America/Los_Angeles",
    "America/New_York",
    "America/Nuuk",  # changes on the evening before
    "America/Phoenix",
    "America/Santiago",  # southern
    "America/Sao_Paulo",  # daylight time given up
    "America/St_Johns",
    "Antarctica/Troll",  # two hours
    "Asia/Gaza",  # changes on a day that is counted from another
    "Asia/Jerusalem",
    "Asia/Kathmandu",  # +05:45
    "Asia/Kolkata",
    "Asia/Tehran",
    "Asia/Tokyo",
    "Australia/Adelaide",
    "Australia/Lord_Howe",  # half an hour of daylight time
    "Europe/Berlin",
    "Europe/Dublin",  # negative daylight time in winter
    "Europe/Istanbul",
    "Europe/London",
    "Europe/Moscow",
    "Pacific/Apia",  # skipped a day
    "Pacific/Auckland",
    "Pacific/Chatham",  # +12:45
    "Pacific/Kiritimati",
    "UTC",
]
FIRST = datetime(1880, 1, 1, tzinfo=UTC)
LAST = datetime(2100, 12, 31, tzinfo=UTC)
CHANGES_IN = (1985, 2007, 2026, 2037, 2038, 2064, 2100)
WALL_CLOCK = """
const clock = new Intl.DateTimeFormat("en-CA", {
  timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit",
  hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23",
});
return moments.map((seconds) => clock.format(seconds * 1000));
"""


def python_zone(name: str) -> ZoneInfo:
    """The zone as the package tzdata has it, which the engine's data comes from too; the system's may be older."""
    with (resources.files("tzdata") / "zoneinfo" / name).open("rb") as data:
        return ZoneInfo.from_file(data, key=name)


def changes(zone: ZoneInfo, year: int) -> list[datetime]:
    """The last second before and the first after each change of the offset in a year."""
    found = []
    start = datetime(year, 1, 1, tzinfo=UTC)
    weeks = [start + timedelta(weeks=week) for week in range(54)]
    for before, after in pairwise(weeks):
        if before.astimezone(zone).utcoffset() != after.astimezone(zone).utcoffset():
            found += bisected(zone, before, after)
    return found


def bisected(zone: ZoneInfo, before: datetime, after: datetime) -> list[datetime]:
    offset = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before).total_seconds() // 2)
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return [before, after]


@pytest.mark.parametrize("name", ZONES)
async def test_the_wall_clock_is_that_of_zoneinfo(evaluate: Evaluate, name: str) -> None:
    zone = python_zone(name)
    chance = random.Random(name)
    span = int((LAST - FIRST).total_seconds())
    moments = [FIRST + timedelta(seconds=chance.randrange(span)) for _ in range(60)]
    moments += [moment for year in CHANGES_IN for moment in changes(zone, year)]
    seconds = [int(moment.timestamp()) for moment in moments]
    shown: list[Any] = await evaluate(f"const zone = {name!r}, moments = {seconds};{WALL_CLOCK}")
    assert shown == [moment.astimezone(zone).strftime("%Y-%m-%d, %H:%M:%S") for moment in moments]


async def test_offsets_are_zones_too(evaluate: Evaluate) -> None:
    format_ = "new Intl.DateTimeFormat('en', {timeZone, timeStyle: 'long'})"
    shown = await evaluate(f"return ['+05:30', '-0800', '+01'].map((timeZone) => {format_}.format(0))")
    assert shown == ["5:30:00 AM GMT+5:30", "4:00:00 PM GMT-8", "1:00:00 AM GMT+1"]


async def test_a_name_in_any_case_is_shown_as_iana_writes_it(evaluate: Evaluate) -> None:
    names = "['europe/berlin', 'ASIA/KOLKATA', 'us/pacific', 'GMT', 'etc/zulu', 'mst7mdt', '-08', undefined]"
    resolved = "new Intl.DateTimeFormat('en', {timeZone}).resolvedOptions().timeZone"
    assert await evaluate(f"return {names}.map((timeZone) => {resolved})") == [
        "Europe/Berlin",
        "Asia/Kolkata",
        "US/Pacific",
        "UTC",
        "UTC",
        "MST7MDT",
        "-08:00",
        "UTC",
    ]


async def test_every_place_can_be_used(evaluate: Evaluate) -> None:
    names: list[str] = await evaluate("return Intl.supportedValuesOf('timeZone')")
    assert {"UTC", "Europe/Kyiv", "America/Argentina/Buenos_Aires"} <= set(names)
    assert len(names) > 400
    for part in (names[start : start + 100] for start in range(0, len(names), 100)):
        source = f"return {part}.filter((timeZone) => new Intl.DateTimeFormat('en', {{timeZone}}).format(0) === '')"
        assert await evaluate(source) == []
