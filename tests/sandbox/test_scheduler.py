from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from sandbox.engine import SlicedEngine
from sandbox.line import WEIGHT_OF_OWN_CPU, ClientShares
from sandbox.scheduler import Scheduler

MS = 1_000_000
WAIT_SECONDS = 10


class Slices:
    """A task of `count` slices of `ms` each (not spent: `cpu_ns` is only told), which writes its name into a log."""

    def __init__(self, name: str, count: int, log: list[str], *, ms: float = 0, client: str = "one") -> None:
        self.name = name
        self.client = client
        self.since = time.monotonic_ns()
        self.urgent = False
        self.cpu_ns = 0
        self.abandoned = False
        self.ended = threading.Event()
        self._left = count
        self._ms = ms
        self._log = log

    def step(self) -> bool:
        self._log.append(self.name)
        self.cpu_ns += int(self._ms * MS)
        self._left -= 1
        if self._left == 0:
            self.ended.set()
        return self._left == 0

    def abandon(self) -> bool:
        self.abandoned = True
        self.ended.set()
        return True


class Gate(Slices):
    """Holds the worker until it is opened, so that a line can form behind it."""

    def __init__(self, log: list[str]) -> None:
        super().__init__("gate", 1, log)
        self.begun = threading.Event()
        self.open = threading.Event()

    def step(self) -> bool:
        self.begun.set()
        self.open.wait(WAIT_SECONDS)
        return super().step()


@pytest.fixture
def engine() -> Iterator[SlicedEngine]:
    made = SlicedEngine()
    yield made
    made.close()


@pytest.fixture
def scheduler(engine: SlicedEngine) -> Iterator[Scheduler]:
    """One worker, so that there is one order."""
    made = Scheduler(engine, 1)
    yield made
    made.close()


@pytest.fixture
def log() -> list[str]:
    return []


def run_in_line(scheduler: Scheduler, log: list[str], *tasks: Slices) -> None:
    """Submits all while the worker is held, then lets it go to the end."""
    gate = Gate(log)
    scheduler.submit(gate)
    assert gate.begun.wait(WAIT_SECONDS)
    for task in tasks:
        scheduler.submit(task)
    gate.open.set()
    for task in tasks:
        assert task.ended.wait(WAIT_SECONDS), task.name
    log.remove("gate")


def test_short_tasks_go_ahead_of_a_long_one(scheduler: Scheduler, log: list[str]) -> None:
    run_in_line(scheduler, log, Slices("long", 3, log, ms=5), Slices("a", 1, log), Slices("b", 1, log))
    assert log == ["long", "a", "b", "long", "long"]


def test_what_is_known_to_be_long_lets_the_short_go_first(scheduler: Scheduler, log: list[str]) -> None:
    known = Slices("long", 1, log)
    known.cpu_ns = 5 * MS
    run_in_line(scheduler, log, known, Slices("short", 1, log))
    assert log == ["short", "long"]


def test_long_tasks_finish_one_after_another(scheduler: Scheduler, log: list[str]) -> None:
    one, two = Slices("1", 3, log), Slices("2", 3, log)
    one.cpu_ns = two.cpu_ns = 15 * MS
    run_in_line(scheduler, log, one, two)
    assert log == list("111222")


def test_nothing_waits_for_ever_behind_short_tasks(scheduler: Scheduler, log: list[str]) -> None:
    """What came a hundred times its own cost later goes behind it."""
    long = Slices("long", 2, log, ms=5)
    later = Slices("later", 1, log)
    later.since = long.since + (WEIGHT_OF_OWN_CPU * 5 + 1) * MS
    sooner = Slices("sooner", 1, log)
    sooner.since = long.since + (WEIGHT_OF_OWN_CPU * 5 - 1) * MS
    run_in_line(scheduler, log, long, later, sooner)
    assert log == ["long", "sooner", "long", "later"]


def test_what_is_urgent_goes_first(scheduler: Scheduler, log: list[str]) -> None:
    dropped = Slices("dropped", 1, log)
    dropped.cpu_ns = 100 * MS
    gate = Gate(log)
    scheduler.submit(gate)
    assert gate.begun.wait(WAIT_SECONDS)
    others = [Slices(f"other {n}", 1, log) for n in range(3)]
    for task in (dropped, *others):
        scheduler.submit(task)
    dropped.urgent = True
    scheduler.hurry(dropped)
    gate.open.set()
    for task in others:
        assert task.ended.wait(WAIT_SECONDS)
    assert log == ["gate", "dropped", "other 0", "other 1", "other 2"]  # and dropped once only


def test_hurrying_what_is_not_in_line_does_nothing(scheduler: Scheduler, log: list[str]) -> None:
    task = Slices("done", 1, log)
    run_in_line(scheduler, log, task)
    scheduler.hurry(task)
    run_in_line(scheduler, log, Slices("next", 1, log))
    assert log == ["done", "next"]


def test_what_became_urgent_in_its_slice_goes_first_after_it(scheduler: Scheduler, log: list[str]) -> None:
    class Dropped(Slices):
        def step(self) -> bool:
            self.cpu_ns = 100 * MS
            self.urgent = True
            return super().step()

    run_in_line(scheduler, log, Dropped("dropped", 2, log), Slices("other", 1, log))
    assert log == ["dropped", "dropped", "other"]


def test_closing_abandons_what_is_in_line_and_what_comes_later(engine: SlicedEngine, log: list[str]) -> None:
    scheduler = Scheduler(engine, 1)
    gate = Gate(log)
    scheduler.submit(gate)
    assert gate.begun.wait(WAIT_SECONDS)
    waiting, later = Slices("waiting", 1, log), Slices("later", 1, log)
    scheduler.submit(waiting)
    closing = threading.Thread(target=scheduler.close)
    closing.start()
    gate.open.set()
    closing.join(WAIT_SECONDS)
    scheduler.submit(later)
    assert (waiting.abandoned, later.abandoned) == (waiting.name not in log, True)
    assert waiting.ended.is_set()


def test_a_busy_client_goes_behind_a_quiet_one() -> None:
    shares = ClientShares()
    shares.add("busy", 40 * MS, now=0)
    assert shares.recent("busy", 0) == 40 * MS
    assert shares.recent("busy", 1_000_000_000) == 20 * MS
    assert shares.recent("quiet", 0) == 0


def test_clients_that_were_long_quiet_are_forgotten() -> None:
    shares = ClientShares()
    for number in range(25_000):
        shares.add(f"client {number}", MS, now=number * 10 * MS)
    assert len(shares._used) <= 10_001
