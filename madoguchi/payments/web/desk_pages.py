"""Makes the desk's pages out of payments."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from madoguchi.kernel import clock
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.clock import JST
from madoguchi.kernel.money import yen
from madoguchi.kernel.refusals import Refusal
from madoguchi.payments import permissions, queries
from madoguchi.payments.commands.counter import AT_THE_COUNTER
from madoguchi.payments.lines import read, signed_yen
from madoguchi.payments.models import Difference, Kind, Payment, Way
from madoguchi.payments.web.pages import DeskPage, DeskPayment, DeskRow, DifferenceRow, TillRow
from madoguchi.payments.web.shown import desk_tag, lines_shown
from madoguchi.publications import queries as publications
from madoguchi.ui.components.shapes import Option, SummaryRow


def desk_page(by: Actor, today: date, *, done: str) -> DeskPage:
    """The section's payments on this day."""
    sees = permissions.refusal_to_see_differences(by) is None
    return DeskPage(
        section=publications.section(by.section).name,
        open_rows=[_row(one, today) for one in queries.open_of(by.section)],
        taken_rows=[_row(one, today) for one in queries.taken_on(by.section, today)],
        tills=list(_tills(by.section, today)),
        close_url=reverse("payments:close"),
        day=today.isoformat(),
        may_close=permissions.refusal_to_close_day(by, by.section) is None,
        sees_differences=sees,
        differences=[_difference(one) for one in queries.open_differences()] if sees else [],
        days=[
            (one.day.isoformat(), reverse("payments:day_file", args=[one.day]), one.matched, one.differing)
            for one in queries.reconciled_days()
        ]
        if sees
        else [],
        done=done,
    )


def payment_page(found: Payment, by: Actor, *, done: str) -> DeskPayment:
    """One payment, for this officer."""
    return DeskPayment(
        title=found.title,
        reference=found.reference,
        state=desk_tag(found),
        facts=list(_facts(found)),
        lines=lines_shown(read(found.lines), "ja"),
        total=yen(found.due_yen),
        due_yen=found.due_yen,
        paid_yen=found.paid_yen,
        ways=[Option(way.value, str(way.label)) for way in (Way.CASH, Way.MACHINE)],
        take_url=reverse("payments:take", args=[found.pk]),
        take_refusal=_why(permissions.refusal_to_take_at_counter(by, found)),
        waive_url=reverse("payments:waive", args=[found.pk]),
        waive_refusal=_why(permissions.refusal_to_waive(by, found)),
        refund_url=reverse("payments:refund", args=[found.pk]),
        refund_refusal=_why(permissions.refusal_to_refund(by, found)),
        receipt_url=reverse("payments:desk_receipt", args=[found.pk]) if found.receipt_number else "",
        list_url=reverse("payments:desk"),
        done=done,
    )


def _why(refusal: Refusal | None) -> str:
    return refusal.message if refusal else ""


def _row(one: Payment, today: date) -> DeskRow:
    when = f"{one.paid_at.astimezone(JST):%H:%M}" if one.paid_at else f"{one.due_on:%Y/%m/%d}まで"
    return DeskRow(
        url=reverse("payments:desk_payment", args=[one.pk]),
        reference=one.reference,
        title=one.title,
        payer=one.payer,
        yen=yen(one.paid_yen or one.due_yen),
        state=desk_tag(one),
        when=when,
        late=queries.overdue(one, today),
    )


def _tills(section: str, day: date) -> Iterator[TillRow]:
    closed = queries.closings(section, day)
    for way in (Way.CASH, Way.MACHINE, Way.CARD):
        number, recorded = queries.recorded(section, day, way)
        closing = closed.get(way)
        if way in AT_THE_COUNTER or number:
            yield TillRow(
                way=way.value if way in AT_THE_COUNTER else "",
                label=str(way.label),
                number=number,
                recorded=signed_yen(recorded),
                recorded_yen=recorded,
                closing=closing,
                difference=f"{closing.difference:+,}円" if closing and closing.difference else "なし",
            )


def _difference(one: Difference) -> DifferenceRow:
    return DifferenceRow(
        url=reverse("payments:settle", args=[one.pk]),
        day=f"{one.day:%Y/%m/%d}",
        kind=Kind(one.kind).label,
        reference=one.reference,
        application=one.payment.reference if one.payment else "―",
        ours=yen(one.ours_yen),
        theirs=yen(one.theirs_yen),
    )


def _facts(found: Payment) -> Iterator[SummaryRow]:
    yield SummaryRow("納める方", found.payer)
    yield SummaryRow(
        "納期限", f"{found.due_on:%Y/%m/%d}{'（過ぎています）' if queries.overdue(found, clock.today()) else ''}"
    )
    if found.holds_up and found.is_open:
        yield SummaryRow("決定", "納付を確かめるまで承認できません")
    if found.paid_at:
        yield SummaryRow("納めた日時", f"{found.paid_at.astimezone(JST):%Y/%m/%d %H:%M}")
        yield SummaryRow("納めた方法", Way(found.way).label)
        yield SummaryRow("番号", found.paid_number)
        yield SummaryRow("領収番号", found.receipt_number or "")
    if found.taken_by:
        yield SummaryRow("受け取った職員", found.taken_by)
    if found.refunded_yen:
        yield SummaryRow("返した額", yen(found.refunded_yen))
    if found.reason:
        yield SummaryRow("理由", found.reason)
