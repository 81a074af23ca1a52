"""Drafts and applications that somebody fills in for another (代理): whose they are, and what the mandate allows now.

A draft begun for another belongs to the account of the one represented, or to the mandate where that person has no
account. So one's own drafts are told apart without asking the database, and only the others are asked about.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from madoguchi.accounts import granting, mandates
from madoguchi.accounts.mandate_models import Mandate, Representation
from madoguchi.accounts.states import Act
from madoguchi.cases.models import Case
from madoguchi.definitions.compiled import Compiled
from madoguchi.journal import commands as journal
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.procedures import permissions
from madoguchi.procedures.drafting import Begun, opened
from madoguchi.procedures.models import Draft
from madoguchi.procedures.ownership import account_of_case, is_anothers


@transaction.atomic
def begin_for(*, mandate: Mandate, compiled: Compiled, language: str, by: Actor, at: datetime) -> Begun:
    """Open a draft for the one represented, who is told."""
    refuse_if(mandates.refusal_to_act(mandate, by=by, act=Act.FILL, procedure=compiled.id, on=at.date()))
    acting = mandates.speaking_for(mandate, by=by, subject="")
    refuse_if(permissions.refusal_to_take(compiled.procedure, at.date()))
    begun = opened(compiled, language, {}, by=acting, at=at)
    granting.represent(mandate=mandate, subject=begun.draft.subject, procedure=compiled.id, by=by, at=at)
    return begun


def refuse_to_open(draft: Draft, by: Actor, stranger: Refusal | None, *, at: datetime) -> None:
    """A draft begun for another opens for its proxy on any device, as long as the mandate stands, and for no device else."""
    under = mandates.representation(draft.subject)
    if under is None:
        refuse_if(stranger)
        return
    refuse_if(
        mandates.refusal_to_act(under.mandate, by=by, act=Act.FILL, procedure=under.procedure, on=at.date())
    )  # fmt: skip


def send_for(*, draft: Draft, by: Actor, at: datetime) -> Actor:
    """Who sends: the proxy with the mandate's leave, or whoever sends for themselves."""
    if not is_anothers(draft, by) or by.is_officer:
        return by
    subject = draft.subject if draft.corrects is None else f"case/{draft.corrects}"
    return mandates.allowed_to(Act.SEND, subject=subject, by=by, on=at.date()) or by


def mend_for(*, case: Case, by: Actor, stranger: Refusal | None, at: datetime) -> Actor:
    """Who mends an application that a proxy began to mend: officers as themselves, the proxy with the mandate's leave."""
    if by.is_officer:
        return by
    acting = mandates.allowed_to(Act.SEND, subject=case.subject, by=by, on=at.date())
    if acting is None:
        refuse_if(stranger)
    return acting or case.applicant


@transaction.atomic
def note_look(*, case: Case, by: Actor, at: datetime) -> None:
    """A proxy has looked: the one represented is told once a day, and the journal says so each time."""
    tell(case, Act.STATUS, by=by, at=at)
    journal.write(subject=case.subject, what="status_shown", by=by, at=at)


def arrived(*, draft: Draft, case: Case, by: Actor, at: datetime) -> None:
    """What was sent for another stays under the same mandate, and the one represented is told."""
    if by.on_behalf_of is not None:
        granting.pass_on(subject_from=draft.subject, subject_to=case.subject, at=at)
        tell(case, Act.SEND, by=by, at=at)


def tell(case: Case, act: Act, *, by: Actor, at: datetime) -> None:
    """Tell the one represented what the proxy did with the application."""
    behalf = by.on_behalf_of
    mandate = mandates.by_id(UUID(behalf.mandate)) if behalf else None
    if mandate is not None:
        granting.tell_of_act(mandate, act, procedure=case.procedure, subject=case.subject, at=at)


def mail_address(by: Actor) -> str | None:
    """Where the receipt with its code goes: to the one represented, never to the proxy; None for oneself."""
    behalf = by.on_behalf_of
    if behalf is None:
        return None
    mandate = mandates.by_id(UUID(behalf.mandate))
    return granting.address_of_principal(mandate) if mandate else ""


def hand_correction_to(draft: Draft, by: Actor, case: Case, *, at: datetime) -> None:
    """A correction belongs to whoever opened it last: the proxy under the mandate, or the applicant."""
    behalf = by.on_behalf_of
    owner = "" if behalf is None else account_of_case(by) or f"mandate/{behalf.mandate}"
    if draft.account_id == owner:
        return
    draft.account_id = owner
    draft.save(update_fields=["account_id"])
    Representation.objects.filter(pk=draft.subject).delete()
    if behalf is not None:
        granting.pass_on(subject_from=case.subject, subject_to=draft.subject, at=at)
