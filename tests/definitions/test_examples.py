"""A definition's examples are tried, and what does not come out as promised is said."""

import pytest

from madoguchi.definitions.examples import answers_of, failures
from tests.definitions import parking
from tests.definitions.parking import AT

ADULT = "大人が1台"


def said(folder, *changes: tuple[str, str]) -> list[str]:
    return failures(parking.loaded(folder, *changes), AT)


def test_sound_examples_say_nothing(compiled):
    assert failures(compiled, AT) == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (("{hidden: [school],", "{shown: [school],"), "「school」が表示されるはずが、表示されません。"),
        (("{hidden: [school],", "{hidden: [home],"), "「home」は表示されないはずが、表示されます。"),
        (("{hidden: [school],", "{hidden: [shcool],"), "「shcool」という質問はありません（expect.hidden）。"),
        (("{hidden: [school],", "{findings: [alone],"), "確認事項は alone のはずが、なし です。"),
        (("{hidden: [school],", "{problems: {born: required},"), "入力の誤りは born=required のはずが、なし です。"),
        (("{hidden: [school],", "{outcome: look,"), "結果は look のはずが、clean です。"),
        (("derived: {age: 36,", "derived: {age: 35,"), "「age」は 35 のはずが、36 です。"),
        (("derived: {age: 36,", "derived: {aeg: 36,"), "「aeg」は 36 のはずが、None です。"),
    ],
)
def test_another_outcome_is_said_with_the_examples_name(folder, change, sentence):
    assert said(folder, change) == [f"例「{ADULT}」：{sentence}"]


@pytest.mark.parametrize(
    ("answers", "problems"),
    [
        ("home: あ", "home=unreadable、name=required"),
        ("nmae: 山田 花子", "home=required、name=required、nmae=unknown_question"),
        ("born: 平成2年13月1日", "born=malformed"),
        ("cycles: 2", "cycles.1=unreadable"),
        ("cycles: [{colour: red}]", "cycles.1.colour=unknown_question"),
        ("student: maybe", "student=unknown_option"),
        ("account: みずほ銀行", "account=unreadable"),
    ],
)
def test_what_an_example_cannot_have_typed_is_said(folder, answers, problems):
    (first, *_) = said(folder, ("answers: &ADULT", f"answers: {{{answers}}}"))

    assert all(part in first for part in problems.split("、"))


def test_an_example_may_expect_problems(folder):
    change = (
        "    answers: &ADULT\n    expect: {hidden: [school], derived: {age: 36, fee: 1000}}",
        "    answers: {name: 山田}\n    expect: {outcome: stopped, problems: {"
        + ", ".join(f"{id_}: required" for id_ in ("name", "kana", "born", "home", "student"))
        + "}}",
    )

    assert said(folder, change) == []


def test_it_is_judged_on_its_own_day(folder):
    assert said(folder, ("on: 2026-11-24", "on: 2025-11-24")) == [f"例「{ADULT}」：「age」は 36 のはずが、35 です。"]


def test_answers_are_read_as_if_typed(compiled):
    answers, unread = answers_of(compiled, compiled.procedure.examples[0], AT)

    assert unread == {}
    assert answers == parking.ADULT


def test_files_of_an_example_stand_for_documents(folder):
    proof = "  proof:\n    kind: file\n    label: T(書類)\n  student:\n"
    compiled = parking.loaded(
        folder,
        ("  student:\n", proof),
        ("home]", "home, proof]"),
        ("answers: &ADULT", "answers: {proof: [{name: a.pdf}, b.png]}"),
    )

    answers, _ = answers_of(compiled, compiled.procedure.examples[0], AT)

    files = answers["proof"]
    assert isinstance(files, list)
    assert [file["name"] for file in files] == ["a.pdf", "b.png"]
