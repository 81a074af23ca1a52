"""Beginning a proposal, changing it, giving it up."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from madoguchi.authoring import permissions
from madoguchi.authoring.holding import held, kept, moved, note_hand, write
from madoguchi.authoring.models import Proposal
from madoguchi.authoring.readiness import refusal_of_anothers
from madoguchi.authoring.states import State
from madoguchi.definitions.compiled import Compiled
from madoguchi.journal.words import Word
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.publications import queries as publications

LONGEST_TITLE = 100
LONGEST_WHY = 2_000


@transaction.atomic
def propose(
    *, compiled: Compiled, title: str, why: str, by: Actor, at: datetime, notes: Sequence[dict[str, str]] = ()
) -> Proposal:
    """Begin with this definition: the version in force, an earlier one, or an imported sheet."""
    section = compiled.procedure.section
    refuse_if(permissions.refusal_to_propose(by, section))
    refuse_if(refusal_of_anothers(compiled.id, section))
    proposal = Proposal(
        procedure=compiled.id,
        section=section,
        base=publications.version_in_force(compiled.id) or "",
        document=compiled.document.decode(),
        version=compiled.version,
        notes=list(notes),
        author=by.id,
        author_name=by.name[:200],
        created_at=at,
        changed_at=at,
    )
    _name(proposal, title, why)
    proposal.save(force_insert=True)
    write(proposal, Word.PROPOSED, by=by, at=at, base=proposal.base)
    return proposal


@transaction.atomic
def change(*, proposal: Proposal, compiled: Compiled, what: str, seen: int, by: Actor, at: datetime) -> Proposal:
    """Keep the changed definition. What was checked before must be checked again."""
    proposal = held(proposal, seen)
    refuse_if(permissions.refusal_to_edit(by, proposal))
    if (compiled.id, compiled.procedure.section) != (proposal.procedure, proposal.section):
        raise Refusal("手続きの名前と担当課は、変更案では変えられません。", status=400, code="other-procedure")
    if compiled.version == proposal.version:
        return proposal
    proposal.document, proposal.version = compiled.document.decode(), compiled.version
    _reopened(proposal, at=at)
    note_hand(proposal, what, by=by, at=at)
    write(proposal, Word.PROPOSAL_CHANGED, by=by, at=at, what=what)
    return proposal


@transaction.atomic
def describe(*, proposal: Proposal, title: str, why: str, seen: int, by: Actor, at: datetime) -> Proposal:
    """Name it otherwise, or explain it better."""
    proposal = held(proposal, seen)
    refuse_if(permissions.refusal_to_edit(by, proposal))
    _name(proposal, title, why)
    kept(proposal, at=at)
    note_hand(proposal, "名前と理由", by=by, at=at)
    write(proposal, Word.PROPOSAL_CHANGED, by=by, at=at, what="名前と理由")
    return proposal


@transaction.atomic
def follow(*, proposal: Proposal, seen: int, by: Actor, at: datetime) -> Proposal:
    """Let it follow the version that is in force now; what that one changed is shown as this one's difference."""
    proposal = held(proposal, seen)
    refuse_if(permissions.refusal_to_edit(by, proposal))
    refuse_if(refusal_of_anothers(proposal.procedure, proposal.section))
    proposal.base = publications.version_in_force(proposal.procedure) or ""
    _reopened(proposal, at=at)
    note_hand(proposal, "もとの版", by=by, at=at)
    write(proposal, Word.PROPOSAL_CHANGED, by=by, at=at, what="もとの版", base=proposal.base)
    return proposal


@transaction.atomic
def withdraw(*, proposal: Proposal, seen: int, by: Actor, at: datetime) -> Proposal:
    """Give it up; it stays to be read."""
    proposal = held(proposal, seen)
    refuse_if(permissions.refusal_to_withdraw(by, proposal))
    moved(proposal, State.WITHDRAWN, at=at)
    write(proposal, Word.PROPOSAL_WITHDRAWN, by=by, at=at)
    return proposal


def _reopened(proposal: Proposal, *, at: datetime) -> None:
    if proposal.stands is State.DRAFT:
        kept(proposal, at=at)
    else:
        moved(proposal, State.DRAFT, at=at)


def _name(proposal: Proposal, title: str, why: str) -> None:
    title, why = title.strip(), why.replace("\r\n", "\n").strip()
    if not title or len(title) > LONGEST_TITLE:
        raise Refusal(f"変更案の名前を、{LONGEST_TITLE}文字までで入力してください。", status=400, code="title")
    if len(why) > LONGEST_WHY:
        raise Refusal(f"変更の理由は{LONGEST_WHY:,}文字までで入力してください。", status=400, code="why")
    if "\0" in title + why:
        raise Refusal("使えない文字が含まれています。", status=400, code="characters")
    proposal.title, proposal.why = title, why
