import os
import platform
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from sandbox.errors import AbiBroken
from sandbox.frames import decode_answer
from tests.fuzz.mutation import mutate
from tests.fuzz.targets import SEEDS, TARGETS

RUNS = 100_000


@pytest.mark.skipif(
    (platform.system(), platform.machine()) != ("Linux", "x86_64"), reason="atheris comes built for Linux on x86-64"
)
@pytest.mark.parametrize("target", TARGETS)
def test_no_mutation_breaks_a_promise_and_every_line_is_reached(target: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.fuzz", target, "--runs", str(RUNS)]
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout[-2_000:] + done.stderr[-2_000:]
    assert f"{RUNS} mutations of {target}" in done.stdout
    assert "not reached" not in done.stdout, done.stdout


def test_most_mutations_keep_an_accepted_shape() -> None:
    random = Random(1)
    accepted = 0
    for _ in range(2_000):
        try:
            decode_answer(mutate(random.choice(SEEDS), random))
        except AbiBroken:
            continue
        accepted += 1
    assert 400 < accepted < 1_600, "nearly all or nearly none is accepted: the mutations look past the decoder"


BREAKAGES: dict[str, Callable[[bytes], object]] = {
    "it misses a part": lambda frame: {16: 1, 17: 2, 18: 3}[frame[1]],
    "it believes a length": lambda frame: frame[int.from_bytes(frame[4:8], "little")],
}


@pytest.mark.parametrize("broken", BREAKAGES)
def test_a_decoder_that_breaks_its_promise_is_found(broken: str) -> None:
    random = Random(1)
    frames = [mutate(random.choice(SEEDS), random) for _ in range(2_000)]
    with pytest.raises((KeyError, IndexError)):
        list(map(BREAKAGES[broken], frames))
