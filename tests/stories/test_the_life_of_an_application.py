"""Returned, rejected, withdrawn: what else may become of an application."""

import pytest

from madoguchi.cases.states import State
from madoguchi.journal import queries as journal
from tests.stories.people import Officer, story_of


def test_an_application_is_returned_once_mended_and_then_approved(resident, officer, worker, clock):
    case = resident.applies("child-allowance")
    due = case.due_on
    officer.begins_review(case)
    officer.returns(case, reason="wrong_event_date", because="住民票では、お子さんの誕生日は11月2日です。")

    page = resident.looks_up(case)
    assert page.says("直していただきたいところ")
    assert page.says("住民票では、お子さんの誕生日は11月2日です。")

    clock.passes(days=6)
    resident.begins_to_mend(case)
    resident.changes("reason", event_date__day="2")
    resident.changes("children", children__1__birthdate__day="2")
    resident.device.press()
    case.refresh_from_db()
    assert case.stands is State.UNDER_REVIEW
    assert case.answers["event_date"] == "2026-11-02"
    assert case.due_on > due

    officer.approves(case)
    worker()
    assert resident.opens_the_notice(case, "児童手当 認定通知書").text
    assert story_of(case) == ["received", "review_started", "correction_asked", "corrected", "approved"]


def test_a_rejection_says_why_on_what_law_and_how_to_object(resident, officer, worker):
    case = resident.applies("child-allowance")
    officer.begins_review(case)
    officer.rejects(case, reason="public_servant", because="令和8年4月から国の機関に勤務していることを確認しました。")
    worker()

    notice = resident.opens_the_notice(case, "却下通知書")
    assert notice.reads("令和8年4月から国の機関に勤務していることを確認しました。")
    assert notice.reads("児童手当法第17条第1項")
    assert notice.reads("審査請求")
    assert resident.looks_up(case).says("不服があるときの方法")


def test_a_resident_withdraws_and_nobody_decides_any_more(resident, officer):
    case = resident.applies("child-allowance")
    resident.withdraws(case)
    assert resident.is_told("この申請は取り下げられました。")

    officer.device.get(f"/desk/cases/{case.pk}/approve/")
    assert officer.page.status == 409
    assert story_of(case) == ["received", "withdrawn"]


def test_two_officers_do_not_decide_twice(resident, officer):
    case = resident.applies("child-allowance")
    officer.begins_review(case)
    colleague = Officer("takeda@officer.example", device=officer.device)
    officer.device.get(f"/desk/cases/{case.pk}/approve/")
    before = officer.page
    colleague.approves(case)
    form = before.form
    assert officer.device.post(form.action, form.sent(("confirmed", "yes"))).status == 409
    assert story_of(case).count("approved") == 1


def test_an_officer_of_another_section_sees_nothing(resident):
    case = resident.applies("child-allowance")
    other = Officer("chiba@officer.example")
    other.logs_in()
    assert not other.device.get("/desk/").says(case.number)
    assert other.device.get(f"/desk/cases/{case.pk}/").status in {403, 404}


def test_who_is_no_officer_does_not_come_to_the_desk(resident):
    case = resident.applies("child-allowance")
    assert resident.device.get("/desk/").path != "/desk/"
    assert resident.device.get(f"/desk/cases/{case.pk}/").path.startswith("/account/login/")


@pytest.mark.parametrize(("family", "given"), [("髙﨑", "𠮷郎"), ("葛󠄀城", "辻󠄁夫"), ("渡邉", "㐂一")])
def test_a_name_is_the_same_from_the_form_to_the_notice(resident, officer, worker, family, given):
    case = resident.applies("child-allowance", applicant_name__family=family, applicant_name__given=given)
    officer.begins_review(case)
    officer.approves(case)
    worker()

    notice = resident.opens_the_notice(case, "児童手当 認定通知書")
    assert case.applicant_name == f"{family}　{given}"
    assert notice.reads(family)
    assert notice.reads(given)
    assert resident.verifies(notice)
    assert "notice_held" not in [entry.what for entry in journal.timeline(case.subject)]
