"""What Skerry is meant to reach, beside what it does: ratios and figures of a whole run of the benchmarks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from benchmarks.fresh_peers import MODEBOX, NODE, QUICKJS_RS
from benchmarks.http_peers import EXPRESS, SKERRY, STARLETTE, label
from benchmarks.lineup import Measure
from benchmarks.report import Reading, Report
from benchmarks.scenarios import fresh_run, runners

Readings = Mapping[str, Reading]
Value = Callable[[Readings], float | None]
SERVED = ("http_static_1", "http_static_5", "http_cached", "http_no_match", "http_fetch_1", "http_fetch_5")


class Goal(msgspec.Struct, frozen=True):
    """A figure and its bound; a figure that is not a ratio has a unit."""

    what: str
    value: Value
    at_most: float | None = None
    at_least: float | None = None
    unit: str = ""

    def holds(self, value: float) -> bool:
        """Whether a value is within the bound."""
        return (self.at_most is None or value <= self.at_most) and (self.at_least is None or value >= self.at_least)

    @property
    def bound(self) -> str:
        """For people."""
        if self.at_most is not None:
            return f"at most {self.at_most:g}{self.unit}"
        return f"at least {self.at_least:g}{self.unit}"


def of_ratio(scenario: str, subject: str, peer: str, measure: Measure) -> Value:
    """A ratio of medians."""

    def value(readings: Readings) -> float | None:
        found = readings[scenario].ratios if scenario in readings else ()
        wanted = (subject, peer, measure)
        by_name = {(each.comparison.subject, each.comparison.peer, each.comparison.measure): each for each in found}
        return by_name[wanted].median if wanted in by_name else None

    return value


def of_median(scenario: str, contender: str) -> Value:
    """The median of an operation, in ms."""

    def value(readings: Readings) -> float | None:
        found = readings[scenario].contenders if scenario in readings else {}
        return found[contender].p50 * 1000 if contender in found else None

    return value


def of_fact(scenarios: Sequence[str], what: str, subject: str = "") -> Value:
    """The largest of these facts."""

    def value(readings: Readings) -> float | None:
        facts = [fact for name in scenarios if name in readings for fact in readings[name].facts]
        ours = (fact for fact in facts if fact.what.startswith(what) and subject in (fact.subject, ""))
        return max((fact.value for fact in ours), default=None)

    return value


def _fresh() -> Iterable[Goal]:
    for peer, most in ((MODEBOX, 1 / 4), (QUICKJS_RS, 1 / 8), (NODE, 1 / 2), (fresh_run.CALL, 1.7)):
        value = of_ratio("fresh_run", fresh_run.SKERRY, peer, Measure.TIME)
        yield Goal(f"a fresh run with nine results in process / {peer}: time", value, at_most=most)
    inside = of_ratio("fresh_run", fresh_run.SKERRY + fresh_run.INSIDE, fresh_run.SKERRY, Measure.TIME)
    yield Goal("a run with a 260 kB library inside / one without: time", inside, at_most=1.5)


def _served() -> Iterable[Goal]:
    bounds = (("http_static_1", EXPRESS, 5), ("http_static_5", EXPRESS, 6), ("http_cached", EXPRESS, 5))
    for scenario, peer, least in (*bounds, ("http_cached", STARLETTE, 0.4)):
        for connections in (1, 16):
            pair = label(SKERRY, connections), label(peer, connections)
            what = f"`{scenario}`, {label(peer, connections).removeprefix(peer + ', ')}: requests a second / {peer}"
            yield Goal(what, of_ratio(scenario, *pair, Measure.RATE), at_least=least)
    yield Goal("`http_fetch_5`, 1 connection: p50", of_median("http_fetch_5", label(SKERRY, 1)), at_most=30, unit=" ms")
    memory = of_fact(SERVED, "memory after the load", SKERRY)
    yield Goal("memory of all processes after the load, the most of these scenarios", memory, at_most=300, unit=" MiB")


def _many() -> Iterable[Goal]:
    yield Goal("each of 10,000 runs that wait: memory", of_fact(["waiting"], "memory of each"), at_most=1, unit=" MiB")
    for what in ("memory", "disk"):
        value = of_fact(["loaded"], f"{what} of each")
        yield Goal(f"each of 10,000 programs loaded (or what fits): {what}", value, at_most=1, unit=" MiB")
    among = of_ratio("loaded", "10,000 loaded, each in turn", "1 program loaded", Measure.CPU)
    yield Goal("a run among 10,000 programs, each in turn / one alone: CPU", among, at_most=1.1)
    two = of_ratio("runners", runners.TWO, runners.ONE, Measure.RATE)
    yield Goal("two runners / one, integrations that compute: requests a second", two, at_least=1.8)


GOALS = (*_fresh(), *_served(), *_many())


def table(report: Report) -> str:
    """A table in Markdown."""
    readings = {reading.name: reading for reading in report.readings}
    rows = ["| | goal | reached | |", "|---|---|---|---|"]
    for goal in GOALS:
        value = goal.value(readings)
        reached = "not measured" if value is None else f"{value:.3g}{goal.unit}"
        verdict = "" if value is None else "holds" if goal.holds(value) else "**does not hold**"
        rows.append(f"| {goal.what} | {goal.bound} | {reached} | {verdict} |")
    return "\n".join(rows)
