"""Reviewing, deciding, withdrawing: what changes, what is written down, what the resident is told."""

from io import BytesIO

import pytest
from django.db import IntegrityError, transaction

from madoguchi.accounts.states import Role
from madoguchi.cabinet import commands as cabinet
from madoguchi.cabinet import retention
from madoguchi.cases import commands as cases
from madoguchi.cases.announcements import CaseDecided, CaseWithdrawn
from madoguchi.cases.grounds import LONGEST_WORDS
from madoguchi.cases.models import Case
from madoguchi.cases.states import State
from madoguchi.journal import queries as journal
from madoguchi.kernel import announcing
from madoguchi.kernel.announcing import heard
from madoguchi.kernel.refusals import Refusal
from madoguchi.notices import queries as notices
from tests.cabinet import papers
from tests.cases.definition import COMPILED, OTHER_SECTION, SECTION
from tests.cases.factories import MONDAY, a_case, acting, an_actor, an_officer, approves, received, settled

pytestmark = pytest.mark.django_db


def what_happened(case: Case) -> list[str]:
    return [entry.what for entry in journal.timeline(case.subject)]


def test_who_begins_the_review_works_on_the_case():
    officer, case = an_officer(), received()
    cases.begin_review(case=case, by=acting(officer), at=MONDAY)
    assert (case.stands, case.assigned_to) == (State.UNDER_REVIEW, officer)


def test_beginning_the_review_does_not_take_the_case_from_a_colleague():
    colleague, case = an_officer(name="担当 花子"), received()
    cases.assign(case=case, to=colleague, by=an_actor(), at=MONDAY)
    cases.begin_review(case=case, by=an_actor(), at=MONDAY)
    assert case.assigned_to == colleague


def test_a_decision_says_until_when_the_documents_are_kept():
    case = a_case(at=State.UNDER_REVIEW)
    paper = cabinet.keep(
        content=BytesIO(papers.picture("PNG")), name="通帳.png", subject=case.subject, by=an_actor(), at=MONDAY
    )
    approves(case=case, by=an_actor(), at=MONDAY)
    paper.refresh_from_db()
    years = COMPILED.procedure.retention.years
    assert paper.dispose_on == retention.dispose_on(MONDAY.date(), years)
    assert what_happened(case)[-1] == "disposal_scheduled"


def test_an_approval_is_decided_written_down_and_told(django_capture_on_commit_callbacks):
    case, by = a_case(at=State.UNDER_REVIEW), an_actor()
    with heard(CaseDecided) as announced, django_capture_on_commit_callbacks(execute=True):
        approves(case=case, by=by, at=MONDAY)

    assert (case.stands, case.decided_at) == (State.APPROVED, MONDAY)
    assert case.decided is not None
    assert case.decided.by == by.name
    assert what_happened(case) == ["received", "review_started", "finding_settled", "approved", "notice_prepared"]
    assert announced == [CaseDecided(case=case.pk, approved=True, at=MONDAY)]
    (notice,) = notices.for_subject(case.subject)
    assert (notice.kind, notice.email, notice.section) == ("approved", "hanako@example.jp", SECTION)
    assert notice.content.title == "見守り用品支給決定通知書"


def test_a_rejection_gives_its_reasons_their_law_and_the_facts():
    case = a_case(at=State.UNDER_REVIEW)
    cases.reject(case=case, reasons=["received", "outside"], facts="2月に支給しています。", by=an_actor(), at=MONDAY)

    assert case.stands is State.REJECTED
    (notice,) = notices.for_subject(case.subject)
    assert notice.content.reasons == (
        ("区内に住所がないため。", "見守り用品支給要綱 第2条"),
        ("すでに支給しているため。", "見守り用品支給要綱 第4条"),
        ("2月に支給しています。", ""),
    )
    assert notice.content.instruction.startswith("不服があるときは")


@pytest.mark.parametrize(
    ("reasons", "facts", "code"),
    [
        ([], "事実", "reason-unknown"),
        (["no-such-reason"], "事実", "reason-unknown"),
        (["outside"], "", "words-missing"),
        (["outside"], " \n　 ", "words-missing"),
        (["outside"], "長" * (LONGEST_WORDS + 1), "words-too-long"),
    ],
)
def test_a_rejection_without_reasons_or_facts_is_refused(reasons, facts, code):
    case = a_case(at=State.UNDER_REVIEW)
    with pytest.raises(Refusal) as refused:
        cases.reject(case=case, reasons=reasons, facts=facts, by=an_actor(), at=MONDAY)
    assert refused.value.code == code
    assert Case.objects.get(pk=case.pk).stands is State.UNDER_REVIEW


def test_a_reviewer_who_is_no_decider_cannot_decide():
    case, reviewer = a_case(at=State.UNDER_REVIEW), an_actor(Role.REVIEWER)
    with pytest.raises(Refusal, match="決裁権限"):
        cases.approve(case=case, by=reviewer, at=MONDAY)
    assert notices.for_subject(case.subject) == []


