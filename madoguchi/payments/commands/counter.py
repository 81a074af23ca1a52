"""Money at the counter: cash, or a ticket of the machine, recorded with its number."""

from datetime import datetime

from django.db import transaction

from madoguchi.journal import commands as journal
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.clock import JST
from madoguchi.kernel.normalise import one_line
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.payments import permissions, queries
from madoguchi.payments.commands.holding import close_pages, hold, paid
from madoguchi.payments.models import Payment, Way

LONGEST_NUMBER = 60
AT_THE_COUNTER = frozenset({Way.CASH.value, Way.MACHINE.value})


@transaction.atomic
def take_at_counter(*, payment: Payment, way: str, number: str, yen: int, by: Actor, at: datetime) -> None:
    """Record that all of it was paid at the counter. A card page that is open for it is closed."""
    hold(payment)
    refuse_if(permissions.refusal_to_take_at_counter(by, payment))
    number = one_line(number)
    if way not in AT_THE_COUNTER:
        raise Refusal("「現金」か「券売機」を選んでください。", status=400, code="way-unknown")
    if not number or len(number) > LONGEST_NUMBER:
        raise Refusal("レジか券売機の番号を、60字までで入力してください。", status=400, code="number-missing")
    if yen != payment.due_yen:
        raise Refusal(
            f"納める額は{payment.due_yen:,}円です。同じ額を受け取ったことを確かめてください。",
            status=400,
            code="other-amount",
        )
    if queries.is_closed(payment.section, at.astimezone(JST).date(), way):
        raise Refusal("今日の日計は締めてあります。", way_on="翌日の収納として記録してください。", code="day-closed")
    close_pages(payment)
    paid(payment, way=Way(way), number=number, taken_by=by.name, at=at)
    detail = {"yen": payment.paid_yen, "way": way, "receipt": payment.receipt_number, "payment": str(payment.pk)}
    journal.write(subject=payment.subject, what="payment_received", by=by, at=at, detail=detail)
