"""Beginning to review, and looking: every look at a case is in its journal."""

from datetime import datetime, timedelta

from django.db import transaction

from madoguchi.cases import permissions, staff
from madoguchi.cases.commands.holding import hold, keep
from madoguchi.cases.models import Case
from madoguchi.cases.states import State, after
from madoguchi.journal import commands as journal
from madoguchi.journal import queries as entries
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import refuse_if

# Going back and forth between two pages is one look; after this long it is another.
ONE_LOOK = timedelta(minutes=10)


@transaction.atomic
def view(*, case: Case, by: Actor, at: datetime) -> None:
    """Look at the case. The same person within ten minutes is written once, so that the journal stays readable."""
    refuse_if(permissions.refusal_to_view(by, case))
    looks = (entry for entry in entries.timeline(case.subject) if entry.what == "viewed" and entry.who_id == by.id)
    if not any(at - ONE_LOOK < look.at <= at for look in looks):
        journal.write(subject=case.subject, what="viewed", by=by, at=at)


@transaction.atomic
def open_document(*, case: Case, document: str, by: Actor, at: datetime) -> None:
    """Open a document of the case; every time is written."""
    refuse_if(permissions.refusal_to_open_document(by, case))
    journal.write(subject=case.subject, what="document_opened", by=by, at=at, detail={"document": document})


@transaction.atomic
def begin_review(*, case: Case, by: Actor, at: datetime, seen: int | None = None) -> None:
    """Begin to review. Who begins works on it, unless somebody already does."""
    hold(case, seen)
    refuse_if(permissions.refusal_to_begin_review(by, case))
    case.state = after(case.stands, State.UNDER_REVIEW)
    case.assigned_to = case.assigned_to or staff.officer_of(by)
    keep(case)
    journal.write(subject=case.subject, what="review_started", by=by, at=at)
