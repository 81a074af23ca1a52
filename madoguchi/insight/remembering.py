"""The published figures, read once until the next night's count: a page then costs one query."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.conf import settings

from madoguchi.insight.published import Piece, pieces
from madoguchi.kernel import clock
from madoguchi.procedures import figures as procedures
from madoguchi.publications import queries as publications
from madoguchi.publications.queries import Edition

MONTHS = 13


@dataclass(frozen=True)
class Published:
    """All that may be shown, and which versions there are."""

    edition: int
    pieces: Sequence[Piece]
    editions: Sequence[Edition]

    def of(self, procedure: str) -> list[Piece]:
        return [piece for piece in self.pieces if piece.procedure == procedure]

    def months(self) -> list[date]:
        """Every month that a published number belongs to, the latest first."""
        return sorted({month for piece in self.pieces for month in (piece.first, piece.last)}, reverse=True)


def this_month() -> date:
    """Its first day: what belongs to it is not over yet."""
    return clock.today().replace(day=1)


def first_month() -> date:
    """The first of the months that are shown."""
    now = this_month()
    months = now.year * 12 + now.month - 1 - MONTHS
    return date(months // 12, months % 12 + 1, 1)


def published() -> Published:
    """What may be shown today."""
    return _published(procedures.edition(), this_month(), settings.SMALLEST_GROUP)


@lru_cache(maxsize=2)
def _published(edition: int, until: date, k: int) -> Published:
    months = procedures.months(since=first_month(), until=until)
    return Published(edition, tuple(pieces(months, k)), tuple(publications.editions()))


forget = _published.cache_clear
