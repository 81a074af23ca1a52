"""Holding a proposal while an act changes it."""

from datetime import datetime

from madoguchi.authoring.models import Edit, Proposal
from madoguchi.authoring.states import FINAL, State, after
from madoguchi.journal import commands as journal
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal


def held(proposal: Proposal, seen: int | None = None) -> Proposal:
    """The proposal, locked; Refusal where it is no longer what was seen."""
    now = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if seen is not None and now.changes != seen:
        raise Refusal(
            "この変更案は、画面を開いたあとにほかの人が変更しました。",
            way_on="画面を開き直して、いまの内容を確かめてください。",
            code="stale",
        )
    return now


def moved(proposal: Proposal, to: State, *, at: datetime) -> Proposal:
    """Put it where the table lets it go; the caller writes it down."""
    proposal.state = after(proposal.stands, to).value
    return kept(proposal, at=at)


def kept(proposal: Proposal, *, at: datetime) -> Proposal:
    """Save one more change."""
    proposal.changes += 1
    proposal.changed_at = at
    proposal.ended_at = at if proposal.stands in FINAL else None
    proposal.save()
    return proposal


def note_hand(proposal: Proposal, what: str, *, by: Actor, at: datetime) -> None:
    """Remember who had a hand in it: such a person does not approve."""
    Edit.objects.create(proposal=proposal, by=by.id, by_name=by.name[:200], what=what[:200], at=at)


def write(proposal: Proposal, word: str, *, by: Actor, at: datetime, **detail: object) -> None:
    """One line of the journal, last in the transaction."""
    known = {"procedure": proposal.procedure, "version": proposal.version, **detail}
    journal.write(subject=proposal.subject, what=word, by=by, at=at, detail=known)
