"""What JavaScript says of patterns: Node, when the machine has it, as one long-lived process."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

PROGRAM = """
require('readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const [source, flags, subjects] = JSON.parse(line);
  let answer = null;
  try { answer = subjects.map((subject) => new RegExp(source, flags).test(subject)); } catch {}
  process.stdout.write(JSON.stringify(answer) + '\\n');
});
"""


class Node:
    """Answers whether a pattern matches each of some strings, or None for what is no pattern."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def test(self, source: str, flags: str, subjects: list[str]) -> list[bool] | None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([source, flags, subjects]) + "\n")
        self._process.stdin.flush()
        answer: Any = json.loads(self._process.stdout.readline())
        return None if answer is None else list(answer)


@contextmanager
def node() -> Iterator[Node | None]:
    path = shutil.which("node")
    if path is None:
        yield None
        return
    command = [path, "-e", PROGRAM]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        yield Node(process)
        process.stdin.close()  # type: ignore[union-attr]
