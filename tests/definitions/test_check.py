"""Checks pass, fail or cannot tell; they speak only of what is shown."""

import pytest

from madoguchi.definitions.check import Outcome, failures, findings
from madoguchi.definitions.journey import walk
from tests.definitions import parking
from tests.definitions.parking import ADULT, TODAY

HOLDS = {"bank": "0001", "branch": "001", "type": "ordinary", "number": "1234567", "holder": "ヤマダ ハナコ"}


def outcomes(compiled, answers: dict[str, object], **when) -> dict[str, str]:
    """By check, and by row where it has rows, what came of it."""
    found = findings(compiled, walk(compiled, answers, today=TODAY), today=TODAY, **when)
    return {f"{one.check.id}{'.' + one.row if one.row else ''}": one.outcome.value for one in found}


@pytest.mark.parametrize(("born", "outcome"), [("1990-05-10", "pass"), ("2014-01-01", "fail"), (None, "cannot_tell")])
def test_a_check_passes_fails_or_cannot_tell(compiled, born, outcome):
    assert outcomes(compiled, {**ADULT, "born": born})["alone"] == outcome


def test_each_row_is_tested_and_pointed_to(compiled):
    rows = [{"row": "a", "insured": True}, {"row": "b", "insured": False}, {"row": "c"}]
    found = findings(compiled, walk(compiled, {**ADULT, "cycles": rows}, today=TODAY), today=TODAY)

    tested = [(one.row, one.outcome, one.anchors) for one in found if one.check.id == "uninsured"]
    assert tested == [
        ("a", Outcome.PASS, ("cycles.a.insured",)),
        ("b", Outcome.FAIL, ("cycles.b.insured",)),
        ("c", Outcome.UNKNOWN, ("cycles.c.insured",)),
    ]
    assert [one.row for one in failures(found)] == ["b"]


def test_a_check_of_hidden_questions_says_nothing(folder):
    check = "checks:\n  - {id: far, fails_if: \"school != '桜高校'\", level: note, when: desk, fields: [school], message: T(あ), officer: い}\n"
    compiled = parking.loaded(folder, ("checks:\n", check))

    assert "far" not in outcomes(compiled, ADULT)
    assert outcomes(compiled, {**ADULT, "student": True, "school": "桜高校"})["far"] == "pass"
    assert outcomes(compiled, {**ADULT, "student": True})["far"] == "fail"


def test_checks_are_asked_for_by_their_moment(compiled):
    assert set(outcomes(compiled, ADULT, when=("filling",))) == {"alone", "kana_fits_name", "home_postcode_fits"}
    assert set(outcomes(compiled, ADULT, when=("submit",))) == {"uninsured.1"}
    assert set(outcomes(compiled, ADULT, when=("desk",))) == set()


@pytest.mark.parametrize(
    ("name", "kana", "outcome"),
    [
        ("山田 花子", "ヤマダ ハナコ", "pass"),
        ("山田 花子", "サトウ タロウ", "fail"),
        ("髙橋 𠮷郎", "タカハシ ヨシロウ", "pass"),
        ("Smith John", "スミス ジョン", "cannot_tell"),
    ],
)
def test_a_reading_is_compared_with_its_name(compiled, name, kana, outcome):
    def parts(full: str) -> dict[str, str]:
        return dict(zip(("family", "given"), full.split(), strict=True))

    found = outcomes(compiled, {**ADULT, "name": parts(name), "kana": parts(kana)})

    assert found["kana_fits_name"] == outcome


def test_without_a_name_nobody_can_tell_and_without_a_reading_nothing_is_said(compiled):
    assert outcomes(compiled, {**ADULT, "name": None})["kana_fits_name"] == "cannot_tell"
    assert "kana_fits_name" not in outcomes(compiled, {**ADULT, "kana": None})


def test_readings_in_rows_are_compared_too(folder):
    person = (
        "      maker:\n",
        "      rider: {kind: name, label: T(乗る人)}\n      read: {kind: kana, of: rider, label: T(読み)}\n      maker:\n",
    )
    compiled = parking.loaded(folder, person)
    row = {"row": "5", "insured": True, "rider": {"family": "山田", "given": "花子"}}

    fits = {**row, "read": {"family": "ヤマダ", "given": "ハナコ"}}
    differs = {**row, "read": {"family": "サトウ", "given": "ハナコ"}}

    assert outcomes(compiled, {**ADULT, "cycles": [fits]})["cycles_read_fits_name.5"] == "pass"
    found = findings(compiled, walk(compiled, {**ADULT, "cycles": [differs]}, today=TODAY), today=TODAY)
    (failed,) = failures(found)
    assert failed.anchors == ("cycles.5.read",)
    assert "読み" in failed.check.message.in_("en")


@pytest.mark.parametrize(
    ("holder", "outcome"), [("ヤマダ ハナコ", "pass"), ("ﾔﾏﾀﾞ ﾊﾅｺ", "pass"), ("サトウ タロウ", "fail")]
)
def test_money_goes_to_nobody_elses_account(compiled, holder, outcome):
    found = outcomes(compiled, {**ADULT, "account": {**HOLDS, "holder": holder}})

    assert found["account_holder_fits"] == outcome


def test_an_account_without_a_person_cannot_be_told(compiled):
    assert outcomes(compiled, {**ADULT, "account": HOLDS, "kana": None})["account_holder_fits"] == "cannot_tell"
