"""Patterns mean what RE2 means by them, and cost no more than the text is long."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from madoguchi.definitions.rules.automaton import Pattern
from madoguchi.definitions.rules.patterns import PatternError

ATOMS = st.sampled_from(["a", "b", "[ab]", "[^a]", ".", "c"])
SHAPES = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]}|{pair[1]})"),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{1,2}", "{1,}"])).map(
            lambda pair: f"({pair[0]}){pair[1]}"
        ),
    ),
    max_leaves=6,
)


@settings(deadline=None, max_examples=300)
@given(SHAPES, st.booleans(), st.booleans(), st.text("abc\n", max_size=7))
def test_a_pattern_finds_what_the_standard_library_finds(shape, begins, ends, text):
    ours = Pattern(("^" if begins else "") + f"({shape})" + ("$" if ends else ""))
    theirs = re.compile((r"\A" if begins else "") + f"({shape})" + (r"\Z" if ends else ""))
    assert ours.found_in(text) is (theirs.search(text) is not None)


@settings(deadline=None, max_examples=100)
@given(SHAPES, st.booleans(), st.booleans())
def test_every_example_of_a_pattern_matches_it(shape, begins, ends):
    pattern = ("^" if begins else "") + f"({shape})" + ("$" if ends else "")
    examples = list(Pattern(pattern).examples(longer=4))
    assert examples
    assert all(Pattern(pattern).found_in(example) for example in examples)


@pytest.mark.parametrize(
    ("pattern", "yes", "no"),
    [
        (r"^[0-9]{3}-?[0-9]{4}$", ["154-0004", "1540004"], ["154-004", "１５４0004", "1540004\n"]),
        (r"^\d{3}$", ["123"], ["１２３", "12"]),
        (r"^\w+\s\w+$", ["ab c_1"], ["あ い"]),
        (r"^\p{Han}+$", ["髙田𠮷郎", "々"], ["たかだ", ""]),
        (r"^[\p{Hiragana}ー]+$", ["らーめん"], ["ラーメン"]),
        (r"^[^\p{Latin}]*$", ["世田谷1"], ["a", "世ａ"]),
        (r"^(?:東京都)?世田谷区", ["東京都世田谷区", "世田谷区太子堂"], ["渋谷区世田谷区"]),
        (r"[a\-z]", ["-", "z"], ["b"]),
        (r"^[]a]$", ["]", "a"], ["b"]),
        (r"\.$", ["a."], [".a"]),
        (r"\\$", ["a\\"], ["a"]),
        (r"\$", ["5$"], ["5"]),
        ("", ["", "a"], []),
        ("^$", [""], ["a"]),
        (r"^[A-Za-z0-9._-]+@[A-Za-z0-9.-]+\.[a-z]{2,}$", ["taro@example.jp"], ["taro@example", "@a.jp"]),
    ],
)
def test_patterns_of_forms(pattern, yes, no):
    compiled = Pattern(pattern)
    assert [text for text in yes if not compiled.found_in(text)] == []
    assert [text for text in no if compiled.found_in(text)] == []


@pytest.mark.parametrize("pattern", ["^(a+)+$", "^(a|a)*$", "^(a?){100}$", "(a*)*b", "^(a|aa)+$", "^(.*a){20}$"])
def test_patterns_that_ruin_other_engines_are_matched_in_one_pass(pattern):
    assert Pattern(pattern).found_in("a" * 20_000 + "!") is False


@pytest.mark.parametrize(
    "pattern",
    [
        *("(", ")", "(a", "a)", "[", "[a", "[]", "a**", "a*?", "a++", "*a", "a{2}{3}", "a{", "a{,2}", "a{3,2}", "a{0}"),
        *(
            "a{999}",
            "(a{100}){100}",
            "(a|)",
            "()",
            "|",
            r"\1",
            r"(a)\1",
            "(?i)a",
            "(?=a)",
            "(?<n>a)",
            r"\b",
            r"\p{Foo}",
        ),
        *(r"\pL", "a^b", "a$b", "^a|b$", "[z-a]", r"[a-\d]", "\\", "a" * 201, "(" * 30 + "a" + ")" * 30),
    ],
)
def test_what_is_beyond_the_safe_part_is_refused(pattern):
    with pytest.raises(PatternError):
        Pattern(pattern)


def test_examples_may_begin_with_a_text_and_grow():
    assert list(Pattern("^[0-9]{3,5}$").examples("15")) == ["150", "1500", "15000"]
    assert list(Pattern("^[0-9]{3}$").examples("a")) == []


def test_ever_new_characters_fill_no_memory():
    pattern = Pattern(r"^[^a]+$")
    assert pattern.found_in("".join(map(chr, range(0x3400, 0x9FFF)))) is True
    assert pattern._moves <= 5_000
