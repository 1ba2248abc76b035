from __future__ import annotations

from sandbox.code_cache import CodeCache, default_folder
from sandbox.costs import Costs
from sandbox.limits import Limits
from sandbox.thread_runner import ThreadRunner
from tests.sandbox.programs import javascript, prepare, start_frame


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


async def test_a_runner_notes_what_its_runs_cost_where_admission_looks() -> None:
    costs = Costs()
    runner = ThreadRunner(Limits(), cache=CodeCache(default_folder()), costs=costs, workers=1)
    try:
        image = await prepare(runner, javascript("exports.run = () => 1;"))
        assert costs.known(image.id) is None
        await runner.start(1, image.id, start_frame(), "test")
        assert (costs.known(image.id) or 0) > 0
    finally:
        await runner.close()
