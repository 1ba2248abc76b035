import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runtime.matching import regexp
from runtime.matching.operators import Pattern
from tests.runtime.matching.conftest import Evaluate
from tests.runtime.matching.patterns import FLAGS, PATTERNS, SUBJECTS


def re2_says(source: str, flags: str, subject: str) -> bool:
    return regexp.possible(regexp.translate(Pattern(source, flags)), regexp.encode(subject))


@pytest.mark.parametrize(
    ("source", "flags", "yes", "no"),
    [
        ("^acme/", "", ["acme/site"], ["x acme/", "ACME/"]),
        ("a$", "", ["ba"], ["a\n", "ab"]),
        ("^.$", "", ["a", "\x85", "é"], ["\n", "\r", "\u2028", "\u2029", "😀", ""]),
        ("^.$", "s", ["a", "\n", "\u2028"], ["😀"]),
        ("^..$", "", ["😀", "ab"], ["a"]),
        ("^😀$", "", ["😀"], ["\ud83d"]),
        ("\\ud83d", "", ["😀", "\ud83d"], ["\ude00", "🤀"]),
        ("^[😀]$", "", ["\ud83d", "\ude00"], ["😀"]),
        ("^\\s+$", "", ["\ufeff\u00a0\u3000\u2028\t\v"], ["\u200b", "\u180e", "\x85", "\x1c"]),
        ("^\\S$", "", ["\u200b", "\x85"], ["\ufeff", "\u00a0"]),
        ("^\\d$", "", ["7"], ["\u0661"]),
        ("^\\w+$", "", ["aZ_9"], ["é", "ſ"]),
        ("^\\w$", "i", ["k"], ["ſ", "\u212a"]),
        ("s", "i", ["S"], ["ſ"]),
        ("[^s]", "i", ["ſ"], ["S", "s"]),
        ("[k]", "i", ["K", "k"], ["\u212a"]),
        ("k|\\.", "i", ["K", "."], ["\u212a"]),
        ("^[A-z]$", "i", ["a", "[", "_"], ["@"]),
        ("[]", "", [], ["", "a"]),
        ("^[^]$", "", ["\n", "a"], ["", "😀"]),
        ("[\\b]", "", ["\b"], ["b"]),
        ("\\bcat\\b", "", ["a cat.", "écaté"], ["cats", "_cat"]),
        ("a{2,3}b", "", ["xaaab"], ["ab"]),
        ("(?:)", "", ["", "a"], []),
        ("x*", "", ["", "y"], []),
        ("a|", "", ["", "b"], []),
        ("b", "y", ["ba"], ["ab"]),
        ("a|b", "y", ["ba"], ["cb"]),
        ("b", "g", ["ab"], ["a"]),
        ("^(?:^a|b)*$", "", ["", "abb"], ["ba"]),
        ("(?:^)*a", "", ["ba"], ["b"]),
        ("}]", "", ["}]"], ["}"]),
        ("\\x41\\u0042\\t\\0", "", ["AB\t\0"], ["AB"]),
        ("(?<name>a)(b)", "", ["ab"], ["a"]),
        ("a.c", "d", ["abc"], ["ac"]),
        ("^(?!.*archived)acme\\/", "", ["acme/site"], ["acme/archived", "x"]),
        ("^(?=.*a)(?=.*b)", "", ["xbxa"], ["xa", "b"]),
        ("(?!b)c", "y", ["ca"], ["bc", "ac"]),
        ("^(?:(?!b))(?!c).", "i", ["a"], ["B", "C"]),
    ],
)
def test_re2_answers_as_javascript_does(source: str, flags: str, yes: list[str], no: list[str]) -> None:
    assert regexp.translate(Pattern(source, flags)).exact
    assert [subject for subject in yes + no if re2_says(source, flags, subject)] == yes


