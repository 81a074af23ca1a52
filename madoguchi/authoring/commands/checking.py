"""Declaring a proposal ready: nothing stands in its way, and it is known whom it would touch."""

from datetime import datetime

from django.db import transaction

from madoguchi.authoring import permissions
from madoguchi.authoring.holding import held, moved, write
from madoguchi.authoring.models import Proposal
from madoguchi.authoring.readiness import refusal_as_it_is
from madoguchi.authoring.states import State
from madoguchi.journal.words import Word
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import refuse_if


@transaction.atomic
def check(*, proposal: Proposal, seen: int, by: Actor, at: datetime, demo: bool) -> Proposal:
    """Refused while something keeps it from being published, or nobody has tried it on past cases."""
    proposal = held(proposal, seen)
    refuse_if(permissions.refusal_to_check(by, proposal))
    refuse_if(refusal_as_it_is(proposal, demo=demo))
    moved(proposal, State.CHECKED, at=at)
    write(proposal, Word.PROPOSAL_CHECKED, by=by, at=at)
    return proposal
