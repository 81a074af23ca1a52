"""取下げ: the applicant takes the application back before it is decided."""

from datetime import datetime

from django.db import transaction

from madoguchi.cases import permissions
from madoguchi.cases.announcements import CaseWithdrawn
from madoguchi.cases.commands.holding import announce_when_kept, hold, keep
from madoguchi.cases.commands.probing import settle_stopped_probe
from madoguchi.cases.models import Case
from madoguchi.cases.states import State, after
from madoguchi.journal import commands as journal
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import refuse_if
from madoguchi.payments import commands as payments


@transaction.atomic
def withdraw(*, case: Case, by: Actor, at: datetime, seen: int | None = None) -> None:
    """Withdraw it: the applicant, or an officer who records the applicant's request. It frees a new application."""
    hold(case, seen)
    refuse_if(permissions.refusal_to_withdraw(by, case))
    if case.probe is not None:
        settle_stopped_probe(case, (), by=by, at=at)
        return
    case.state = after(case.stands, State.WITHDRAWN)
    case.decided_at, case.returned_at = at, None
    keep(case)
    journal.write(subject=case.subject, what="withdrawn", by=by, at=at)
    payments.drop_open(subject=case.subject, by=by, at=at)
    announce_when_kept(CaseWithdrawn(case=case.pk, at=at))
