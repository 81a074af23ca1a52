"""What waits, what is stuck, and what lies in the embedded mailbox."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Count

from madoguchi.gateways.models import KeptMail, OutboxEntry, State


def stuck() -> list[OutboxEntry]:
    """What was given up after the last try, the longest waiting first."""
    return list(OutboxEntry.objects.filter(state=State.STUCK).order_by("put_at", "id"))


def waiting_for_nobody(kinds: Collection[str]) -> list[OutboxEntry]:
    """What nobody here delivers: its kind is not among those connected."""
    return list(OutboxEntry.objects.filter(state=State.WAITING).exclude(kind__in=kinds).order_by("put_at", "id"))


def seconds_late(*, at: datetime) -> int:
    """How long the oldest entry that is due has been waiting; 0 when none is."""
    due = OutboxEntry.objects.filter(state=State.WAITING, due_at__lte=at)
    oldest = due.order_by("due_at").values_list("due_at", flat=True).first()
    return 0 if oldest is None else round((at - oldest).total_seconds())


def counts() -> dict[tuple[str, str], int]:
    """How many entries there are, by kind and state."""
    rows = OutboxEntry.objects.order_by("kind", "state").values_list("kind", "state").annotate(Count("id"))
    return {(kind, state): number for kind, state, number in rows}


def mailbox(*, to: str = "", limit: int = 100) -> list[KeptMail]:
    """The newest mails of the embedded mailbox, of everybody or of one reader."""
    mails = KeptMail.objects.filter(to=to) if to else KeptMail.objects.all()
    return list(mails.order_by("-kept_at", "-id")[:limit])


def due_by_key(kind: str) -> dict[str, datetime]:
    """When each waiting entry of a kind is tried next."""
    waiting = OutboxEntry.objects.filter(kind=kind, state__in=(State.WAITING, State.CLAIMED))
    return dict(waiting.order_by("-put_at").values_list("key", "due_at")[:500])
