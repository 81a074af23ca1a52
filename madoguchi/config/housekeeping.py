"""What is done once a day, at night, without anybody asking.

Each job is an entry of the outbox under its day: over all nodes it happens once, and what fails is tried again.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial

import structlog

from madoguchi.accounts import commands as accounts
from madoguchi.cabinet import commands as cabinet
from madoguchi.gateways import outbox
from madoguchi.kernel import clock
from madoguchi.kernel.actors import SYSTEM
from madoguchi.kernel.clock import JST
from madoguchi.procedures import commands as procedures

log = structlog.get_logger(__name__)
# What somebody began and left: the page of a draft says the same number of days.
DRAFTS_KEPT = timedelta(days=90)


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
    return procedures.forget_old_drafts(before=at - DRAFTS_KEPT, by=SYSTEM, at=at)


JOBS = (
    Daily("drafts", _forget_drafts),
    Daily("accounts", lambda at: accounts.forget_unused_accounts(at=at)),
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
