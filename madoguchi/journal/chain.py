"""How each entry is bound to the one before it, and how a break is told.

The hash of an entry is SHA-256 over the canonical JSON of all its fields and the hash of the entry before. Whoever
changes or removes an entry must therefore rewrite all that follow. Cutting off the newest entries leaves a whole
chain, so the head must also be kept elsewhere: `bin/journal head` prints it, `bin/journal verify --head` compares.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC
from enum import StrEnum

from madoguchi.journal.models import Entry
from madoguchi.kernel import signing

BEFORE_THE_FIRST = "0" * 64


@dataclass(frozen=True)
class Head:
    """The newest entry: its number and its hash."""

    seq: int
    hash: str

    def __str__(self) -> str:
        return f"{self.seq}:{self.hash}"


EMPTY = Head(seq=0, hash=BEFORE_THE_FIRST)


class Difference(StrEnum):
    MISSING = "missing"
    PREVIOUS = "previous"
    CONTENT = "content"
    CUT_OFF = "cut_off"
    OTHER_HEAD = "other_head"


SENTENCES: dict[Difference, str] = {
    Difference.MISSING: "{seq}番の記録がありません。",
    Difference.PREVIOUS: "{seq}番の記録が、直前の記録につながっていません。",
    Difference.CONTENT: "{seq}番の記録の内容が、書き込まれたときと違います。",
    Difference.CUT_OFF: "控えにある{seq}番の記録がありません。末尾の記録が失われています。",
    Difference.OTHER_HEAD: "{seq}番の記録が、控えの値と違います。",
}


@dataclass(frozen=True)
class BrokenLink:
    """The first place where the chain does not hold: the entry, what differs, and the two values."""

    seq: int
    difference: Difference
    expected: str
    found: str

    @property
    def sentence(self) -> str:
        return SENTENCES[self.difference].format(seq=self.seq)


def hash_of(entry: Entry) -> str:
    fields = {
        "seq": entry.seq,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "subject": entry.subject,
        "what": entry.what,
        "who_kind": entry.who_kind,
        "who_id": entry.who_id,
        "who_name": entry.who_name,
        "who_section": entry.who_section,
        "detail": entry.detail,
        "previous": entry.previous,
    }
    return hashlib.sha256(signing.canonical(fields)).hexdigest()


def break_between(before: Head, entry: Entry) -> BrokenLink | None:
    """What is wrong with the step from one entry to the next."""
    if entry.seq != before.seq + 1:
        return BrokenLink(before.seq + 1, Difference.MISSING, str(before.seq + 1), str(entry.seq))
    if entry.previous != before.hash:
        return BrokenLink(entry.seq, Difference.PREVIOUS, before.hash, entry.previous)
    expected = _hash_or_reason(entry)
    if entry.hash != expected:
        return BrokenLink(entry.seq, Difference.CONTENT, expected, entry.hash)
    return None


def _hash_or_reason(entry: Entry) -> str:
    """A forged detail may hold what canonical JSON cannot say; that is a break to report, not an error."""
    try:
        return hash_of(entry)
    except TypeError as problem:
        return str(problem)
