"""Deciding: for the applicant, or against with reasons; the letter is prepared in the same transaction."""

from collections.abc import Sequence
from datetime import datetime

import msgspec
from django.db import transaction

from madoguchi.cabinet import commands as cabinet
from madoguchi.cases import charging, letters, permissions
from madoguchi.cases.announcements import CaseDecided
from madoguchi.cases.commands.holding import announce_when_kept, hold, keep
from madoguchi.cases.commands.probing import settle_probe, settle_stopped_probe
from madoguchi.cases.deadlines import day_of
from madoguchi.cases.grounds import Decision, chosen, in_own_words
from madoguchi.cases.models import Case, ProbeOutcome
from madoguchi.cases.states import State, after
from madoguchi.definitions.compiled import Compiled
from madoguchi.journal import commands as journal
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import refuse_if
from madoguchi.payments import commands as payments
from madoguchi.publications import queries as publications


@transaction.atomic
def approve(*, case: Case, by: Actor, at: datetime, seen: int | None = None, batch: str = "") -> None:
    """Decide for the applicant. `batch` is the act on many cases this one belongs to. A probe is settled instead."""
    hold(case, seen)
    refuse_if(permissions.refusal_to_approve(by, case))
    if case.probe is not None:
        settle_probe(case, ProbeOutcome.MISSED, by=by, at=at)
        return
    compiled = publications.version(case.version)
    _decide(case, compiled, Decision(approved=True, by=by.name, at=at), by=by, at=at, batch=batch)


@transaction.atomic
def reject(*, case: Case, reasons: Sequence[str], facts: str, by: Actor, at: datetime, seen: int | None = None) -> None:
    """Decide against the applicant, on typed reasons and on the facts of this very case (行政手続法8条)."""
    hold(case, seen)
    refuse_if(permissions.refusal_to_reject(by, case))
    if case.probe is not None:
        settle_stopped_probe(case, (), by=by, at=at)
        return
    compiled = publications.version(case.version)
    grounds = chosen(compiled.procedure.handling.rejection_reasons, reasons)
    decision = Decision(approved=False, grounds=grounds, facts=in_own_words(facts), by=by.name, at=at)
    _decide(case, compiled, decision, by=by, at=at)


def _decide(case: Case, compiled: Compiled, decision: Decision, *, by: Actor, at: datetime, batch: str = "") -> None:
    case.state = after(case.stands, State.APPROVED if decision.approved else State.REJECTED)
    case.decided_at, case.decision, case.returned_at = at, msgspec.to_builtins(decision), None
    keep(case)
    detail: dict[str, object] = {"reasons": [ground.id for ground in decision.grounds]} if decision.grounds else {}
    detail |= {"batch": batch} if batch else {}
    journal.write(subject=case.subject, what=case.state, by=by, at=at, detail=detail)
    letter = letters.of_decision(compiled, case, decision)
    letters.send(letter, kind=case.state, case=case, compiled=compiled, by=by, at=at)
    years = compiled.procedure.retention.years
    cabinet.schedule_disposal(subject=case.subject, decided_on=day_of(at), years=years, by=by, at=at)
    if decision.approved:
        charging.ask_when(charging.AFTER_THE_DECISION, case, compiled, by=by, at=at)
    else:
        payments.drop_open(subject=case.subject, by=by, at=at)
    announce_when_kept(CaseDecided(case=case.pk, approved=decision.approved, at=at))
