"""Shares the CPU among turns: a few threads, slices of one epoch tick, and one line for what waits."""

from __future__ import annotations

import threading
import time

from sandbox.engine import SlicedEngine
from sandbox.line import Line, Task


class Scheduler:
    """Worker threads over one line of tasks."""

    def __init__(self, engine: SlicedEngine, workers: int) -> None:
        self._engine = engine
        self._changed = threading.Condition()
        self._line = Line()
        self._closed = False
        self._threads = [
            threading.Thread(target=self._work, name=f"skerry-run-{number}", daemon=True) for number in range(workers)
        ]
        for thread in self._threads:
            thread.start()

    def submit(self, task: Task) -> None:
        """Puts a new task in line. Once the scheduler is closed, it is abandoned instead."""
        with self._changed:
            if not self._closed:
                self._line.join(task)
                self._changed.notify()
                return
        task.abandon()

    def _go_on(self, task: Task) -> None:
        with self._changed:
            if not self._closed:
                self._line.put(task)
                self._changed.notify()
                return
        task.abandon()

    def hurry(self, task: Task) -> None:
        """Puts a task that has become urgent at the front. One that is being computed goes there after its slice."""
        with self._changed:
            if self._line.hurry(task):
                self._changed.notify()

    def _take(self) -> Task | None:
        with self._changed:
            self._changed.wait_for(lambda: len(self._line) or self._closed)
            return None if self._closed else self._line.pop()

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
        with self._changed:
            self._line.count(task, time.thread_time_ns() - before)
        if not finished:
            self._go_on(task)
        return True

    def close(self) -> None:
        """Stops the threads after their slice and abandons the tasks in line, so that nobody waits for ever."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        for thread in self._threads:
            thread.join()
        while (task := self._line.pop()) is not None:
            task.abandon()
