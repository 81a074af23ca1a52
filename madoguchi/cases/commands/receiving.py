"""Receiving an application: once, numbered, checked, in one transaction and without a call to the network."""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from madoguchi.cases import charging, deadlines, doubting, sampling
from madoguchi.cases.announcements import CaseReceived
from madoguchi.cases.applying import Application, application_of
from madoguchi.cases.authorship import Authors, author_of, of_answers, signed
from madoguchi.cases.commands.holding import announce_when_kept
from madoguchi.cases.models import Case, Channel, FullReview, Revision
from madoguchi.cases.numbering import next_number
from madoguchi.cases.queries import holder_of_key
from madoguchi.definitions.compiled import Compiled
from madoguchi.journal import commands as journal
from madoguchi.kernel.actors import SYSTEM, Actor
from madoguchi.kernel.refusals import Refusal
from madoguchi.publications import queries as publications


class AlreadyApplied(Refusal):
    """What may be applied for once has been applied for: `case` is the application that stands."""

    def __init__(self, case: Case, message: str = "") -> None:
        super().__init__(
            message or "同じ内容の申請を、すでに受け付けています。",
            way_on="受付番号と照会コードで、申請の状況を確かめられます。",
            code="already-applied",
        )
        self.case = case


def receive(
    *,
    compiled: Compiled,
    answers: Mapping[str, object],
    idempotency_key: str,
    channel: str,
    account_id: str,
    language: str,
    draft: str,
    by: Actor,
    at: datetime,
    authors: Authors | None = None,
    arrived: datetime | None = None,
) -> Case:
    """Receive it. The same key again gives the same case; what may exist once raises AlreadyApplied.

    Nothing is looked up beforehand: of any number who send at the same moment the database lets one in.
    `authors` says who entered each answer; without it whoever sends has entered them all.
    `arrived` is when the paper came to the office, if before `at`: periods run from there (行政手続法7条).
    """
    came = arrived or at
    application = application_of(compiled, answers, at=came)
    case = _new_case(compiled, application, came)
    case.idempotency_key, case.channel = idempotency_key, Channel(channel).value
    case.account_id, case.language, case.draft = account_id, language, draft
    try:
        with transaction.atomic():
            _keep(case, compiled, authors, by=by, at=at)
            application.note_comparison(case)
    except IntegrityError:
        if same := Case.objects.filter(idempotency_key=idempotency_key).first():
            return same
        refuse_the_second(case, compiled)
        raise
    return case


def refuse_the_second(case: Case, compiled: Compiled) -> None:
    """Raise AlreadyApplied when another case stands under the same key."""
    if first := holder_of_key(case.unique_key, other_than=case):
        words = compiled.procedure.unique_message
        raise AlreadyApplied(first, words.in_(case.language) if words else "")


def _new_case(compiled: Compiled, application: Application, at: datetime) -> Case:
    procedure = compiled.procedure
    case = Case(
        procedure=procedure.id,
        version=compiled.version,
        title=procedure.title.ja,
        section=procedure.section,
        received_at=at,
        due_on=deadlines.due_after(deadlines.day_of(at), procedure.standard_days),
    )
    application.put_into(case)
    sampling.put_in_place(case, procedure.handling)
    return case


def _keep(case: Case, compiled: Compiled, authors: Authors | None, *, by: Actor, at: datetime) -> None:
    section = publications.section(case.section)
    case.number = next_number(section=section.id, short=section.short, day=deadlines.day_of(at))
    case.save(force_insert=True)
    Revision.objects.create(
        case=case,
        number=1,
        answers=case.answers,
        authors=_authors(case, authors, by=by, at=at),
        by_kind=by.kind,
        by_name=by.name,
        by_section=by.section,
        at=at,
    )
    doubting.note(case)
    detail = {"number": case.number, "procedure": case.procedure, "version": case.version, "channel": case.channel}
    received = journal.Event(subject=case.subject, what="received", by=by, at=at, detail=detail)
    drawn = journal.Event(subject=case.subject, what="sampled", by=SYSTEM, at=at)
    journal.write_many([received, drawn] if case.full_review == FullReview.DRAWN else [received])
    charging.ask_when(("sending",), case, compiled, by=SYSTEM, at=at)
    announce_when_kept(CaseReceived(case=case.pk, draft=case.draft, at=at))


def _authors(case: Case, authors: Authors | None, *, by: Actor, at: datetime) -> Authors:
    if authors is None:
        return signed({}, {}, case.answers, author_of(by, case.channel, at))
    return of_answers(authors, case.answers)
