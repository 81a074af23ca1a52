"""What this house is for, in the words of the assignment."""

from madoguchi.cases.states import State
from madoguchi.gateways.models import KeptMail
from madoguchi.journal import queries as journal
from tests.stories.people import story_of


def test_a_resident_applies_for_child_allowance_with_one_mistake_and_has_the_notice(resident, officer, worker, clock):
    resident.searches("児童手当")
    assert resident.is_told("児童手当の認定請求")

    resident.begins("child-allowance")
    resident.fills_in(applicant_phone="5432-111")
    assert resident.is_told("「請求者の日中つながる電話番号」は市外局番から、数字で入力してください")

    resident.mends(applicant_phone="03-5432-1111")
    case = resident.sends()
    assert resident.is_told(case.number)
    receipt = resident.takes_the_receipt()
    assert resident.verifies_the_receipt(receipt)

    clock.passes(hours=12)
    assert officer.finds(case).says("髙田　𠮷郎")
    officer.begins_review(case)
    officer.approves(case)
    worker()

    notice = resident.opens_the_notice(case, "児童手当 認定通知書")
    assert notice.reads("15,000円")
    assert resident.verifies(notice)

    case.refresh_from_db()
    assert case.stands is State.APPROVED
    assert story_of(case) == ["received", "review_started", "approved"]
    assert journal.verify() is None


def test_the_mails_lead_there_and_tell_nothing(resident, officer, worker):
    case = resident.applies("child-allowance")
    officer.begins_review(case)
    officer.approves(case)
    worker()

    mails = list(KeptMail.objects.order_by("pk"))
    assert [mail.to for mail in mails] == ["takada@example.jp"] * 2
    assert case.number in mails[0].body
    for mail in mails:
        assert "15,000" not in mail.body + mail.subject
        assert "1234567" not in mail.body


def test_the_resident_sees_who_of_the_ward_looked(resident, officer):
    case = resident.applies("child-allowance")
    officer.finds(case)

    page = resident.looks_up(case)
    assert page.says("職員が申請の内容を見ました")
    assert page.says("子ども家庭課")
    assert not page.says("武田 恵子")
