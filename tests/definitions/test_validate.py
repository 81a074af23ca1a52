"""The only meaning of valid: what is missing or wrong, in the order of the questions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.journey import walk
from madoguchi.definitions.validate import validate, validate_questions
from madoguchi.kernel.text import LANGUAGES
from tests.definitions import parking
from tests.definitions.parking import ADULT, AT, TODAY
from tests.definitions.test_journey import ANSWER, STUDENT


def wrong(compiled: Compiled, answers: dict[str, object]) -> dict[str, str]:
    return {problem.path: problem.code for problem in validate(compiled, answers, AT).problems}


def test_complete_answers_are_valid(compiled):
    assert wrong(compiled, ADULT) == {}
    assert wrong(compiled, STUDENT) == {}


def test_everything_required_is_missed_in_the_order_of_the_questions(compiled):
    found = validate(compiled, {}, AT)

    assert [(problem.path, problem.code) for problem in found.problems] == [
        (path, "required") for path in ("name", "kana", "born", "home", "student")
    ]
    assert all(problem.message.has(language) for problem in found.problems for language in LANGUAGES)


@pytest.mark.parametrize("part", ["school", "commute"])
def test_a_question_that_is_shown_must_be_answered(compiled, part):
    assert wrong(compiled, {**STUDENT, part: None}) == {part: "required"}


def test_a_soft_one_may_be_sent_without_but_is_told(compiled):
    found = validate(compiled, {**STUDENT, "reason": None}, AT)

    assert found.problems == ()
    assert [(gap.path, gap.code, gap.message.ja) for gap in found.gaps] == [
        ("reason", "gap", "「ときどき使う理由」を入力してください。")
    ]


def test_an_optional_one_is_not_missed_but_read(compiled):
    assert wrong(compiled, {**ADULT, "account": {"bank": "0001"}}) == {"account": "required"}


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ({"family": "山\u202e田", "given": "花子"}, "unwelcome"),
        ("山田 花子", "malformed"),
        ({"family": 1, "given": "花子"}, "malformed"),
        ({"family": "山田", "given": "花子", "middle": "x"}, "malformed"),
        ({}, "required"),
        ([], "malformed"),
        (True, "malformed"),
    ],
)
def test_what_comes_as_data_is_judged_as_if_typed(compiled, answer, code):
    assert wrong(compiled, {**ADULT, "name": answer}) == {"name": code}


@pytest.mark.parametrize("born", ["2026-11-25", "not a day", 20260401, "2026-02-30"])
def test_a_day_that_is_none_or_not_yet_is_a_problem(compiled, born):
    assert "born" in wrong(compiled, {**ADULT, "born": born})


CYCLE = {"row": "1", "insured": False}


@pytest.mark.parametrize(
    ("rows", "problems"),
    [
        ([], {"cycles": "required"}),
        (None, {"cycles": "required"}),
        ("two", {"cycles": "required"}),
        ([CYCLE], {}),
        ([{**CYCLE, "row": str(n)} for n in range(4)], {"cycles": "too_many"}),
        ([{"row": "a"}], {"cycles.a.insured": "required"}),
        ([{"maker": "ブリヂストン"}], {"cycles.1.insured": "required"}),
        ([{**CYCLE, "insured": True}], {"cycles.1.insurer": "required", "cycles.1.bought": "required"}),
        ([{**CYCLE, "insured": "yes"}], {"cycles.1.insured": "malformed"}),
        ([{**CYCLE, "maker": "あ" * 101}], {"cycles.1.maker": "too_long"}),
    ],
)
def test_rows_are_judged_each_and_counted(compiled, rows, problems):
    assert wrong(compiled, {**ADULT, "cycles": rows}) == problems


@pytest.mark.parametrize(
    ("require", "problems", "gaps"), [("hard", ["cycles"], []), ("soft", [], ["cycles"]), ("none", [], [])]
)
def test_a_group_may_be_required_hard_softly_or_not(folder, require, problems, gaps):
    compiled = parking.loaded(folder, ("    max: 3\n", f"    max: 3\n    require: {require}\n"))

    found = validate(compiled, {**ADULT, "cycles": []}, AT)

    assert [problem.path for problem in found.problems] == problems
    assert [gap.path for gap in found.gaps] == gaps


def test_files_are_counted(folder):
    proof = "  proof:\n    kind: file\n    max_files: 2\n    label: T(書類)\n  student:\n"
    compiled = parking.loaded(folder, ("  student:\n", proof), ("home]", "home, proof]"))
    files = [{"id": str(n), "name": "a.pdf", "size": 1, "type": "pdf"} for n in range(3)]

    assert wrong(compiled, {**ADULT, "proof": files[:2]}) == {}
    assert wrong(compiled, {**ADULT, "proof": files}) == {"proof": "too_many"}
    assert wrong(compiled, {**ADULT, "proof": ["a.pdf"]}) == {"proof": "malformed"}
    assert wrong(compiled, ADULT) == {"proof": "required"}


def test_some_questions_are_judged_by_themselves_and_hidden_ones_not_at_all(compiled):
    journey = walk(compiled, {"student": True}, today=TODAY)
    asked = {page.id: page.ask for page in compiled.procedure.pages}

    assert [p.path for p in validate_questions(compiled, journey, asked["study"], AT).problems] == ["school"]
    assert validate_questions(compiled, journey, asked["parked"], AT).problems == ()


@given(answers=st.dictionaries(st.sampled_from([*STUDENT, "account", "nobody"]), ANSWER))
def test_answers_of_any_form_are_judged(compiled, answers):
    found = validate(compiled, answers, AT)

    assert all(problem.path.split(".")[0] in found.journey.visible for problem in found.problems)
