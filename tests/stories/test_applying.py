"""Applying at any hour, from anywhere, and never twice the same."""

import copy

import msgspec

from madoguchi.cases.models import Case
from madoguchi.definitions.compiled import compile_procedure
from madoguchi.journal import queries as journal
from madoguchi.procedures.models import Draft
from madoguchi.publications import queries as publications
from tests.cabinet import papers
from tests.procedures.publishing import put_in_force


def test_the_second_application_for_the_benefit_opens_the_first_in_kind_words(resident, neighbour):
    first = resident.applies("benefit-2026")
    neighbour.begins("benefit-2026")
    neighbour.fills_in()
    neighbour.device.press()

    assert neighbour.page.status == 409
    assert neighbour.is_told("すでに")
    assert not neighbour.is_told(first.number)
    assert Case.objects.count() == 1


def test_a_draft_begun_on_a_telephone_is_finished_at_a_desk(resident, neighbour):
    resident.begins("child-allowance")
    resident.fills_in(until="children")
    code = resident.code_of_the_draft()

    at_a_desk = neighbour
    at_a_desk.typed = resident.typed
    at_a_desk.goes_on_with(code)
    assert at_a_desk.page.path.endswith("/pages/children/")
    at_a_desk.fills_in()
    case = at_a_desk.sends()
    assert case.applicant_name == "髙田　𠮷郎"
    assert resident.device.reload().says("申請を受け付けました")


def test_a_draft_waits_for_weeks(resident, clock):
    resident.begins("child-allowance")
    resident.fills_in(until="spouse")
    clock.passes(days=40)
    assert resident.device.get("/").says("児童手当の認定請求")
    resident.device.get(f"/apply/{Draft.objects.get().pk}/")
    assert resident.page.path.endswith("/pages/spouse/")


def test_a_form_that_is_renewed_midway_asks_only_what_is_new(resident):
    resident.begins("child-allowance")
    resident.fills_in()
    old = publications.in_force("child-allowance")
    assert old is not None
    tree = copy.deepcopy(msgspec.to_builtins(old.procedure))
    tree["data"]["school"] = {"kind": "yes_no", "label": {"ja": "お子さんは保育園に通っていますか"}}
    tree["pages"][1]["ask"] = [*tree["pages"][1]["ask"], "school"]
    put_in_force(compile_procedure(msgspec.convert(tree, type(old.procedure))))

    resident.device.press()
    assert resident.page.path.endswith("/pages/applicant/")
    assert resident.is_told("新しい質問は「お子さんは保育園に通っていますか」です。")
    assert resident.page.form.sent()["applicant_name.family"] == ["髙田"]
    resident.page.form.fill("school", "true")
    resident.device.press()
    resident.device.get(f"/apply/{Draft.objects.get().pk}/review/")
    case = resident.sends()
    assert case.answers["school"] is True


def test_documents_go_with_the_application_and_opening_one_is_written_down(resident, officer):
    resident.begins("child-allowance")
    resident.fills_in(until="confirm")
    resident.attaches("extra_papers", papers.picture("JPEG"), "申立書.jpg")
    resident.fills_in()
    case = resident.sends()

    page = officer.finds(case)
    opened = officer.device.get(page.link("申立書.jpg"))
    assert opened.status == 200
    assert "document_opened" in [entry.what for entry in journal.timeline(case.subject)]
    assert resident.looks_up(case).says("書類が開かれました")


def test_a_child_of_the_third_place_counts(resident):
    case = resident.applies("child-allowance", like=1)
    assert [child["name"]["given"] for child in case.answers["children"]] == ["葵", "ひかり"]
    assert resident.looks_up(case).says("髙田　学")


def test_who_is_paid_elsewhere_is_shown_the_way_before_typing_anything(resident):
    resident.begins("child-allowance", public_servant="employer")
    assert resident.is_told("勤務先の担当へ15日以内に申請してください")
    assert not Draft.objects.exists()
