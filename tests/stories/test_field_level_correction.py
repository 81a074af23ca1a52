"""One correction asks for three answers; the resident mends just these; the officer looks at just the difference."""

from madoguchi.cases.states import State
from madoguchi.notices import queries as notices
from tests.stories.people import Officer, story_of


def test_three_answers_are_asked_for_mended_and_looked_at(resident, officer, worker, clock):
    case = resident.applies("child-allowance")
    before, due = dict(case.answers), case.due_on
    officer.begins_review(case)
    officer.asks_for(case, event_date="wrong", applicant_phone="incomplete", children__1__birthdate="wrong")
    worker()
    assert resident.opens_the_notice(case, "申請内容の補正について").reads("直していただく項目")

    clock.passes(days=6)
    resident.begins_to_mend(case)
    assert resident.is_told("次の3つだけを直して、送ってください。")
    assert resident.is_told("（7日目）")
    asked = {name.split(".")[0] for name in resident.page.form.names if not name.startswith(("_", "csrf"))}
    assert asked == {"event_date", "applicant_phone", "children"}
    assert not any(name.startswith("children.1.name") for name in resident.page.form.names)
    resident.mends_one_page(case, event_date__day="2", applicant_phone="0354323333", children__1__birthdate__day="2")

    case.refresh_from_db()
    assert case.stands is State.UNDER_REVIEW
    assert case.due_on > due
    same = {id_: answer for id_, answer in case.answers.items() if before.get(id_) == answer}
    assert set(before) - set(same) == {"event_date", "applicant_phone", "children"}
    changes = officer.sees_changed(case)
    assert len(changes) == 3
    assert changes[1] == ("請求者の日中つながる電話番号", "09012345678", "0354323333")
    assert officer.page.says("変更なしの項目を見る")
    officer.approves(case)
    assert story_of(case) == [
        "received",
        "review_started",
        "correction_asked",
        "corrected",
        "approved",
    ]


def test_a_request_sent_by_mistake_is_taken_back_before_it_is_seen(resident, officer):
    case = resident.applies("child-allowance")
    officer.begins_review(case)
    officer.asks_for(case, applicant_phone="wrong")
    officer.presses(case, "take-back")
    case.refresh_from_db()
    assert case.stands is State.UNDER_REVIEW
    assert not resident.looks_up(case).says("内容を直す")
    assert resident.is_told("直していただきたいところのお知らせを取り消しました")


def test_who_does_not_know_what_to_mend_telephones_and_it_is_entered_for_them(resident, officer):
    case = resident.applies("child-allowance")
    officer.begins_review(case)
    officer.asks_for(case, applicant_phone="wrong")
    resident.begins_to_mend(case)
    assert resident.is_told("直すところがわからないとき")

    officer.presses(case, "correct")
    for name, value in {"applicant_phone": "0354323333", "_how": "phone", "_reason": "電話でうかがいました。"}.items():
        officer.page.form.fill(name, value)
    officer.device.press()
    case.refresh_from_db()
    assert case.answers["applicant_phone"] == "0354323333"
    assert notices.for_subject(case.subject)[0].kind == "correction_entered"
    assert resident.looks_up(case).says("直した内容を受け付けました")


def test_an_officer_of_another_section_neither_asks_nor_enters(resident, officer):
    case = resident.applies("child-allowance")
    officer.begins_review(case)
    officer.asks_for(case, applicant_phone="wrong")
    other = Officer("chiba@officer.example")
    other.logs_in()
    for act in ("take-back", "correct", "return"):
        assert other.device.post(f"/desk/cases/{case.pk}/{act}/", {"seen": case.changes}).status == 403
