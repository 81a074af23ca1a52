"""Holding a payment while it changes, numbering its receipt, and ending what is open for it at the card company."""

from datetime import datetime

from django.db import connection

from madoguchi.gateways import outbox
from madoguchi.kernel.clock import JST
from madoguchi.payments import receipts
from madoguchi.payments.announcements import SETTLED
from madoguchi.payments.models import Attempt, Payment, Way
from madoguchi.payments.states import State, after

CLOSE = "payments.close_page"
REFUND = "payments.refund"
LONGEST_WORDS = 400
NEXT_RECEIPT = """
    INSERT INTO payments_receiptsequence (fiscal_year, last) VALUES (%s, 1)
    ON CONFLICT (fiscal_year) DO UPDATE SET last = payments_receiptsequence.last + 1
    RETURNING last
"""


def hold(payment: Payment) -> None:
    """Lock the row and bring it up to date: of two who pay at once the second sees what the first did."""
    payment.refresh_from_db(from_queryset=Payment.objects.select_for_update())


def paid(payment: Payment, *, way: Way, number: str, taken_by: str, at: datetime) -> None:
    """Write down that all of it was paid, with receipt; the caller holds the row and writes the journal."""
    payment.state = after(payment.stands, State.PAID)
    payment.paid_yen, payment.way, payment.paid_at = payment.due_yen, way.value, at
    payment.paid_number, payment.taken_by = number, taken_by
    payment.receipt_number = _next_receipt(at)
    payment.receipt = receipts.write(payment)
    payment.save()
    settled(payment)


def settled(payment: Payment) -> None:
    """Tell those above that nothing of it is open any more: an entry in this very transaction."""
    payload = {"subject": payment.subject, "payment": str(payment.pk)}
    outbox.put(kind=SETTLED, key=f"{payment.pk}/{payment.state}", payload=payload)


def close_pages(payment: Payment) -> None:
    """Have the page that is open for it closed, after the commit: nobody shall pay there any more."""
    for attempt in Attempt.objects.filter(payment=payment, is_over=False):
        attempt.is_over = True
        attempt.save(update_fields=["is_over"])
        if attempt.checkout:
            outbox.put(kind=CLOSE, key=attempt.checkout, payload={"checkout": attempt.checkout})


def _next_receipt(at: datetime) -> str:
    """領-2026-000012, one unbroken series a fiscal year."""
    day = at.astimezone(JST).date()
    year = day.year - (day.month < 4)
    with connection.cursor() as cursor:
        cursor.execute(NEXT_RECEIPT, [year])
        (serial,) = cursor.fetchone()
    return f"領-{year}-{serial:06d}"
