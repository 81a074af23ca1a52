"""What must not be lost leaves the house from here: a row in the sender's transaction, delivered by a worker.

Delivery is at least once. An act that writes only to our own database is connected as it is and runs in one
transaction with the mark that it is done: it happens exactly once. An act that speaks to the outside, or works long,
is connected with `in_transaction=False`: it holds no lock of the database while it works, may happen again when its
worker dies before the mark, and therefore repeats itself under the same key.
"""

import time
import uuid
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event

import structlog
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Concat

from madoguchi.gateways import masking
from madoguchi.gateways.models import OutboxEntry, State
from madoguchi.kernel import clock

Act = Callable[[Mapping[str, object]], None]

log = structlog.get_logger(__name__)
# Five minutes are more than any act takes; until then a dead worker keeps what it had.
LEASE = timedelta(minutes=5)
PAUSES = tuple(
    timedelta(seconds=seconds) for seconds in (10, 60, 600, 3_600, 3_600 * 6, 3_600 * 24)
)  # 10 s, 1 min, 10 min, 1 h, 6 h, 1 day
MOST_TRIES = len(PAUSES) + 1
LONGEST_ERROR = 1_000


@dataclass(frozen=True)
class _Receiver:
    act: Act
    in_transaction: bool


_receivers: dict[str, _Receiver] = {}


class _LostClaim(Exception):
    """The work took longer than the lease and another worker has the entry now."""


def put(*, kind: str, key: str, payload: Mapping[str, object], due_at: datetime | None = None) -> None:
    """Send something, if the caller's transaction commits. The same kind and key a second time changes nothing."""
    now = clock.now()
    entry = OutboxEntry(kind=kind, key=key, payload=dict(payload), put_at=now, due_at=due_at or now)
    OutboxEntry.objects.bulk_create([entry], ignore_conflicts=True)


def connect(kind: str, act: Act, *, in_transaction: bool = True) -> None:
    """Say who delivers a kind. Two for one kind is a mistake in the wiring."""
    known = _receivers.get(kind)
    if known is not None and known.act is not act:
        raise ValueError(f"outbox entries of kind {kind!r} are delivered already")
    _receivers[kind] = _Receiver(act, in_transaction)


def disconnect(kind: str) -> None:
    _receivers.pop(kind, None)


def connected() -> frozenset[str]:
    return frozenset(_receivers)


def retry(entry: OutboxEntry, *, at: datetime) -> None:
    """Give a stuck entry all its tries again."""
    OutboxEntry.objects.filter(pk=entry.pk, state=State.STUCK).update(state=State.WAITING, due_at=at, tries=0)


def deliver_due(*, at: datetime, limit: int = 50) -> int:
    """Deliver up to `limit` entries that are due, one after another; how many were tried."""
    began = time.monotonic()
    for done in range(limit):
        moment = at + timedelta(seconds=time.monotonic() - began)
        entry = _claim_next(moment)
        if entry is None:
            return done
        _deliver(entry, moment)
    return limit


def work_loop(
    stop: Event,
    *,
    pause: float = 1.0,
    limit: int = 50,
    after_round: Callable[[], None] = lambda: None,
    rests: Callable[[], bool] = lambda: False,
) -> None:
    """Deliver until told to stop; `after_round` is where a worker says that it is alive, and it waits while it `rests`.

    Survives a database that is away for a while.
    """
    while not stop.is_set():
        try:
            idle = rests() or deliver_due(at=clock.now(), limit=limit) == 0
            after_round()
        except (OperationalError, InterfaceError) as problem:
            log.warning("outbox.database_away", problem=str(problem))
            connection.close()
            idle = True
        if idle:
            stop.wait(pause)


def _claim_next(at: datetime) -> OutboxEntry | None:
    """Take one entry. Among workers each gets another: SKIP LOCKED on PostgreSQL, IMMEDIATE transactions on SQLite."""
    due = Q(state=State.WAITING, due_at__lte=at) | Q(state=State.CLAIMED, claimed_until__lte=at)
    # The kind as an expression: SQLite would else walk through everything ever delivered, by the index of kind and key,
    # instead of the few that wait (200 times slower with 10,000 done).
    entries = OutboxEntry.objects.alias(named=Concat("kind", Value(""))).filter(due, named__in=connected())
    if not entries.exists():
        return None  # an idle worker must not take SQLite's one write lock every second
    with transaction.atomic():
        entry = entries.order_by("due_at", "id").select_for_update(skip_locked=True).first()
        if entry is not None:
            entry.state, entry.claim, entry.claimed_until = State.CLAIMED, uuid.uuid4(), at + LEASE
            # Counted before the try: an entry that kills its worker must run out of tries as well.
            entry.tries += 1
            entry.save(update_fields=["state", "claim", "claimed_until", "tries"])
    return entry


def _deliver(entry: OutboxEntry, at: datetime) -> None:
    if entry.tries > MOST_TRIES:
        _put_back(entry, at, "作業の途中で止まることが続きました。")
        return
    receiver = _receivers[entry.kind]
    try:
        with transaction.atomic() if receiver.in_transaction else nullcontext():
            receiver.act(entry.payload)
            _mark_done(entry, at)
    except _LostClaim:
        log.warning("outbox.lost_claim", kind=entry.kind, entry=entry.pk)
    except Exception as problem:  # an entry may fail in any way, and must not keep the others waiting
        log.exception("outbox.failed", kind=entry.kind, entry=entry.pk, tries=entry.tries)
        _put_back(entry, at, f"{type(problem).__name__}: {problem}")


def _mark_done(entry: OutboxEntry, at: datetime) -> None:
    mine = OutboxEntry.objects.filter(pk=entry.pk, claim=entry.claim)
    if not mine.update(state=State.DONE, done_at=at, payload={}, claim=None, claimed_until=None, last_error=""):
        raise _LostClaim


def _put_back(entry: OutboxEntry, at: datetime, error: str) -> None:
    """Wait a growing while for the next try, or stay stuck until an operator looks."""
    last = entry.tries >= MOST_TRIES
    OutboxEntry.objects.filter(pk=entry.pk, claim=entry.claim).update(
        state=State.STUCK if last else State.WAITING,
        due_at=F("due_at") if last else at + PAUSES[entry.tries - 1],
        claim=None,
        claimed_until=None,
        last_error=masking.masked_text(error.replace("\0", "\ufffd"))[:LONGEST_ERROR],
    )
