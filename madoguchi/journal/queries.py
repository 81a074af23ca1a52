"""Reading the journal: what happened to a thing, and whether the chain still holds."""

from collections.abc import Iterator

from django.db import connection

from madoguchi.journal import chain
from madoguchi.journal.models import Entry

CHUNK = 2_000


def timeline(subject: str) -> list[Entry]:
    """Everything that happened to a thing, in the order it was written."""
    return list(Entry.objects.filter(subject=subject).order_by("seq"))


def head() -> chain.Head:
    """In SQL, for every command asks this while the others wait: the ORM needs several times as long."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq, hash FROM journal_entry ORDER BY seq DESC LIMIT 1")
        newest = cursor.fetchone()
    return chain.Head(int(newest[0]), str(newest[1])) if newest else chain.EMPTY


def verify(*, expected: chain.Head | None = None) -> chain.BrokenLink | None:
    """The first broken link, or None. With `expected`, a head noted elsewhere, also what was cut off at the end."""
    before = chain.EMPTY
    for entry in _in_order():
        broken = chain.break_between(before, entry)
        if broken is not None:
            return broken
        if expected is not None and expected.seq == entry.seq and expected.hash != entry.hash:
            return chain.BrokenLink(entry.seq, chain.Difference.OTHER_HEAD, expected.hash, entry.hash)
        before = chain.Head(entry.seq, entry.hash)
    if expected is not None and expected.seq > before.seq:
        return chain.BrokenLink(expected.seq, chain.Difference.CUT_OFF, str(expected.seq), str(before.seq))
    return None


def _in_order() -> Iterator[Entry]:
    """By number and in pieces, so that a journal of any length needs the memory of one piece."""
    last = 0
    while piece := list(Entry.objects.filter(seq__gt=last).order_by("seq")[:CHUNK]):
        yield from piece
        last = piece[-1].seq
