"""Who works on a case: an officer, nobody, or another section."""

from datetime import datetime

from django.db import transaction

from madoguchi.accounts.models import Officer
from madoguchi.cases import permissions, staff
from madoguchi.cases.commands.holding import hold, keep
from madoguchi.cases.models import Case
from madoguchi.journal import commands as journal
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.publications import queries as publications


@transaction.atomic
def take(*, case: Case, by: Actor, at: datetime, seen: int | None = None) -> None:
    """Work on it oneself."""
    hold(case, seen)
    refuse_if(permissions.refusal_to_take(by, case))
    _give(case, staff.officer_of(by), by=by, at=at)


@transaction.atomic
def assign(*, case: Case, to: Officer | None, by: Actor, at: datetime, seen: int | None = None) -> None:
    """Have another officer of the section work on it; None leaves it to whoever takes it."""
    hold(case, seen)
    refuse_if(permissions.refusal_to_assign(by, case))
    if to is not None and to not in staff.reviewers_of(case.section):
        raise Refusal("担当者には、担当課の審査担当の職員を選んでください。", code="not-a-reviewer")
    _give(case, to, by=by, at=at)


@transaction.atomic
def reassign_section(*, case: Case, section: str, by: Actor, at: datetime, seen: int | None = None) -> None:
    """Hand it to the section it belongs to (所管替え). The number stays: it is on the resident's receipt."""
    hold(case, seen)
    refuse_if(permissions.refusal_to_reassign_section(by, case))
    before, case.section = case.section, publications.section(section).id
    case.assigned_to = None
    keep(case)
    detail = {"from": before, "to": case.section}
    journal.write(subject=case.subject, what="section_changed", by=by, at=at, detail=detail)


def _give(case: Case, to: Officer | None, *, by: Actor, at: datetime) -> None:
    case.assigned_to = to
    keep(case)
    what, detail = ("released", {}) if to is None else ("assigned", {"to": str(to.pk)})
    journal.write(subject=case.subject, what=what, by=by, at=at, detail=detail)