def test_an_application_nobody_reviewed_cannot_be_approved():
    with pytest.raises(Refusal, match="「受付」の申請を「承認」にすることはできません"):
        cases.approve(case=received(), by=an_actor(), at=MONDAY)


def test_an_application_that_stays_incomplete_may_be_rejected_without_another_review():
    case = a_case(at=State.RETURNED)
    cases.reject(case=case, reasons=["outside"], facts="期限までに補正がありませんでした。", by=an_actor(), at=MONDAY)
    assert (case.stands, case.returned_at) == (State.REJECTED, None)


@pytest.mark.parametrize("state", [State.RECEIVED, State.UNDER_REVIEW, State.RETURNED])
def test_the_applicant_may_withdraw_until_it_is_decided(state, django_capture_on_commit_callbacks):
    case = a_case(at=state)
    with heard(CaseWithdrawn) as announced, django_capture_on_commit_callbacks(execute=True):
        cases.withdraw(case=case, by=case.applicant, at=MONDAY)
    assert (case.stands, case.decided_at, case.returned_at) == (State.WITHDRAWN, MONDAY, None)
    assert announced == [CaseWithdrawn(case=case.pk, at=MONDAY)]


def test_after_the_decision_nothing_can_be_withdrawn():
    case = a_case(at=State.APPROVED)
    with pytest.raises(Refusal, match="終わっています"):
        cases.withdraw(case=case, by=case.applicant, at=MONDAY)


def test_what_changed_between_look_and_act_is_not_overwritten():
    case = a_case(at=State.UNDER_REVIEW)
    on_my_screen = Case.objects.get(pk=case.pk)
    cases.assign(case=case, to=an_officer(), by=an_actor(), at=MONDAY)
    with pytest.raises(Refusal, match="更新されました"):
        cases.approve(case=on_my_screen, by=an_actor(), at=MONDAY)
    assert Case.objects.get(pk=case.pk).stands is State.UNDER_REVIEW


def test_an_act_says_what_the_screen_had_seen():
    case, by = settled(a_case(at=State.UNDER_REVIEW), an_actor()), an_actor()
    with pytest.raises(Refusal, match="更新されました"):
        cases.approve(case=case, by=by, at=MONDAY, seen=case.changes - 1)
    cases.approve(case=case, by=by, at=MONDAY, seen=case.changes)
    assert case.stands is State.APPROVED


def test_a_case_is_given_only_to_those_who_review_in_its_section():
    case = received()
    for stranger in (an_officer(section=OTHER_SECTION), an_officer(Role.RECEPTION)):
        with pytest.raises(Refusal, match="担当課の審査担当"):
            cases.assign(case=case, to=stranger, by=an_actor(), at=MONDAY)
        case.refresh_from_db()


def test_a_case_may_be_taken_and_left_again():
    officer, case = an_officer(), received()
    cases.take(case=case, by=acting(officer), at=MONDAY)
    assert case.assigned_to == officer
    cases.assign(case=case, to=None, by=acting(officer), at=MONDAY)
    assert case.assigned_to is None
    assert what_happened(case) == ["received", "assigned", "released"]


def test_a_case_in_the_wrong_section_moves_with_its_number():
    case = received()
    number = case.number
    cases.reassign_section(case=case, section=OTHER_SECTION, by=an_actor(), at=MONDAY)
    assert (case.section, case.number, case.assigned_to) == (OTHER_SECTION, number, None)
    with pytest.raises(Refusal, match="担当課の職員"):
        cases.begin_review(case=case, by=an_actor(), at=MONDAY)


IMPOSSIBLE = {
    "decided without a day": {"state": "approved", "decision": {}, "decided_at": None},
    "a day without a decision": {"decided_at": MONDAY},
    "decided without a decision": {"state": "rejected", "decided_at": MONDAY},
    "a decision while open": {"decision": {"approved": True}},
    "returned without a reason": {"state": "returned", "returned_at": MONDAY},
    "waiting while not returned": {"returned_at": MONDAY},
    "no such state": {"state": "lost"},
}


@pytest.mark.parametrize("fields", IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_the_database_itself_refuses_what_cannot_be(fields):
    case = received()
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(**fields)


def test_what_the_database_refuses_it_says_in_japanese():
    messages = [str(constraint.violation_error_message) for constraint in Case._meta.constraints]
    assert all(message.endswith("。") for message in messages)


@pytest.mark.django_db(transaction=True)
def test_a_listener_that_fails_does_not_undo_the_decision(monkeypatch):
    def fails(event: CaseDecided) -> None:
        raise RuntimeError("a listener")

    case = a_case(at=State.UNDER_REVIEW)
    monkeypatch.setitem(announcing._listeners, CaseDecided, [fails])
    approves(case=case, by=an_actor(), at=MONDAY)
    case.refresh_from_db()
    assert case.stands is State.APPROVED
