"""Putting the day's files and the taking in of receipts into the outbox, each at its hour."""

from datetime import date, datetime, time

from madoguchi.gateways import outbox
from madoguchi.handover.commands.making import RUN
from madoguchi.handover.commands.receiving import RECEIVE
from madoguchi.handover.commands.webhooks import FOLLOW
from madoguchi.kernel.clock import JST
from madoguchi.publications import queries as publications

HOURS = range(24)


def put_for(day: date) -> int:
    """The files of a day, and one look for receipts each hour; putting them again changes nothing."""
    for system in publications.core_systems():
        due = datetime.combine(day, system.time, JST)
        payload = {"system": system.id, "day": day.isoformat()}
        outbox.put(kind=RUN, key=f"{system.id}/{day.isoformat()}", payload=payload, due_at=due)
    for hour in HOURS:
        due = datetime.combine(day, time(hour, 5), JST)
        outbox.put(kind=RECEIVE, key=f"{day.isoformat()}T{hour:02}", payload={}, due_at=due)
        # A process that died between an act and its announcement woke nobody; the journal has it all the same.
        outbox.put(kind=FOLLOW, key=f"{day.isoformat()}T{hour:02}", payload={}, due_at=due)
    return len(publications.core_systems())
