"""From the letter to the reader: prepared, issued or held, released, read."""

import hashlib
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from madoguchi.gateways import outbox
from madoguchi.gateways.models import KeptMail, OutboxEntry
from madoguchi.journal import queries as journal
from madoguchi.kernel import clock
from madoguchi.kernel.actors import SYSTEM
from madoguchi.kernel.announcing import heard
from madoguchi.kernel.refusals import Refusal
from madoguchi.notices import codes, permissions, queries
from madoguchi.notices import commands as notices
from madoguchi.notices.announcements import NoticeHeld, NoticeIssued
from madoguchi.notices.models import Notice
from madoguchi.notices.states import LABEL, NEXT, State, refusal_to_move
from tests.notices.conftest import (
    AT,
    LETTER,
    NEIGHBOUR,
    OFFICER,
    OTHER_SECTION,
    SUBJECT,
    TARO,
    a_letter,
    to,
)

UNPRINTABLE = to("髙田", "א")


def happened() -> list[str]:
    return [entry.what for entry in journal.timeline(SUBJECT)]


def test_preparing_writes_a_row_for_the_worker_and_nothing_else(prepared):
    notice = prepared()
    assert notice.stands is State.PREPARING
    assert notice.section == "kodomo-katei"
    assert notice.content == LETTER
    assert [(entry.kind, entry.payload) for entry in OutboxEntry.objects.all()] == [
        ("notice.issue", {"notice": str(notice.pk)})
    ]
    assert happened() == ["notice_prepared"]


def test_an_issued_notice_has_its_sheet_its_mail_and_its_place_in_the_timeline(
    prepared, at, django_capture_on_commit_callbacks
):
    notice = prepared()
    with heard(NoticeIssued) as events, django_capture_on_commit_callbacks(execute=True):
        notices.issue(notice_id=notice.pk, at=at)
    notice.refresh_from_db()
    assert notice.is_issued
    assert hashlib.sha256(queries.sheet_of(notice)).hexdigest() == notice.pdf_sha256
    assert happened() == ["notice_prepared", "notice_issued"]
    assert events == [NoticeIssued(notice=notice.pk, subject=SUBJECT, at=at)]
    posted = OutboxEntry.objects.get(kind="mail").payload
    assert posted["to"] == "taro@example.jp"
    assert posted["subject"] == "【世田谷区】通知書をお送りします（8世子家第12号）"
    assert "髙田　𠮷郎 様" in posted["body"]
    assert "http://localhost:8000/status/" in posted["body"]
    assert "児童手当" not in posted["body"] + posted["subject"]


def test_the_worker_takes_it_from_the_outbox_to_the_mailbox(prepared, at):
    prepared()
    outbox.deliver_due(at=clock.now())
    outbox.deliver_due(at=clock.now())
    assert Notice.objects.get().is_issued
    assert KeptMail.objects.get().to == "taro@example.jp"


def test_issuing_twice_is_issuing_once(issued, at):
    notice = issued()
    notices.issue(notice_id=notice.pk, at=at + timedelta(hours=1))
    notice.refresh_from_db()
    assert notice.issued_at == at
    assert OutboxEntry.objects.filter(kind="mail").count() == 1
    assert happened() == ["notice_prepared", "notice_issued"]


@pytest.mark.parametrize("email", ["", "no address"])
def test_a_notice_is_issued_also_where_no_mail_can_be_sent(issued, email):
    issued(email=email)
    assert not OutboxEntry.objects.filter(kind="mail").exists()
    assert journal.timeline(SUBJECT)[-1].detail["mailed"] is False


def test_a_name_that_cannot_be_printed_holds_the_notice_and_nobody_is_written_to(
    prepared, at, django_capture_on_commit_callbacks
):
    notice = prepared(UNPRINTABLE)
    with heard(NoticeHeld) as events, django_capture_on_commit_callbacks(execute=True):
        notices.issue(notice_id=notice.pk, at=at)
    notice.refresh_from_db()
    assert notice.is_held
    assert "「א」（U+05D0）" in notice.held_because
    assert [event.section for event in events] == ["kodomo-katei"]
    assert happened() == ["notice_prepared", "notice_held"]
    assert not OutboxEntry.objects.filter(kind="mail").exists()
    assert queries.held(["kodomo-katei"]) == [notice]
    assert queries.for_account(TARO.id) == []
    assert queries.by_code(codes.code_of(notice.pk)) is None


def test_an_officer_releases_it_with_a_corrected_letter_and_it_goes_out(prepared, at):
    notice = prepared(UNPRINTABLE)
    notices.issue(notice_id=notice.pk, at=at)
    notices.release_held(notice=notice, by=OFFICER, at=at, letter=LETTER)
    notices.issue(notice_id=notice.pk, at=at)
    notice.refresh_from_db()
    assert notice.is_issued
    assert notice.content == LETTER
    assert happened() == ["notice_prepared", "notice_held", "notice_released", "notice_issued"]
    assert OutboxEntry.objects.filter(kind="notice.issue").count() == 2