@pytest.mark.parametrize(
    ("source", "flags", "reason"),
    [
        ("(?!x)a", "", "look-around that is not at the beginning"),
        ("^a(?!x)", "", "look-around that is not at the beginning"),
        ("(?<=a)b", "", "look-around that is not at the beginning"),
        ("^(?=a(?!b))", "", "look-around that is not at the beginning"),
        ("^(?<!a)b", "", "look-around that is not at the beginning"),
        (r"(a)\1", "", "a back-reference"),
        (r"(?<n>a)\k<n>", "", r"the escape \k"),
        (r"\Ba", "", r"\B"),
        ("^a", "m", "^ with the m flag"),
        ("a$", "m", "$ with the m flag"),
        ("é", "i", "letters beyond ASCII with the i flag"),
        ("[^a-é]", "i", "letters beyond ASCII with the i flag"),
        (r"\u{61}", "u", "the u and v flags match code points"),
        (r"\p{L}", "v", "the u and v flags match code points"),
        ("a", "x", "flags 'x'"),
        ("a", "ii", "flags 'ii'"),
        ("a{1001}", "", "a count of more than 1000"),
        ("(?:a{100}){100}", "", "RE2 refuses it"),
        ("a{", "", "a literal {"),
        ("a{,3}", "", "a literal {"),
        ("x{3,2}", "", "a count out of order"),
        (r"\1(a)\2", "", "an octal escape"),
        (r"[\1]", "", r"the escape \1"),
        (r"\01", "", r"the escape \0"),
        (r"\cJ", "", r"the escape \c"),
        (r"\a", "", r"the escape \a"),
        (r"[\w-z]", "", "a range of more than characters"),
        ("[z-a]", "", "a range out of order"),
        ("(?i:a)", "", "a group of another kind"),
        ("(?<a>x)|(?<a>y)", "", "two groups of one name"),
        ("(a", "", "an unmatched ("),
        ("a)", "", "an unmatched )"),
        ("[a", "", "an unmatched ["),
        ("a**", "", "nothing to repeat"),
        ("^*", "", "a repeated assertion"),
        ("(?=a)*", "", "a repeated assertion"),
        ("+", "", "nothing to repeat"),
        ("(" * 60 + ")" * 60, "", "groups more than 50 deep"),
        ("\\", "", "the escape"),
        (r"[\s\d\w]" * 900, "", "its size"),
    ],
)
def test_other_patterns_go_to_the_engine_and_it_says_why(source: str, flags: str, reason: str) -> None:
    translation = regexp.translate(Pattern(source, flags))
    assert not translation.exact
    assert reason in ", ".join(translation.reasons)


def test_a_pattern_for_the_engine_still_has_a_necessary_condition() -> None:
    for subject, possible in (("other/aa", False), ("acme/aa", True), ("acme/ab", True), ("acme/aarchived", True)):
        assert re2_says(r"^(?=acme)(?!.*archived)acme\/(.)\1", "", subject) is possible


@pytest.mark.parametrize(
    ("source", "flags", "required"),
    [
        ("^https:\\/\\/github\\.com\\/", "", [{"https://github.com/"}]),
        ("Team-\\d+-X", "i", [{"team-"}, {"-x"}]),
        ("(?:prod|staging)-a", "", [{"prod", "staging"}, {"-a"}]),
        ("(?:prod|.*)-a", "", [{"-a"}]),
        ("ab*c(?:de)+", "", [{"a"}, {"c"}, {"de"}]),
        ("(?=.*abc)(?!def)x", "", [{"abc"}, {"x"}]),
        ("[ab]é", "", []),
        ("a?", "", []),
        ("(?:ab){1}c", "", [{"abc"}]),
    ],
)
def test_the_texts_that_a_pattern_needs_are_known(source: str, flags: str, required: list[set[str]]) -> None:
    assert list(regexp.translate(Pattern(source, flags)).required) == required


ENGINE = """
const matches = (source, flags, subjects) => {
  let pattern;
  try { pattern = new RegExp(source, flags); } catch { return null; }
  return subjects.map((subject) => { pattern.lastIndex = 0; return pattern.test(subject); });
};
exports.run = (questions) => questions.map((question) => matches(...question));
"""
QUESTIONS = st.lists(st.tuples(PATTERNS, FLAGS, SUBJECTS), min_size=20, max_size=30)


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(QUESTIONS)
async def test_random_patterns_mean_the_same_in_re2_and_in_the_engine(
    evaluate: Evaluate, questions: list[tuple[str, str, list[str]]]
) -> None:
    answers = await evaluate(ENGINE, questions)
    for (source, flags, subjects), verdicts in zip(questions, answers, strict=True):
        translation = regexp.translate(Pattern(source, flags))
        assert verdicts is not None or not translation.searches, f"/{source}/{flags} is no pattern"
        for subject, verdict in zip(subjects, verdicts or [], strict=verdicts is not None):
            told = f"/{source}/{flags} on {subject!r}: {verdict} in the engine"
            said = re2_says(source, flags, subject)
            assert said == verdict or (said and not translation.exact), told
            needed = all(any(text in subject.lower() for text in texts) for texts in translation.required)
            assert needed or not verdict, told


def test_time_is_linear_where_backtracking_explodes() -> None:
    assert regexp.translate(Pattern("^(?:a+)+$")).exact
    assert not re2_says("^(?:a+)+$", "", "a" * 50_000 + "b")
