"""Tablets of the counter: an officer offers one the pairing, and it is known by its signed name from then on.

Whoever guesses digits from outside then uses up only what strangers have together, never what the counter needs.
"""

import secrets
from datetime import datetime, timedelta

from django.core import signing
from django.db import transaction

from madoguchi.journal import commands as journal
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import refuse_if
from madoguchi.procedures import permissions

OFFER, TABLET = "counter-tablet-offer", "counter-tablet"
OFFERED_FOR = timedelta(minutes=10)
PAIRED_FOR = timedelta(days=90)


@transaction.atomic
def offer(*, by: Actor, at: datetime) -> str:
    """What the address of the pairing carries: signed, good for ten minutes."""
    refuse_if(permissions.refusal_to_stand_at_counter(by))
    pairing = secrets.token_urlsafe(12)
    journal.write(subject=f"tablet/{pairing}", what="tablet_paired", by=by, at=at)
    return signing.dumps(pairing, salt=OFFER)


def offered(signed: str) -> str | None:
    """The name of the pairing that was offered; None once it is too old, or was never ours."""
    return _read(signed, OFFER, OFFERED_FOR)


def kept(pairing: str) -> str:
    """What the tablet keeps."""
    return signing.dumps(pairing, salt=TABLET)


def known(signed: str) -> str | None:
    """The name of the pairing a tablet has kept; None for everybody else."""
    return _read(signed, TABLET, PAIRED_FOR)


def _read(signed: str, salt: str, valid: timedelta) -> str | None:
    try:
        read = signing.loads(signed, salt=salt, max_age=valid)
    except signing.BadSignature:
        return None
    return read if isinstance(read, str) else None
