"""Letting somebody off, and giving back: decisions with a reason."""

from datetime import datetime

from django.db import transaction

from madoguchi.gateways import outbox
from madoguchi.journal import commands as journal
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.clock import JST
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.payments import permissions, queries
from madoguchi.payments.commands.holding import LONGEST_WORDS, REFUND, close_pages, hold, settled
from madoguchi.payments.models import Payment, Way
from madoguchi.payments.states import State, after


@transaction.atomic
def waive(*, payment: Payment, reason: str, by: Actor, at: datetime) -> None:
    """免除: it need not be paid. What waited for it may go on."""
    hold(payment)
    refuse_if(permissions.refusal_to_waive(by, payment))
    payment.reason = in_words(reason, "免除する理由")
    payment.state = after(payment.stands, State.WAIVED)
    payment.save()
    close_pages(payment)
    settled(payment)
    detail = {"yen": payment.due_yen, "reason": payment.reason, "payment": str(payment.pk)}
    journal.write(subject=payment.subject, what="payment_waived", by=by, at=at, detail=detail)


@transaction.atomic
def refund(*, payment: Payment, yen: int, reason: str, by: Actor, at: datetime) -> None:
    """返金: all of it or a part, once, by the way it came. To a card it is sent by the worker, under a key of its own."""
    hold(payment)
    refuse_if(permissions.refusal_to_refund(by, payment))
    payment.reason = in_words(reason, "返金する理由")
    if not 0 < yen <= payment.paid_yen:
        raise Refusal(
            f"返す額は、1円から{payment.paid_yen:,}円までで入力してください。", status=400, code="other-amount"
        )
    if payment.way != Way.CARD and queries.is_closed(payment.section, at.astimezone(JST).date(), payment.way):
        raise Refusal("今日の日計は締めてあります。", way_on="翌日の返金として記録してください。", code="day-closed")
    payment.state = after(payment.stands, State.REFUNDED)
    payment.refunded_yen, payment.refunded_at = yen, at
    payment.save()
    if payment.way == Way.CARD:
        key = f"refund/{payment.pk}"
        outbox.put(kind=REFUND, key=key, payload={"key": key, "intent": payment.paid_number, "yen": yen})
    detail = {"yen": yen, "reason": payment.reason, "payment": str(payment.pk)}
    journal.write(subject=payment.subject, what="payment_refunded", by=by, at=at, detail=detail)


def in_words(typed: str, what: str) -> str:
    """What the file must say, in the officer's own words."""
    words = typed.strip()
    if not words or len(words) > LONGEST_WORDS:
        raise Refusal(f"{what}を、{LONGEST_WORDS}字までで書いてください。", status=400, code="words-missing")
    return words
