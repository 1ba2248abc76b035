"""Which adapters are active."""

from __future__ import annotations

from runtime.adapters.choosing import choose
from tests.runtime.adapters.files import declared

ADD = 'add hosts = ["tool.example.com"] to [adapters."{}"] of skerry.toml'
HOST = ("tracker.example.com",)


def test_an_adapter_is_active_where_the_operator_says() -> None:
    choice = choose({"x.adapter.yml": ("a.example", "*.b.example")}, {"x.adapter.yml": declared()}, {}, {})
    (active,) = choice.active
    assert (active.file, active.name, active.hosts) == ("x.adapter.yml", "tracker", ("a.example", "*.b.example"))
    assert active.urls == ("https://a.example", r"/\.b\.example$/")
    assert (active.values, active.pages) == (declared().values, declared().pages)
    assert (choice.inactive, choice.problems) == ({}, ())


def test_a_file_of_the_folder_counts_before_one_that_ships() -> None:
    own, shipped = {"x.adapter.yml": declared("mine")}, {"x.adapter.yml": declared("theirs")}
    assert [one.name for one in choose({"x.adapter.yml": HOST}, own, shipped, {}).active] == ["mine"]
    assert [one.name for one in choose({"x.adapter.yml": HOST}, {}, shipped, {}).active] == ["theirs"]


def test_a_broken_file_of_the_folder_is_not_replaced_by_one_that_ships() -> None:
    choice = choose({"x.adapter.yml": HOST}, {}, {"x.adapter.yml": declared()}, {"x.adapter.yml": "tracker"})
    assert choice.active == ()
    assert choice.problems == ()  # told by who read it
    assert choice.inactive == {"tracker": "correct x.adapter.yml"}


def test_without_hosts_an_adapter_is_known_and_noted() -> None:
    own, shipped = {"team/x.adapter.yml": declared("mine")}, {"y.adapter.yml": declared("theirs")}
    choice = choose({}, own, shipped, {})
    assert choice.active == ()
    assert choice.inactive == {"mine": ADD.format("team/x.adapter.yml"), "theirs": ADD.format("y.adapter.yml")}
    (note,) = choice.problems  # of one's own file only: nobody has to use all that ships
    assert note.severity == "note"
    assert str(note) == (
        f"team/x.adapter.yml: it is not active: no host is named for it; {ADD.format('team/x.adapter.yml')}"
    )


def test_an_empty_list_of_hosts_is_told_with_the_settings() -> None:
    choice = choose({"x.adapter.yml": ()}, {"x.adapter.yml": declared()}, {}, {})
    assert (choice.active, choice.problems) == ((), ())
    assert choice.inactive == {"tracker": ADD.format("x.adapter.yml")}


def test_two_active_adapters_of_one_name_are_an_error_that_names_both() -> None:
    own = {"a.adapter.yml": declared(), "b.adapter.yml": declared()}
    choice = choose({"b.adapter.yml": HOST, "a.adapter.yml": ("a.example",)}, own, {}, {})
    assert [one.file for one in choice.active] == ["b.adapter.yml"]
    (problem,) = choice.problems
    assert problem.severity == "error"
    assert str(problem).startswith('a.adapter.yml: name: "tracker" is the name of b.adapter.yml too')


def test_hosts_of_a_file_that_is_nowhere_are_an_error_with_a_suggestion() -> None:
    choice = choose({"jirra.adapter.yml": HOST}, {}, {"jira.adapter.yml": declared()}, {})
    (problem,) = choice.problems
    assert (problem.file, problem.severity) == ("jirra.adapter.yml", "error")
    assert problem.remedy == "did you mean jira.adapter.yml?"
