import pytest

from runtime.problems import PROBLEMS_PER_FILE, Keys, Problem, Review, dotted, line_of, suggestion

SOURCE = """\
// name: not here
const rename = 1;
module.exports = {
  metadata: {
    name: 'links',
    match: {
      contextType: 'github',
      context: { 'page.repository': { startWith: 'acme/' },
                 "page.user": { in: ['a'] } },
    },
  },
};
"""


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (("metadata",), 4),
        (("metadata", "name"), 5),
        (("metadata", "match", "context", "page.repository", "startWith"), 8),
        (("metadata", "match", "context", "page.user", "in", 0), 9),
        (("metadata", "match", "context", "url"), 8),  # missing: the line of what is around it
        (("nowhere",), None),
        ((), None),
    ],
)
def test_a_line_is_found_by_its_keys(keys: Keys, line: int | None) -> None:
    assert line_of(SOURCE, keys) == line


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("metadata = 1", 1),
        ("\nexports.metadata = {}", 2),
        ("metadata == 1\nmetadata => 2\nmetadata: 3", 3),
        ("xmetadata: 1\nmetadata-x: 2\n$metadata: 3", None),
        ("`metadata`: 1", 1),
    ],
)
def test_only_definitions_count(source: str, line: int | None) -> None:
    assert line_of(source, ("metadata",)) == line


def test_keys_are_shown_as_javascript() -> None:
    assert dotted(("match", "context", "a.b", "in", 3)) == 'match.context["a.b"].in[3]'


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("startWith", "did you mean startsWith?"),
        ("EQUALS", "did you mean equals?"),
        ("zzz", "there is equals, startsWith"),
    ],
)
def test_a_near_miss_is_recognised(word: str, said: str) -> None:
    assert suggestion(word, ("startsWith", "equals")) == said


def test_a_problem_reads_as_a_line_of_a_compiler() -> None:
    problem = Problem("team/a.integration.js", 8, "match", "it is missing", "add it")
    assert str(problem) == "team/a.integration.js:8: match: it is missing; add it"
    assert str(Problem("a.js", None, "", "it is empty", "")) == "a.js: it is empty"


def test_problems_are_bounded_but_an_error_is_never_lost() -> None:
    review = Review("a.js", "")
    for _ in range(PROBLEMS_PER_FILE + 5):
        review.warning(("a",), "odd", "")
    assert len(review.problems) == PROBLEMS_PER_FILE
    assert not review.failed
    review.error(("b",), "wrong", "")
    review.error(("c",), "wrong", "")
    assert review.failed
    assert len(review.problems) == PROBLEMS_PER_FILE + 1
