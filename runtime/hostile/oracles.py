"""Was an attack contained, and did it get through? Pure."""

from __future__ import annotations

from runtime.hostile.case import Case
from runtime.hostile.observation import EVERYTHING, Observation
from runtime.hostile.plants import Plants
from sandbox.limits import Limits

CRASH = "the server could not run it"
"""What an integration's failure says where the server met a bug of its own (runtime/dispatch.py)."""
SLACK = {"turn_fuel": 1.5, "turn_cpu_ms": 2.0, "run_cpu_ms": 2.0, "wall_ms": 2.0}
"""By how much a limit of time may be passed before it counts: it is looked at between slices.
What is known of fuel is that of all turns together."""


def harm_done(case: Case, plants: Plants, limits: Limits, seen: Observation) -> str:
    """What the attack got that it was after, in words; empty for nothing."""
    match case.harm:
        case "loot":
            return _loot((case.loot,) if case.loot else plants.all, seen)
        case "witness":
            return "it wrote a file" if seen.witness else ""
        case "hang":
            return seen.hung
        case "memory":
            return _over("memory_bytes", limits, seen)
        case "death":
            return seen.died
        case "neighbour":
            return "" if seen.beside else "another integration's answer was harmed"
        case "over":
            return _over(case.limit, limits, seen)
        case "request":
            return f"a request was sent: {seen.arrived}" if seen.arrived else ""
        case "crash":
            return "an error of the server's own" if CRASH in seen.answer else ""


def breach(case: Case, plants: Plants, limits: Limits, seen: Observation) -> str:
    """The same, and whatever else must never happen; empty if the attack was contained."""
    harm = harm_done(case, plants, limits, seen)
    arrived = f"a request was sent: {seen.arrived}" if seen.arrived else ""
    wounds = (_loot(plants.all, seen), arrived, seen.died, seen.hung, "it wrote a file" if seen.witness else "")
    neighbour = "" if seen.beside else "another integration's answer was harmed"
    return next((each for each in (harm, *wounds, neighbour) if each), "")


def surprise(case: Case, seen: Observation) -> str:
    """What is not as declared about a contained attack: it may have failed for another reason; empty if all is."""
    if case.says in seen.told:
        return ""
    return f'it does not say "{case.says}": {seen.gist}'


def _loot(texts: tuple[str, ...], seen: Observation) -> str:
    found = next((text for text in texts if text in seen.text), "")
    return f"{found!r} came out" if found else ""


def _over(limit: str, limits: Limits, seen: Observation) -> str:
    used, allowed = seen.used.get(limit, 0.0), getattr(limits, limit)
    if used <= allowed * SLACK.get(limit, 1.0):
        return ""
    taken = "all that it wanted" if used == EVERYTHING else f"{used:,.0f}"
    return f"used {taken}, allowed are {allowed:,} {limit}"
