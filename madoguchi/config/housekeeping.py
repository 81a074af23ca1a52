"""What is done once a day, at night, without anybody asking.

Each job is an entry of the outbox under its day: over all nodes it happens once, and what fails is tried again.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial

import structlog
from django.conf import settings

from madoguchi.accounts import commands as accounts
from madoguchi.accounts import devices
from madoguchi.assistant.commands import attending
from madoguchi.assistant.commands import forget as conversations
from madoguchi.assistant.commands import learning as rankers
from madoguchi.cabinet import commands as cabinet
from madoguchi.gateways import outbox, stripe_cards
from madoguchi.handover import daily as handover
from madoguchi.kernel import clock
from madoguchi.kernel.actors import SYSTEM
from madoguchi.kernel.clock import JST
from madoguchi.payments import commands as payments
from madoguchi.procedures import api_applications, bundles, counting
from madoguchi.procedures import commands as procedures
from madoguchi.registers import commands as registers
from madoguchi.ui import limits

log = structlog.get_logger(__name__)
# What somebody began and left: the page of a draft says the same number of days.
DRAFTS_KEPT = timedelta(days=90)
# A register that was replaced: long enough to look into an extract that went wrong.
REGISTERS_KEPT = timedelta(days=7)
# A log-in nobody has used since: one device known for a year is enough to know it again.
LOG_INS_KEPT = timedelta(days=365)
# An answered question to which the resident said nothing more.
QUESTIONS_SILENT = timedelta(days=3)


@dataclass(frozen=True)
class Daily:
    """A job: its name in the outbox, what it does at the moment it runs, and from which hour (JST)."""

    name: str
    act: Callable[[datetime], object]
    hour: int = 3

    @property
    def kind(self) -> str:
        return f"daily.{self.name}"


def _forget_drafts(at: datetime) -> int:
    bundles.forget_old(before=at - DRAFTS_KEPT)
    return procedures.forget_old_drafts(before=at - DRAFTS_KEPT, by=SYSTEM, at=at)


def _forget_registers(at: datetime) -> int:
    return registers.forget_old_snapshots(replaced_before=at - REGISTERS_KEPT, by=SYSTEM, at=at)


def _forget_uploads(at: datetime) -> int:
    return api_applications.forget_unused_uploads(before=at - api_applications.UPLOADS_KEPT, by=SYSTEM, at=at)


def _reconcile_payments(at: datetime) -> str:
    """Yesterday's card payments against the card company's account; nothing where no cards are taken."""
    gateway = stripe_cards.configured()
    if gateway is None:
        return "no cards"
    yesterday = at.astimezone(JST).date() - timedelta(days=1)
    day = payments.reconcile(day=yesterday, gateway=gateway, by=SYSTEM, at=at)
    return f"{day.matched} matched, {day.differing} differing"


def _forget_conversations(at: datetime) -> int:
    return conversations.forget_old(before=at - timedelta(days=settings.CHAT_DAYS), by=SYSTEM, at=at)


def _tidy_questions(at: datetime) -> str:
    """Questions that were answered and heard no more of are closed; contacts of ended ones go after the setting's days."""
    closed = attending.close_silent(before=at - QUESTIONS_SILENT, at=at)
    forgotten = attending.forget_contacts(ended_before=at - timedelta(days=settings.CONTACT_DAYS), at=at)
    return f"{closed} closed, {forgotten} contacts forgotten"


JOBS = (
    Daily("drafts", _forget_drafts),
    Daily("uploads", _forget_uploads),
    # After the card company has closed its day, before the counters open.
    Daily("payments", _reconcile_payments, hour=6),
    Daily("accounts", lambda at: accounts.forget_unused_accounts(at=at)),
    Daily("devices", lambda at: devices.forget_ended(before=at - LOG_INS_KEPT)),
    Daily("registers", _forget_registers),
    Daily("questions", _tidy_questions),
    Daily("ranker", lambda at: rankers.offer_ranker(at=at), hour=4),
    Daily("conversations", _forget_conversations),
    Daily("tries", lambda at: limits.forget_ended(before=at)),
    Daily("figures", lambda at: counting.count_until_yesterday(at=at), hour=2),
    # Each core system's file has an hour of its own; this puts them into the outbox as the day begins.
    Daily("handover", lambda at: handover.put_for(at.date()), hour=0),
    Daily("cabinet", lambda at: cabinet.sweep(at=at)),
)


def connect() -> None:
    """Say who does each job. None holds a lock of the database while it walks through files."""
    for job in JOBS:
        outbox.connect(job.kind, partial(_do, job), in_transaction=False)


def put_for(day: date) -> None:
    """Have the day's jobs done at their hour; putting them again changes nothing."""
    for job in JOBS:
        due = datetime.combine(day, time(job.hour), JST)
        outbox.put(kind=job.kind, key=day.isoformat(), payload={"day": day.isoformat()}, due_at=due)


def _do(job: Daily, payload: Mapping[str, object]) -> None:
    log.info("housekeeping.done", job=job.name, day=payload["day"], result=str(job.act(clock.now())))
