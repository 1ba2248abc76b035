"""`python -m tests.fuzz [TARGET] [--runs N] [--seed N]`: guided by coverage, mutations of frames against a decoder.

Ends with 0 when no input broke a promise, and says which lines of the decoder the inputs reached. An input that broke
one is left beside as `crash-...`; give it to the command as `--input FILE` to see it again.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import atheris

# The decoder has to be instrumented as it is imported.
with atheris.instrument_imports(include=["sandbox.frames", "sandbox.hearing"]):
    from tests.fuzz.targets import SEEDS, TARGETS, Target

from tests.fuzz.coverage import lines_of, lines_reached
from tests.fuzz.mutation import mutate

MAX_FRAME = 65_536  # bytes; longer ones reach nothing new and are slow to mutate


def main() -> None:
    """Fuzz, then report; libFuzzer ends the process, so the fuzzing itself happens in a child."""
    options = _options()
    target = TARGETS[options.target]
    if options.input:
        target.check(options.input.read_bytes())
        print(f"{options.input}: no promise is broken")
        return
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder)
        for number, seed in enumerate(SEEDS):
            (corpus / f"seed-{number}").write_bytes(seed)
        if _in_child(lambda: _fuzz(options, corpus)) != 0:
            sys.exit(1)
        inputs = [file.read_bytes() for file in sorted(corpus.iterdir())]
    print(f"{options.runs} mutations of {target.name}, seed {options.seed}: no promise is broken")
    _report(target, inputs)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("target", nargs="?", default="frames", choices=TARGETS)
    parser.add_argument("--runs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--input", type=Path)
    return parser.parse_args()


def _fuzz(options: argparse.Namespace, corpus: Path) -> None:
    def step(data: bytes, size: int, seed: int) -> bytes:
        return mutate(data, Random(seed))[:size]

    arguments = [sys.argv[0], f"-runs={options.runs}", f"-seed={options.seed}", f"-max_len={MAX_FRAME}", "-verbosity=0"]
    atheris.Setup([*arguments, str(corpus)], TARGETS[options.target].check, custom_mutator=step)
    atheris.Fuzz()


def _in_child(work: Callable[[], None]) -> int:
    """The exit code of the work, done in a copy of this process."""
    child = os.fork()
    if child == 0:
        work()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _report(target: Target, inputs: list[bytes]) -> None:
    """Lines of the decoder that the inputs reached, and those that none did."""
    everything = lines_of(target.module)
    reached = lines_reached(target.check, inputs, target.module)
    lines = {line for function in target.functions for line in everything[function]}
    missed = lines - {line for function in target.functions for line in reached.get(function, ())}
    told = f"; not reached: {', '.join(map(str, sorted(missed)))}" if len(missed) > target.unreachable else ""
    reachable = len(lines) - target.unreachable
    print(f"{len(inputs)} inputs reach {len(lines) - len(missed)} of {reachable} lines of {target.name}{told}")


if __name__ == "__main__":
    main()
