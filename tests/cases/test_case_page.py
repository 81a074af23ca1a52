"""The file of one case on the officer's screen."""

from io import BytesIO
from uuid import uuid4

import pytest

from madoguchi.accounts.states import Role
from madoguchi.cabinet import commands as cabinet
from madoguchi.cases.models import Case
from madoguchi.cases.states import State
from madoguchi.journal import queries as journal
from madoguchi.kernel.clock import moved_to
from tests.cabinet.papers import pdf
from tests.cases.definition import OTHER_SECTION
from tests.cases.desk import desk_of, text_of
from tests.cases.factories import MONDAY, a_case, an_actor, an_officer, received

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_monday():
    with moved_to(MONDAY):
        yield


def page_of(case: Case, *, officer=None) -> str:
    return text_of(desk_of(officer or an_officer()).get(f"/desk/cases/{case.pk}/"))


def test_the_file_shows_answers_findings_facts_and_what_happened():
    page = page_of(received(pieces=5))
    for said in (
        "髙橋　花子",
        "用品",
        "ベル",
        "5個",
        "6,000円",
        "4個以上です。必要な事情を確かめてください。",
        "見守り用品支給要綱 第5条",
        "本人確認書類がありません。",
        "申請者と本人確認書類の氏名が同じこと",
        "申請を受付",
        "内容を閲覧",
        "残り10日",
    ):
        assert said in page


def test_a_finding_stands_beside_its_answer_also_in_a_row_of_a_group():
    visits = [
        {"row": "r1", "who": {"family": "髙橋", "given": "一"}, "age": 40},
        {"row": "r2", "who": {"family": "髙橋", "given": "二"}, "age": 16},
    ]
    response = desk_of(an_officer()).get(f"/desk/cases/{received(visits=visits).pk}/")
    beside = {
        answer.row.path: [item.check for item in answer.findings]
        for part in response.context["page"].parts
        for answer in part.answers
        if answer.findings
    }
    assert beside["visits.r2.age"] == ["minor"]
    assert "visits.r1.age" not in beside


def test_an_unnatural_answer_is_shown_as_text():
    page = page_of(received(kind="tag", reason="<script>alert(1)</script>=cmd|' /C calc'!A0"))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_acts_are_offered_by_state_and_refused_ones_explained():
    received_page = page_of(received())
    assert "審査を始める" in received_page
    reviewer = page_of(a_case(at=State.UNDER_REVIEW), officer=an_officer(Role.REVIEWER))
    assert "補正を求める" in reviewer
    assert "決定できるのは、決裁権限のある職員です。" in reviewer


def test_an_ended_case_offers_nothing_and_says_why():
    response = desk_of(an_officer()).get(f"/desk/cases/{a_case(at=State.REJECTED).pk}/")
    assert response.context["page"].acts == []
    assert "この申請は「却下」で終わっています。" in text_of(response)
    assert "区内に住所がないため。（見守り用品支給要綱 第2条）" in text_of(response)


def test_an_auditor_may_look_but_has_no_button():
    case = a_case(at=State.UNDER_REVIEW)
    auditor = an_officer(Role.AUDITOR, section=OTHER_SECTION)
    response = desk_of(auditor).get(f"/desk/cases/{case.pk}/")
    assert response.context["page"].acts == []
    assert journal.timeline(case.subject)[-1].who_name == auditor.name


def test_the_file_takes_few_queries(django_assert_num_queries):
    officer, case = an_officer(), received(visits=[{"row": "r1", "who": {"family": "髙", "given": "一"}, "age": 40}])
    browser = desk_of(officer)
    browser.get(f"/desk/cases/{case.pk}/")
    with django_assert_num_queries(12):
        # session, account, case; savepoint, timeline, release for the look; documents, notices, timeline, authors,
        # doubts, colleagues
        assert browser.get(f"/desk/cases/{case.pk}/").status_code == 200


def test_another_sections_case_is_refused_and_not_shown():
    case = received()
    response = desk_of(an_officer(section=OTHER_SECTION)).get(f"/desk/cases/{case.pk}/")
    assert response.status_code == 403
    assert "髙橋" not in text_of(response)
    assert len(journal.timeline(case.subject)) == 1


def test_a_case_that_is_not_there_is_a_page_too():
    browser = desk_of(an_officer())
    assert browser.get(f"/desk/cases/{uuid4()}/").status_code == 404
    assert browser.get("/desk/cases/not-an-id/").status_code == 404


def with_document(case: Case):
    return cabinet.keep(content=BytesIO(pdf()), name="証明書.pdf", subject=case.subject, by=an_actor(), at=MONDAY)


def test_a_document_opens_from_its_case_and_every_opening_is_written():
    case = received()
    document = with_document(case)
    browser = desk_of(an_officer())
    assert f"/desk/cases/{case.pk}/documents/{document.pk}/" in text_of(browser.get(f"/desk/cases/{case.pk}/"))
    opened = browser.get(f"/desk/cases/{case.pk}/documents/{document.pk}/")
    assert opened["Content-Type"] == "application/pdf"
    assert opened.getvalue().startswith(b"%PDF")
    assert journal.timeline(case.subject)[-1].what == "document_opened"


def test_a_document_of_another_case_does_not_open():
    document, case = with_document(received()), received()
    assert desk_of(an_officer()).get(f"/desk/cases/{case.pk}/documents/{document.pk}/").status_code == 404
