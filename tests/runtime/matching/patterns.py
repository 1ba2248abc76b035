"""Random JavaScript patterns and strings that tell them apart."""

from hypothesis import strategies as st

CHARACTERS = [
    *"abkKsSz019_- /.i",
    *"éßµΣſıİ\u212a",  # case: long s, dotless i, Kelvin sign
    *"\n\r\u2028\u2029\u0085\t\x0b\x1c",  # line ends, and what is none in JavaScript
    *"\u00a0\ufeff\u180e\u200b",  # white space, and what is none any more
    *"\u0301😀\ud83d\ude00",  # combining, beyond U+FFFF, halves of it
]
SUBJECTS = st.lists(st.text(st.sampled_from(CHARACTERS), max_size=7), min_size=4, max_size=10)
FLAGS = st.sampled_from(["", "", "", "i", "i", "s", "g", "y", "is", "m", "im", "u", "gi", "ii", "x"])

_CHARS = [
    *"abkKsSz01_- /é😀}]ſ",
    r"\/",
    r"\.",
    r"\-",
    r"\]",
    r"\$",
    r"\x61",
    r"\u0061",
    r"\u017f",
    r"\u212a",
    r"\n",
    r"\0",
]
_SETS = [r"\d", r"\D", r"\w", r"\W", r"\s", r"\S"]
_RANGES = ["a-z", "A-Z", "0-9", "A-z", " -~", r"\x00-\x7f", r"\u0080-\uffff", "é-ü", r"\b", r"\ud83d\ude00-\ude05"]
_QUANTIFIERS = ["*", "+", "?", "{2}", "{1,3}", "{0,2}", "{2,}", "*?", "+?", "??", "{2}?"]
_CLASS_PARTS = st.lists(st.sampled_from([*_CHARS, *_SETS, *_RANGES]), max_size=4).map("".join)
_CLASSES = st.builds("[{}{}{}]".format, st.sampled_from(["", "^"]), _CLASS_PARTS, st.sampled_from(["", "-"]))
_LEAVES = st.one_of(
    st.sampled_from(_CHARS),
    st.sampled_from(_SETS),
    st.just("."),
    _CLASSES,
    st.sampled_from(["^", "$", r"\b", r"\B", ""]),
)


def _larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("{}{}".format, inner, inner),
        st.builds("(?:{}|{})".format, inner, inner),
        st.builds("(?:{}){}".format, inner, st.sampled_from(_QUANTIFIERS)),
        st.builds("{}{}".format, st.sampled_from([*_CHARS, *_SETS, "."]), st.sampled_from(_QUANTIFIERS)),
        st.builds("({})".format, inner),
        st.builds("(?{}{})".format, st.sampled_from(["=", "!", "<=", "<!"]), inner),
        st.builds(r"({})\1".format, inner),
    )


@st.composite
def _damaged(draw: st.DrawFn, patterns: st.SearchStrategy[str]) -> str:
    pattern: str = draw(patterns)
    place = draw(st.integers(0, len(pattern)))
    symbol: str = draw(st.sampled_from([*"()[]{}*+?|\\^$.-,019kcxuB:=!<", "{,2}"]))
    return pattern[:place] + symbol + pattern[place + 1 :]


_WHOLE = st.recursive(_LEAVES, _larger, max_leaves=6)
_LOOKING = st.builds("^(?{}{}){}".format, st.sampled_from("=!"), _WHOLE, _WHOLE)
PATTERNS = st.one_of(_WHOLE, _WHOLE, st.builds("^{}$".format, _WHOLE), _LOOKING, _damaged(_WHOLE))
