"""Having a claim compared: for the office, or for a resident known to be the person; few tries, each in the journal."""

import hashlib
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from madoguchi.journal import commands as journal
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import refuse_if
from madoguchi.registers import permissions, queries
from madoguchi.registers.claims import Answer, Claim, Verdict
from madoguchi.registers.models import Comparison, Snapshot

TRIES = 5
WITHIN = timedelta(days=1)


@transaction.atomic
def compare(*, claim: Claim, subject: str, asker: str, identified: bool, by: Actor, at: datetime) -> Answer:
    """The answer to a resident's claim. `asker` is who is identified (an account, a sheet): tries are counted by it.

    The same claim again is the same answer and no further try. After five different ones in a day nothing is told
    (UNKNOWN), which looks like a register that is not loaded.
    """
    refuse_if(permissions.refusal_to_compare(by, identified=identified))
    snapshot = queries.current()
    if snapshot is None:
        return queries.compare_in(None, claim)
    who, said = _keyed(asker), claim.digest(_key())
    tried = Comparison.objects.filter(asker=who, at__gt=at - WITHIN)
    # Asked on purpose also where the tries are spent: the time an answer takes must not tell which it is.
    answer = queries.compare_in(snapshot, claim)
    if tried.filter(claim_digest=said, snapshot=snapshot, subject=subject).exists():
        return answer
    if tried.values("claim_digest").distinct().count() >= TRIES and not tried.filter(claim_digest=said).exists():
        answer = Answer(dict.fromkeys(answer.verdicts, Verdict.UNKNOWN), answer.as_of)
    _note(snapshot, claim, answer, subject=subject, asker=asker, by=by, at=at)
    return answer


@transaction.atomic
def note_comparison(*, snapshot: Snapshot, claim: Claim, answer: Answer, subject: str, by: Actor, at: datetime) -> None:
    """Write down what the office had compared, once the case it belongs to stands."""
    refuse_if(permissions.refusal_to_compare(by, identified=False))
    _note(snapshot, claim, answer, subject=subject, asker=f"office/{subject}", by=by, at=at)


def _note(
    snapshot: Snapshot, claim: Claim, answer: Answer, *, subject: str, asker: str, by: Actor, at: datetime
) -> None:
    told = {aspect.value: verdict.value for aspect, verdict in answer.verdicts.items()}
    Comparison.objects.create(
        subject=subject,
        asker=_keyed(asker),
        claim_digest=claim.digest(_key()),
        snapshot=snapshot,
        verdicts=told,
        at=at,
    )
    detail = {"snapshot": snapshot.sequence, "aspects": sorted(told)}
    journal.write(subject=subject, what="register_compared", by=by, at=at, detail=detail)


def _keyed(asker: str) -> str:
    return hashlib.sha256(f"{_key()}:{asker}".encode()).hexdigest()


def _key() -> str:
    return f"comparing with the register:{settings.SECRET_KEY}"
