"""Forgetting snapshots that were replaced: the register is kept as long as it is asked, and a few days more."""

from datetime import datetime

from django.db import transaction

from madoguchi.journal import commands as journal
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import refuse_if
from madoguchi.registers import permissions
from madoguchi.registers.models import BrokenLine, Comparison, Person, Snapshot
from madoguchi.registers.states import State

CHUNK = 20_000


def forget_old_snapshots(*, replaced_before: datetime, by: Actor, at: datetime) -> int:
    """Delete the people of snapshots replaced before then; what remains is that there was one, and its numbers.

    What drafts were answered goes with the day too: it served the limit. What a case was answered stays with the case.
    """
    refuse_if(permissions.refusal_to_import(by))
    old = Snapshot.objects.filter(state=State.FORMER.value, replaced_at__lt=replaced_before)
    count = 0
    for snapshot in old:
        delete_people(snapshot)
        _forgotten(snapshot, by=by, at=at)
        count += 1
    Comparison.objects.filter(subject__startswith="draft/", at__lt=replaced_before).delete()
    return count


def delete_people(snapshot: Snapshot) -> None:
    """In pieces, so that nobody waits for a million rows."""
    people = Person.objects.filter(snapshot=snapshot)
    while (first := people.order_by("pk").values_list("pk", flat=True).first()) is not None:
        people.filter(pk__lt=first + CHUNK).delete()


@transaction.atomic
def _forgotten(snapshot: Snapshot, *, by: Actor, at: datetime) -> None:
    BrokenLine.objects.filter(snapshot=snapshot).delete()
    snapshot.state = State.FORGOTTEN.value
    snapshot.save(update_fields=["state"])
    journal.write(subject=snapshot.subject, what="register_forgotten", by=by, at=at, detail={"people": snapshot.people})
