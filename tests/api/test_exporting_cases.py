"""A section's own systems take its cases out: by page, no more than they may see, and written down."""

import csv
import io

import pytest

from madoguchi.accounts.api_scopes import Scope
from madoguchi.cases.exporting import in_a_cell
from madoguchi.cases.models import Case
from madoguchi.cases.states import State
from madoguchi.journal import queries as journal
from tests.api.programs import a_program
from tests.cases.definition import SECTION
from tests.cases.factories import a_case
from tests.procedures.definition import DATA, definition
from tests.procedures.publishing import put_in_force

pytestmark = pytest.mark.django_db
PATH = f"sections/{SECTION}/cases"


def test_pages_follow_each_other_until_all_are_out_once(program):
    cases = [a_case() for _ in range(5)]
    numbers, after = [], ""
    for _ in range(9):
        said = program.get(f"{PATH}?limit=2{after}")
        numbers += [one["number"] for one in said.json()["cases"]]
        if said.json()["after"] is None:
            break
        assert f"after={said.json()['after']}" in said.headers["Link"]
        after = f"&after={said.json()['after']}"

    assert numbers == [case.number for case in cases]
    assert "Link" not in said.headers


def test_without_asking_for_answers_no_person_leaves_the_house(program):
    case = a_case()
    said = program.get(PATH)

    assert said.json()["cases"][0]["answers"] == {}
    assert case.applicant_name not in said.content.decode()


def test_what_is_special_comes_only_with_a_right_of_its_own(program):
    put_in_force(
        definition(
            data={
                **DATA,
                "why": {**DATA["why"], "sensitivity": "special"},
                "plant": {**DATA["plant"], "sensitivity": "plain"},
            }
        )
    )
    assert (
        program.applies(
            why="病気のため", helpers=[{"who": {"family": "山田", "given": "一"}, "child": False}]
        ).status_code
        == 201
    )
    special = a_program(Scope.READ_CASES, Scope.READ_SPECIAL)
    got = {
        wish: special.get(f"{PATH}?answers={wish}").json()["cases"][0]["answers"]
        for wish in ("none", "plain", "personal", "special")
    }

    assert (got["none"], got["plain"]) == ({}, {"plant": "goya"})
    assert "why" not in got["personal"]
    assert got["personal"]["name"]["family"] == "髙橋"
    assert got["special"]["why"] == "病気のため"
    assert program.get(f"{PATH}?answers=special").status_code == 403


def test_every_case_that_left_the_house_is_in_the_journal(program):
    case = a_case()
    program.get(f"{PATH}?answers=personal")
    entry = journal.timeline(case.subject)[-1]
    whole = journal.timeline(f"section/{SECTION}")[-1]

    assert (entry.what, entry.who_kind, entry.detail["extent"]) == ("exported", "program", "personal")
    assert (whole.what, whole.detail["cases"]) == ("exported", 1)
    assert journal.verify() is None


def test_an_export_that_was_refused_is_in_nobody_s_journal(program):
    case = a_case()
    assert program.get(f"{PATH}?answers=special").status_code == 403
    assert "exported" not in [entry.what for entry in journal.timeline(case.subject)]


def test_a_table_has_answers_as_columns_and_no_formulas(program):
    program.applies(why="=HYPERLINK(1)")
    said = program.get(f"{PATH}?procedure=green-curtain&answers=personal", Accept="text/csv")
    rows = list(csv.DictReader(io.StringIO(said.content.decode("utf-8-sig"))))

    assert said.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert (rows[0]["answers.why"], rows[0]["applicant"]) == ("'=HYPERLINK(1)", Case.objects.get().applicant_name)
    assert rows[0]["answers.name"] == '{"family":"髙橋","given":"花子"}'


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\n=1", "＝1+1", "＋1", "－1", "＠SUM(A1)"])
def test_what_a_spreadsheet_would_take_for_a_formula_is_text_in_full_width_too(typed):
    assert in_a_cell(typed) == f"'{typed}"


def test_cases_can_be_chosen_by_state_day_and_procedure(program):
    returned, _ = a_case(at=State.RETURNED), a_case()
    chosen = program.get(f"{PATH}?state=returned&received_since=2026-11-01").json()["cases"]

    assert [one["number"] for one in chosen] == [returned.number]
    assert program.get(f"{PATH}?received_since=2026-12-01").json()["cases"] == []
    assert program.get(f"{PATH}?procedure=nothing").json()["cases"] == []


@pytest.mark.parametrize("query", ["state=x", "limit=0", "limit=201", "after=x", "received_since=x", "answers=all"])
def test_a_question_that_makes_no_sense_is_told_where(program, query):
    said = program.get(f"{PATH}?{query}")

    assert said.status_code == 422
    assert said.json()["errors"][0]["pointer"].endswith(query.partition("=")[0])


def test_another_format_is_not_given(program):
    assert program.get(PATH, Accept="application/xml").status_code == 406
