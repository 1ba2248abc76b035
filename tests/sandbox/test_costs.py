from __future__ import annotations

from sandbox.costs import Costs


def test_an_expectation_jumps_up_and_comes_down_by_half() -> None:
    costs = Costs()
    seen = []
    for cpu in (100, 50, 10, 400):
        costs.note("image", cpu)
        seen.append(costs.expected("image"))
    assert seen == [100, 75, 42, 400]


def test_nothing_is_expected_of_what_has_not_run_or_is_gone() -> None:
    costs = Costs()
    assert costs.expected("image") == 0
    costs.note("image", 5)
    costs.forget("image")
    costs.forget("image")
    assert costs.expected("image") == 0


def test_runs_that_end_after_their_program_went_do_not_pile_up() -> None:
    costs = Costs(most=3)
    costs.note("kept", 1)
    for number in range(100):
        costs.forget(f"gone {number}")
        costs.note(f"gone {number}", number)
        costs.note("kept", 7)
    assert len(costs) == 3
    assert costs.expected("kept") == 7
