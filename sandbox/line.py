"""The order in which turns get the CPU, slice by slice.

Each task has a *virtual deadline*: when it came, plus what its run has computed (or its program usually does, if that
is more) several times over, plus what its client had computed lately. The earliest deadline goes first. So short work
goes ahead of long work and a quiet client ahead of a busy one; and everything gets its turn, since the deadline of what
waits stands still. Long programs that are known as such finish one after another, not all at the end.
"""

from __future__ import annotations

import heapq
import time
from typing import Protocol

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


class Line:
    """Tasks that wait, the earliest deadline first. Used by one thread at a time."""

    def __init__(self) -> None:
        self._heap: list[Entry] = []
        self._places: dict[int, int] = {}  # id(task) -> sequence of its valid entry
        self._sequence = 0
        self._shares = ClientShares()

    def __len__(self) -> int:
        return len(self._places)

    def join(self, task: Task) -> None:
        """Puts a new task in line; its client's share counts once, as it was when the task came."""
        task.since += self._shares.recent(task.client, time.monotonic_ns())
        self.put(task)

    def put(self, task: Task) -> None:
        """Puts a task in line; if it is there already, it gets another place."""
        deadline = 0 if task.urgent else task.since + WEIGHT_OF_OWN_CPU * task.cpu_ns
        self._sequence += 1
        self._places[id(task)] = self._sequence
        heapq.heappush(self._heap, (deadline, self._sequence, task))

    def hurry(self, task: Task) -> bool:
        """Puts a task that has become urgent at the front; False if it is not in line."""
        if id(task) not in self._places:
            return False
        self.put(task)
        return True

    def pop(self) -> Task | None:
        """The first in line, None if nobody waits."""
        while self._heap:
            _, sequence, task = heapq.heappop(self._heap)
            if self._places.get(id(task)) == sequence:
                del self._places[id(task)]
                return task
        return None

    def count(self, task: Task, cpu_ns: int) -> None:
        """The task's client has used CPU."""
        self._shares.add(task.client, cpu_ns, time.monotonic_ns())
