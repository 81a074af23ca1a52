"""Up is by wiring: which announcement of a lower capability wakes which higher one. One page, read it whole."""

from django.urls import reverse

from madoguchi.assistant import learning, sheets, sources, stored, ways_on
from madoguchi.assistant import passages as answers
from madoguchi.assistant.announcements import AnswerJudged, GapFound
from madoguchi.assistant.commands import gaps, line
from madoguchi.assistant.web import talk
from madoguchi.authoring import commands as authoring
from madoguchi.cabinet import commands as cabinet
from madoguchi.cases import commands as case_commands
from madoguchi.cases import permissions as cases
from madoguchi.cases.announcements import CaseDecided, CaseReceived, CaseReturned, CaseWithdrawn
from madoguchi.cases.commands import batches
from madoguchi.cases.web import act_buttons
from madoguchi.config import housekeeping
from madoguchi.gateways import outbox
from madoguchi.handover.commands import making, receiving, webhooks
from madoguchi.kernel.announcing import listen
from madoguchi.notices import commands as notices
from madoguchi.notices.announcements import NoticeIssued
from madoguchi.payments import commands as payments
from madoguchi.payments.announcements import SETTLED
from madoguchi.procedures import passages as procedures
from madoguchi.procedures.paper import finishing, sorting, taking
from madoguchi.procedures.web import telling
from madoguchi.publications import passages as places

# The page on which an officer mends for a resident is made of the resident's form, which is above the desk.
correct_for = act_buttons.Act(
    "correct_for",
    "電話・窓口で聞いた補正を入力する",
    "secondary",
    True,
    cases.refusal_to_correct,
    lambda case: reverse("procedures:correct_for", args=[case.pk]),
)


def connect() -> None:
    """Connect every capability; called once when Django is ready."""
    outbox.connect(notices.ISSUE, notices.issue_due, in_transaction=False)
    outbox.connect(cabinet.REMOVAL, cabinet.remove_content, in_transaction=False)
    outbox.connect(authoring.CONTINUE, authoring.go_on_due, in_transaction=False)
    outbox.connect(making.RUN, making.run_due, in_transaction=False)
    outbox.connect(receiving.RECEIVE, receiving.receive_due, in_transaction=False)
    outbox.connect(webhooks.FOLLOW, webhooks.follow_due)
    outbox.connect(webhooks.DELIVER, webhooks.deliver_due, in_transaction=False)
    for told in (CaseReceived, CaseReturned, CaseDecided, CaseWithdrawn, NoticeIssued):
        listen(told, webhooks.wake)
    outbox.connect(taking.READ, sorting.read_due, in_transaction=False)
    outbox.connect(sorting.FINISH, finishing.finish_due, in_transaction=False)
    outbox.connect(batches.WORK, batches.work_due)
    outbox.connect(payments.CLOSE, payments.close_page_due, in_transaction=False)
    outbox.connect(payments.REFUND, payments.refund_due, in_transaction=False)
    outbox.connect(SETTLED, case_commands.note_settled)
    act_buttons.offer(correct_for)
    for provider in (procedures.passages, answers.answers, places.passages):
        sources.offer(provider)
    ways_on.offer(talk.offer)
    sheets.receive_by(
        sheets.Receiver(
            begin=telling.begin,
            find=telling.find,
            keep=telling.keep,
            remember=telling.remembered,
            refusal=telling.refusal,
            about=telling.about,
        )
    )
    outbox.connect(gaps.NOTE, gaps.note_due)
    outbox.connect(line.REPLY, line.reply_due, in_transaction=False)
    outbox.connect(gaps.PUBLISHED, gaps.retry_due, in_transaction=False)
    listen(GapFound, gaps.note_later)
    listen(AnswerJudged, gaps.note_judged)
    sources.offer_questions(stored.stored_questions)
    sources.offer_ranker(learning.in_use)
    housekeeping.connect()
