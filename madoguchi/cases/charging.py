"""What an application costs, asked for at its moment: when it is sent, or when it is decided."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from madoguchi.cases.deadlines import day_of
from madoguchi.cases.models import Case
from madoguchi.definitions.charging import Charged, charged
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.journey import walk
from madoguchi.definitions.procedure import Charge
from madoguchi.kernel.actors import Actor
from madoguchi.payments import commands as payments

AFTER_THE_DECISION = ("decision", "collection")


def charge_of(case: Case, compiled: Compiled, counted: Sequence[int] | None = None) -> Charged | None:
    """The lines of this case: the fee of the day on which it was received, for the answers as they stand."""
    if compiled.charge is None:
        return None
    day = day_of(case.received_at)
    return charged(compiled, walk(compiled, case.answers, today=day), today=day, counted=counted)


def ask_when(
    moments: Sequence[str],
    case: Case,
    compiled: Compiled,
    *,
    by: Actor,
    at: datetime,
    counted: Sequence[int] | None = None,
) -> None:
    """Ask for the charge if this is its moment. What an officer counts is asked for when it is counted."""
    charge = compiled.procedure.charge
    if charge is None or charge.due not in moments or (charge.settled_by == "officer" and counted is None):
        return
    found = charge_of(case, compiled, counted)
    if found is None:
        return
    payment = payments.ask(asked=_asked(case, charge, found, day_of(at)), by=by, at=at)
    unpaid = payment is not None and payment.holds_up and payment.is_open
    if unpaid != case.unpaid:
        case.unpaid = unpaid
        case.save(update_fields=["unpaid"])


def _asked(case: Case, charge: Charge, found: Charged, today: date) -> payments.Asked:
    return payments.Asked(
        key=f"{case.subject}/{charge.due}",
        subject=case.subject,
        reference=case.number,
        title=case.title,
        section=case.section,
        payer=case.applicant_name,
        lines=found.lines,
        ways=charge.ways,
        refund=charge.refund,
        due_on=today + timedelta(days=charge.days),
        holds_up=charge.due == "sending",
    )
