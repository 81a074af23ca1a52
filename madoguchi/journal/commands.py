"""Writing down what happened, in the caller's transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection, transaction

from madoguchi.journal import chain, plain, queries
from madoguchi.journal.models import Entry
from madoguchi.journal.words import Word
from madoguchi.kernel.actors import Actor

# Any number, as long as nobody else takes it: pg_locks shows it while an entry is being written.
ADVISORY_LOCK = 0x6D61646F
LONGEST_NAME = 200


@dataclass(frozen=True)
class Event:
    """What is to be written; `write_many` gives it its place in the chain."""

    subject: str
    what: str
    by: Actor
    at: datetime
    detail: Mapping[str, object] = field(default_factory=dict)


def write(*, subject: str, what: str, by: Actor, at: datetime, detail: Mapping[str, object] | None = None) -> None:
    """Write one entry. Call it last in a command: from here to the commit no other command can write its own."""
    write_many([Event(subject=subject, what=what, by=by, at=at, detail=detail or {})])


def write_many(events: Sequence[Event]) -> None:
    """Write several entries with one look at the chain, in the order given."""
    if not events:
        return
    drafts = [_draft(event) for event in events]
    with transaction.atomic(savepoint=False):
        _take_turn()
        Entry.objects.bulk_create(_chained(drafts, queries.head()))


def _take_turn() -> None:
    """Entries are chained one transaction after another.

    SQLite is in that order already: its transactions are IMMEDIATE. On PostgreSQL they queue here until the commit.
    Where either should fail, the unique `previous` refuses the second of two entries.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ADVISORY_LOCK])


def _draft(event: Event) -> Entry:
    return Entry(
        at=event.at,
        subject=event.subject,
        what=Word(event.what).value,
        who_kind=event.by.kind.value,
        who_id=event.by.id,
        who_name=plain.text(event.by.name)[:LONGEST_NAME],
        who_section=event.by.section,
        detail=plain.plain({**event.detail, **_behalf(event.by)}),
    )


def _behalf(by: Actor) -> dict[str, object]:
    """Under which mandate a proxy acted; who for and who by stand in the name."""
    return {"mandate": by.on_behalf_of.mandate} if by.on_behalf_of else {}


def _chained(drafts: list[Entry], head: chain.Head) -> list[Entry]:
    for entry in drafts:
        entry.seq, entry.previous = head.seq + 1, head.hash
        entry.hash = chain.hash_of(entry)
        head = chain.Head(entry.seq, entry.hash)
    return drafts
