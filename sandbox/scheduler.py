"""Shares the CPU among turns: a few threads, slices of one epoch tick, and one order for what waits.

Each task has a *virtual deadline*: when it came, plus what its run has computed (or its program usually does, if that
is more) several times over, plus what its client had computed lately. The earliest deadline goes first. So short work
goes ahead of long work and a quiet client ahead of a busy one; and everything gets its turn, since the deadline of what
waits stands still. Long programs that are known as such finish one after another, not all at the end.
"""

from __future__ import annotations

import heapq
import threading
import time
from typing import Protocol

from sandbox.engine import SlicedEngine

WEIGHT_OF_OWN_CPU = 100
"""How long a task can wait behind shorter ones, in units of its own cost: 1 ms of work gives way for 100 ms."""
HALF_LIFE_NS = 1_000_000_000
FORGOTTEN_BELOW_NS = 100_000


class Task(Protocol):
    """Work that is done in slices; `since` is when it came (ns). One that is urgent only has to be cleared away."""

    client: str
    since: int
    urgent: bool

    @property
    def cpu_ns(self) -> int:
        """CPU used by the run so far, or expected of its program, in ns."""

    def step(self) -> bool:
        """Computes for one slice; True when there is nothing more to do. Never raises."""

    def abandon(self) -> bool:
        """Ends the task without computing. Never raises."""


class ClientShares:
    """CPU that each client used lately, in ns, halved every second."""

    def __init__(self) -> None:
        self._used: dict[str, tuple[float, int]] = {}

    def recent(self, client: str, now: int) -> int:
        """What the client used lately."""
        used, since = self._used.get(client, (0.0, now))
        return int(used * 0.5 ** ((now - since) / HALF_LIFE_NS))

    def add(self, client: str, cpu_ns: int, now: int) -> None:
        """Counts CPU that a client used."""
        self._used[client] = (self.recent(client, now) + cpu_ns, now)
        if len(self._used) > 10_000:
            self._used = {c: u for c, u in self._used.items() if self.recent(c, now) > FORGOTTEN_BELOW_NS}


Entry = tuple[int, int, Task]


class Scheduler:
    """Worker threads over one heap of tasks."""

    def __init__(self, engine: SlicedEngine, workers: int) -> None:
        self._engine = engine
        self._changed = threading.Condition()
        self._heap: list[Entry] = []
        self._places: dict[int, int] = {}  # id(task) -> sequence of its valid entry
        self._sequence = 0
        self._shares = ClientShares()
        self._closed = False
        self._threads = [
            threading.Thread(target=self._work, name=f"skerry-run-{number}", daemon=True) for number in range(workers)
        ]
        for thread in self._threads:
            thread.start()

    def submit(self, task: Task) -> None:
        """Puts a new task in line; its client's share counts once, as it was when the task came."""
        with self._changed:
            task.since += self._shares.recent(task.client, time.monotonic_ns())
        self._queue(task)

    def _queue(self, task: Task) -> None:
        """Once the scheduler is closed, tasks are abandoned instead."""
        with self._changed:
            if not self._closed:
                self._put(task)
                return
        task.abandon()

    def hurry(self, task: Task) -> None:
        """Puts a task that has become urgent at the front. One that is being computed goes there after its slice."""
        with self._changed:
            if id(task) in self._places:
                self._put(task)

    def _put(self, task: Task) -> None:
        deadline = 0 if task.urgent else task.since + WEIGHT_OF_OWN_CPU * task.cpu_ns
        self._sequence += 1
        self._places[id(task)] = self._sequence
        heapq.heappush(self._heap, (deadline, self._sequence, task))
        self._changed.notify()

    def _take(self) -> Task | None:
        with self._changed:
            while True:
                self._changed.wait_for(lambda: self._heap or self._closed)
                if self._closed:
                    return None
                if (task := self._pop()) is not None:
                    return task

    def _pop(self) -> Task | None:
        """The first in line; None when that entry was replaced by a later one."""
        _, sequence, task = heapq.heappop(self._heap)
        if self._places.get(id(task)) != sequence:
            return None
        del self._places[id(task)]
        return task

    def _work(self) -> None:
        while self._compute():
            pass

    def _compute(self) -> bool:
        """One slice of one task, which is not referred to while the thread waits; False when closed."""
        task = self._take()
        if task is None:
            return False
        before = time.thread_time_ns()
        with self._engine.computing():
            finished = task.step()
        now = time.monotonic_ns()
        with self._changed:
            self._shares.add(task.client, time.thread_time_ns() - before, now)
        if not finished:
            self._queue(task)
        return True

    def close(self) -> None:
        """Stops the threads after their slice and abandons the tasks in line, so that nobody waits for ever."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        for thread in self._threads:
            thread.join()
        while self._heap:
            if (task := self._pop()) is not None:
                task.abandon()
