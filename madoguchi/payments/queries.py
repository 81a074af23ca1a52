"""Payments as those above and the pages ask for them."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, Q, Sum

from madoguchi.kernel.clock import JST
from madoguchi.payments.models import Attempt, DayClosing, Difference, Payment, ReconciledDay, Way
from madoguchi.payments.states import OPEN, TOOK_MONEY

MOST_SHOWN = 200


def for_subject(subject: str) -> list[Payment]:
    """What was asked for a subject, the oldest first."""
    return list(Payment.objects.filter(subject=subject).order_by("asked_at", "id"))


def of_subject(payment_id: UUID, subject: str) -> Payment | None:
    """A payment of this very subject; another's id finds nothing."""
    return Payment.objects.filter(pk=payment_id, subject=subject).first()


def by_id(payment_id: UUID) -> Payment | None:
    return Payment.objects.filter(pk=payment_id).first()


def holds_up(subject: str) -> bool:
    """Whether the decision waits for money."""
    return Payment.objects.filter(subject=subject, holds_up=True, state__in=[state.value for state in OPEN]).exists()


def open_attempt(payment: Payment) -> Attempt | None:
    """The card company's page that is open for it."""
    return payment.attempts.filter(is_over=False).first()


def open_of(section: str) -> list[Payment]:
    """What is still to be paid in a section, the most urgent first."""
    found = Payment.objects.filter(section=section, state__in=[state.value for state in OPEN])
    return list(found.order_by("due_on", "id")[:MOST_SHOWN])


def day_bounds(day: date) -> tuple[datetime, datetime]:
    """The day in Japan as [since, until)."""
    since = datetime.combine(day, time(), JST)
    return since, since + timedelta(days=1)


def taken_on(section: str, day: date) -> list[Payment]:
    """What was paid on a day, in the order it came."""
    since, until = day_bounds(day)
    return list(
        Payment.objects.filter(section=section, paid_at__gte=since, paid_at__lt=until).order_by("paid_at", "id")
    )


def recorded(section: str, day: date, way: str) -> tuple[int, int]:
    """How many were taken on a day by one way, and what the till must hold: what was given back that day is taken off."""
    since, until = day_bounds(day)
    ours = Payment.objects.filter(section=section, way=way, state__in=[state.value for state in TOOK_MONEY])
    sums = ours.aggregate(
        number=Count("id", filter=Q(paid_at__gte=since, paid_at__lt=until)),
        taken=Sum("paid_yen", filter=Q(paid_at__gte=since, paid_at__lt=until), default=0),
        back=Sum("refunded_yen", filter=Q(refunded_at__gte=since, refunded_at__lt=until), default=0),
    )
    return sums["number"], sums["taken"] - sums["back"]


def closings(section: str, day: date) -> dict[str, DayClosing]:
    """The closings of a day by their way."""
    return {one.way: one for one in DayClosing.objects.filter(section=section, day=day)}


def is_closed(section: str, day: date, way: str) -> bool:
    return DayClosing.objects.filter(section=section, day=day, way=way).exists()


def by_card_on(day: date) -> list[Payment]:
    """What was paid by card on a day, over all sections."""
    since, until = day_bounds(day)
    return list(Payment.objects.filter(way=Way.CARD, paid_at__gte=since, paid_at__lt=until).order_by("paid_at", "id"))


def by_intents(intents: Sequence[str]) -> dict[str, Payment]:
    """Payments by the card company's number, whenever they were paid."""
    return {one.paid_number: one for one in Payment.objects.filter(way=Way.CARD, paid_number__in=intents)}


def second_intents(intents: Sequence[str]) -> set[str]:
    """Those that paid a second time and were sent back: known, and no difference of the list."""
    return set(Attempt.objects.filter(intent__in=intents).exclude(refund="").values_list("intent", flat=True))


def open_differences() -> list[Difference]:
    found = Difference.objects.filter(settled_at__isnull=True).select_related("payment")
    return list(found.order_by("day", "id")[:MOST_SHOWN])


def difference(pk: int) -> Difference | None:
    return Difference.objects.filter(pk=pk).first()


def reconciled_days() -> list[ReconciledDay]:
    """The latest days that were compared."""
    return list(ReconciledDay.objects.order_by("-day").defer("file")[:14])


def reconciled(day: date) -> ReconciledDay | None:
    return ReconciledDay.objects.filter(day=day).first()


def overdue(payment: Payment, today: date) -> bool:
    """Whether the day to pay by has passed."""
    return payment.stands in OPEN and payment.due_on < today