def test_a_notice_released_unmended_is_held_again(prepared, at):
    notice = prepared(UNPRINTABLE)
    notices.issue(notice_id=notice.pk, at=at)
    notices.release_held(notice=notice, by=OFFICER, at=at)
    notices.issue(notice_id=notice.pk, at=at)
    notice.refresh_from_db()
    assert notice.is_held


def test_a_worker_that_comes_back_late_changes_nothing(prepared, at):
    late = prepared(UNPRINTABLE)
    notices.issue(notice_id=late.pk, at=at)
    notices.release_held(notice=late, by=OFFICER, at=at, letter=LETTER)
    notices._hold(late, "前の回の結果", at=at)
    late.refresh_from_db()
    assert late.stands is State.PREPARING


def test_nobody_but_the_section_releases_and_only_what_is_held(prepared, issued, at):
    held = prepared(UNPRINTABLE)
    notices.issue(notice_id=held.pk, at=at)
    for by in (TARO, NEIGHBOUR, OTHER_SECTION):
        with pytest.raises(Refusal, match="担当課の職員"):
            notices.release_held(notice=held, by=by, at=at)
    with pytest.raises(Refusal, match="「発行済み」の通知書を「作成中」に"):
        notices.release_held(notice=issued(), by=OFFICER, at=at)


def test_the_first_reading_by_the_addressee_is_kept(issued, at):
    notice = issued()
    notices.mark_read(notice=notice, by=OFFICER, at=at)
    assert notice.is_unread
    notices.mark_read(notice=notice, by=TARO, at=at + timedelta(minutes=1))
    notices.mark_read(notice=notice, by=TARO, at=at + timedelta(minutes=2))
    notice.refresh_from_db()
    assert notice.read_at == at + timedelta(minutes=1)
    assert happened()[2:] == ["viewed", "notice_read"]


def test_a_bearer_of_the_cases_code_reads_it_without_an_account(issued, at):
    notice = issued(account_id="")
    stranger = NEIGHBOUR
    with pytest.raises(Refusal):
        notices.mark_read(notice=notice, by=stranger, at=at)
    notices.mark_read(notice=notice, by=stranger, at=at, bears_code=True)
    assert notice.read_at == at


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize(
    ("by", "bears_code", "sees"),
    [
        (SYSTEM, False, set(State)),
        (OFFICER, False, set(State)),
        (OTHER_SECTION, False, set()),
        (OTHER_SECTION, True, {State.ISSUED}),
        (TARO, False, {State.ISSUED}),
        (NEIGHBOUR, False, set()),
        (NEIGHBOUR, True, {State.ISSUED}),
    ],
)
def test_who_may_open_a_notice_in_which_state(by, bears_code, sees, state):
    notice = Notice(state=state, account_id=TARO.id, section="kodomo-katei")
    assert (permissions.refusal_to_open(by, notice, bears_code=bears_code) is None) is (state in sees)


def test_an_anonymous_visitor_is_not_the_addressee_of_a_notice_without_account():
    nobody = type(TARO)(kind=TARO.kind, id="", name="")
    assert permissions.refusal_to_open(nobody, Notice(state=State.ISSUED, account_id="", section="")) is not None


def test_an_officer_without_section_opens_nothing():
    officer = type(OFFICER)(kind=OFFICER.kind, id="9", name="名のみ")
    assert permissions.refusal_to_open(officer, Notice(state=State.ISSUED, section="")) is not None


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("to_state", list(State))
def test_every_move_is_allowed_or_refused_by_the_table(state, to_state):
    allowed = {(State.PREPARING, State.ISSUED), (State.PREPARING, State.HELD), (State.HELD, State.PREPARING)}
    assert (refusal_to_move(state, to_state) is None) is ((state, to_state) in allowed)


def test_every_state_has_its_moves_and_its_label():
    assert set(NEXT) == set(LABEL) == set(State)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"state": "issued"}, "notice_issued_iff_pdf"),
        ({"pdf_sha256": "a" * 64}, "notice_issued_iff_pdf"),
        ({"issued_at": AT}, "notice_issued_iff_pdf"),
        ({"state": "held"}, "notice_held_iff_reason"),
        ({"held_because": "理由"}, "notice_held_iff_reason"),
        ({"read_at": AT}, "notice_read_only_if_issued"),
        ({"state": "lost"}, "notice_state_is_known|notice_issued_iff_pdf"),
    ],
)
def test_the_database_keeps_a_notice_whole(prepared, change, constraint):
    notice = prepared()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Notice.objects.filter(pk=notice.pk).update(**change)


def test_two_notices_never_have_one_code(issued):
    first, second = issued(), issued()
    assert codes.code_of(first.pk) != codes.code_of(second.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.filter(pk=second.pk).update(code_digest=first.code_digest)


def test_the_inbox_holds_what_was_issued_to_the_account_newest_first(issued, prepared, at):
    old = issued()
    new = issued(a_letter(number="8世子家第13号"), at=at + timedelta(days=1))
    issued(account_id=NEIGHBOUR.id)
    prepared()
    assert [notice.pk for notice in queries.for_account(TARO.id)] == [new.pk, old.pk]
    assert queries.for_account("") == []
    assert len(queries.for_subject(SUBJECT)) == 4
