"""A short soak: memory stays where it is under attack. The long one is `python -m benchmarks.soak`."""

from __future__ import annotations

import itertools
import sys

import pytest

from benchmarks import soak


def test_memory_stays_where_it_is(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    if sys.platform != "linux":
        pytest.skip("/proc is Linux's")
    monkeypatch.setattr(soak, "SETTLE_SECONDS", 0.05)
    monkeypatch.setattr(soak, "WARM_BLOCKS", 10)  # each attack has come twice by then
    soak.main(["--requests", "1000", "--bound", "15"])
    assert "holds" in capsys.readouterr().out


@pytest.mark.parametrize(("end", "percent"), [(100, 0.0), (105, 5.0), (90, -10.0)])
def test_growth_is_counted_from_the_second_block(end: int, percent: float) -> None:
    sizes = [50, 80, 100, *[200] * (soak.BLOCKS - 3), end]
    taken = [soak.Sample(number, 0.0, size, 0, 1, 1, 1) for number, size in enumerate(sizes)]
    assert soak.growth(taken) == pytest.approx(percent)


def test_every_attack_comes_and_most_requests_are_good() -> None:
    bodies = list(itertools.islice(soak.pages(soak.attacks()), 2000))
    hostile = [body for body, fails in bodies if fails]
    assert 150 < len(hostile) < 250
    for name in soak.attacks():
        assert any(f'"{name}"'.encode() in body for body in hostile)
