"""Sending a proposal to somebody else, who gives it back or puts it in force."""

from datetime import datetime

from django.db import transaction

from madoguchi.authoring import permissions
from madoguchi.authoring.holding import held, moved, write
from madoguchi.authoring.models import Proposal
from madoguchi.authoring.readiness import refusal_as_it_is
from madoguchi.authoring.states import State
from madoguchi.journal.words import Word
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.publications import commands as publications

LONGEST_REASON = 2_000


@transaction.atomic
def send(*, proposal: Proposal, seen: int, by: Actor, at: datetime) -> Proposal:
    """Ask for approval of what was checked."""
    proposal = held(proposal, seen)
    refuse_if(permissions.refusal_to_send(by, proposal))
    moved(proposal, State.WAITING_APPROVAL, at=at)
    write(proposal, Word.PROPOSAL_SENT, by=by, at=at)
    return proposal


@transaction.atomic
def give_back(*, proposal: Proposal, because: str, seen: int, by: Actor, at: datetime) -> Proposal:
    """Give it back to its author with a reason."""
    proposal = held(proposal, seen)
    refuse_if(permissions.refusal_to_return(by, proposal))
    because = because.replace("\r\n", "\n").strip()
    if not because or len(because) > LONGEST_REASON or "\0" in because:
        raise Refusal(
            f"差し戻す理由を、{LONGEST_REASON:,}文字までで入力してください。", status=400, code="reason-missing"
        )
    proposal.returned_because = because
    moved(proposal, State.RETURNED, at=at)
    write(proposal, Word.PROPOSAL_RETURNED, by=by, at=at, because=because)
    return proposal


@transaction.atomic
def approve(*, proposal: Proposal, seen: int, by: Actor, at: datetime, demo: bool) -> Proposal:
    """Put it in force, in the same transaction. What was checked must still hold: time may have passed."""
    proposal = held(proposal, seen)
    refuse_if(permissions.refusal_to_approve(by, proposal))
    refuse_if(refusal_as_it_is(proposal, demo=demo))
    proposal.approved_by, proposal.approved_name = by.id, by.name[:200]
    moved(proposal, State.PUBLISHED, at=at)
    published = publications.publish(compiled=proposal.compiled, by=by, at=at, demo=demo, proposed_by=proposal.author)
    write(proposal, Word.PROPOSAL_APPROVED, by=by, at=at, number=published.number)
    return proposal


@transaction.atomic
def note_export(*, proposal: Proposal, by: Actor, at: datetime) -> None:
    """Write down that the file was taken out."""
    refuse_if(permissions.refusal_to_look(by, proposal.section))
    write(proposal, Word.PROPOSAL_EXPORTED, by=by, at=at)
