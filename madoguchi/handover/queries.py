"""What was handed over, what came back, and what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Max, Q

from madoguchi.definitions.handover import CoreSystem
from madoguchi.handover.models import DailyFile, HeldRecord, Receipt, RejectedLine
from madoguchi.kernel.clock import JST
from madoguchi.publications import queries as publications

SHOWN = 60
# A worker that was busy is no reason to wake anybody.
GRACE = timedelta(minutes=30)


@dataclass(frozen=True)
class Standing:
    """What needs somebody: files whose receipt is overdue, days without a file, files not yet in the folder."""

    without_receipt: int
    not_made: Sequence[CoreSystem]
    not_written: int

    @property
    def is_well(self) -> bool:
        return not (self.without_receipt or self.not_made or self.not_written)


def standing(at: datetime, systems: Sequence[CoreSystem] | None = None) -> Standing:
    """How handing over stands. A system that never had a file is not late: it may not be in use here."""
    systems = publications.core_systems() if systems is None else systems
    files = DailyFile.objects.filter(system__in=[system.id for system in systems])
    overdue = Q(received_at__isnull=True, receipt_due_at__lt=at)
    unwritten = Q(written_at__isnull=True, made_at__lt=at - GRACE)
    counted = files.aggregate(overdue=Count("pk", filter=overdue), unwritten=Count("pk", filter=unwritten))
    last = dict(files.values("system").annotate(day=Max("day")).values_list("system", "day"))
    late = [system for system in systems if system.id in last and last[system.id] < _day_due(system, at)]
    return Standing(counted["overdue"], late, counted["unwritten"])


def _day_due(system: CoreSystem, at: datetime) -> date:
    """The newest day whose file should be there."""
    today = at.astimezone(JST).date()
    return today if at >= datetime.combine(today, system.time, JST) + GRACE else today - timedelta(days=1)


def files(systems: Sequence[CoreSystem]) -> list[DailyFile]:
    """The newest files of these systems, with the number of lines that were not taken and are not dealt with."""
    of_these = DailyFile.objects.filter(system__in=[system.id for system in systems])
    rejected = Count("receipts__rejected", distinct=True)
    return list(of_these.annotate(rejected=rejected).order_by("-day", "system")[:SHOWN])


def file(system: str, sequence: int) -> DailyFile | None:
    """One file."""
    return DailyFile.objects.filter(system=system, sequence=sequence).first()


def open_rejections(systems: Sequence[CoreSystem]) -> list[RejectedLine]:
    """Lines that were not taken and wait to be dealt with, the oldest first."""
    lines = RejectedLine.objects.filter(receipt__system__in=[system.id for system in systems], settled_at__isnull=True)
    return list(lines.select_related("case", "receipt", "receipt__file").order_by("pk")[:SHOWN])


def rejected_line(pk: int) -> RejectedLine | None:
    """One line that was not taken."""
    return RejectedLine.objects.select_related("case", "receipt").filter(pk=pk).first()


def held(systems: Sequence[CoreSystem]) -> list[HeldRecord]:
    """Cases kept back, the oldest first."""
    of_these = HeldRecord.objects.filter(system__in=[system.id for system in systems], released_in__isnull=True)
    return list(of_these.select_related("case").order_by("held_at", "pk")[:SHOWN])


def refused_receipts(systems: Sequence[CoreSystem], since: datetime) -> list[Receipt]:
    """Receipts that fit no file of ours."""
    of_these = Receipt.objects.filter(system__in=[system.id for system in systems], file__isnull=True)
    return list(of_these.filter(taken_at__gte=since).order_by("-taken_at")[:SHOWN])
