"""Before publishing: every question can be reached, none is required only while hidden, no check is idle."""

import pytest

from madoguchi.definitions.proof import dead_ends
from madoguchi.definitions.witnesses import witnessed
from tests.definitions import parking
from tests.definitions.parking import AT

NO_EXAMPLES = (parking.SHORT[parking.SHORT.index("examples:\n") :], "examples: []\n")


def said(folder, *changes: tuple[str, str]) -> list[str]:
    """What the proof says where no example helps it."""
    return dead_ends(parking.loaded(folder, *changes, NO_EXAMPLES), AT)


def test_a_sound_definition_is_proved_without_any_example(folder):
    assert said(folder) == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        # nobody can be under 6 and over 70; nobody was born tomorrow
        (("    show: student\n", "    show: student && age < 6 && age > 70\n"), "「学校」（school）には、どう答えても"),
        (("    show: student\n", "    show: born > today\n"), "「学校」（school）には、どう答えても"),
        (("    show: student\n", "    show: student && !student\n"), "「学校」（school）には、どう答えても"),
        (("    show: commute == 'rarely'", "    show: commute == 'never'"), "「ときどき使う理由」（reason）には"),
        # the page excludes what the question needs
        (
            ("    require: none\n    holder", "    show: age < 6\n    require: none\n    holder"),
            "「返金の口座」（account）には",
        ),
        # hidden means absent: whoever is no student has no school
        (("    show: has(school)", "    show: has(school) && !student"), "「通学に使いますか」（commute）には"),
        # within a row
        (("show: row.insured", "show: row.insured && !row.insured"), "「保険会社」（cycles.insurer）には"),
        (("require_when: row.insured", "show: has(row.insurer) && !row.insured"), "「買った日」（cycles.bought）には"),
    ],
)
def test_a_question_nobody_reaches_is_said(folder, change, sentence):
    found = said(folder, change)

    assert any(one.startswith(sentence) and "show の条件を見直してください。" in one for one in found)


def test_a_question_required_only_while_hidden_is_said(folder):
    change = ("    show: student\n", "    show: student\n    require_when: '!student'\n")

    assert said(folder, change) == [
        "「学校」（school）は、表示されないときにだけ必須になります。show と require_when を見直してください。"
    ]


def test_a_question_of_a_row_required_only_while_hidden_is_said(folder):
    change = ("        show: row.insured\n", "        show: row.insured\n        require_when: '!row.insured'\n")

    (sentence,) = said(folder, change)

    assert sentence.startswith("「保険会社」（cycles.insurer）は、表示されないときにだけ必須")


@pytest.mark.parametrize(
    "fails_if",
    [
        "age < 13 && age > 20",
        "born > today",
        # the question is shown to students alone
        "has(school) && student == false",
    ],
)
def test_a_check_that_can_never_fail_is_said(folder, fails_if):
    assert said(folder, ("fails_if: age < 13", f'fails_if: "{fails_if}"')) == [
        "確認事項「alone」は、どう答えても当てはまりません。fails_if を見直してください。"
    ]


def test_a_check_that_can_fail_only_while_its_question_is_hidden_is_said(folder):
    change = (
        ("    fails_if: age < 13\n", "    fails_if: student == false\n"),
        ("    fields: [born]", "    fields: [school]"),
    )

    assert said(folder, *change) == ["確認事項「alone」は、どう答えても当てはまりません。fails_if を見直してください。"]


def test_a_check_of_rows_that_can_never_fail_is_said(folder):
    change = ('fails_if: "!row.insured"', "fails_if: '!row.insured && has(row.insurer)'")

    (sentence,) = said(folder, change)

    assert sentence.startswith("確認事項「uninsured」")


INTRICATE = ("fails_if: age < 13", 'fails_if: "size(name.family + school) * 7 % 31 == 30 && size(cycles) * age == 61"')


def test_where_nobody_can_decide_an_example_is_asked_for(folder):
    assert said(folder, INTRICATE) == [
        "確認事項「alone」が当てはまることがあるか確かめきれません。当てはまる例を examples に加えてください。"
    ]


def test_an_example_is_a_proof(folder):
    named_and_twelve = 'fails_if: "size(nfkc(name.family)) * 7 + size(nfkc(name.given)) * 11 + age * 13 == 192"'
    change = ("fails_if: age < 13", named_and_twelve)

    assert "確かめきれません" in said(folder, change)[0]
    assert dead_ends(parking.loaded(folder, change), AT) == []


def test_what_examples_show_is_taken_from_their_answers(compiled):
    seen = witnessed(compiled, AT)

    assert {"school", "commute", "reason", "cycles.insurer", "cycles.bought"} <= seen.shown
    assert seen.failed == {"alone", "uninsured"}
    assert "account" in seen.shown


def test_names_within_texts_and_after_a_dot_are_no_derived_values(folder):
    derived = ("  age: {label", "  family: {label: T(世帯), type: int, value: size(cycles)}\n  age: {label")
    change = ("fails_if: age < 13", "fails_if: \"name.family == 'age' && age < 13\"")

    assert said(folder, derived, change) == []
