"""The gap ledger as it is read: lines by what they cost, with the assumption that makes a number of it."""

from dataclasses import dataclass

from django.db.models import Count, Q

from madoguchi.assistant.lives import GapState
from madoguchi.assistant.models import Gap, GapQuestion

# 要確認（デモ）: what one call to the ward takes an officer, assumed until the ward has measured it.
MINUTES_A_CALL = 6
MOST = 200


@dataclass(frozen=True)
class Line:
    """A gap with its demand: who did not find an answer is assumed to telephone."""

    gap: Gap
    asked: int
    left: int

    @property
    def minutes(self) -> int:
        return self.asked * MINUTES_A_CALL


def lines(section: str = "", *, state: GapState = GapState.OPEN) -> list[Line]:
    """The gaps of a section, or of the ward, the dearest first."""
    found = Gap.objects.filter(state=state.value)
    found = found.filter(section=section) if section else found
    counted = found.annotate(
        asked=Count("questions"), left=Count("questions", filter=Q(questions__answered_at__isnull=True))
    ).order_by("-asked", "due")[:MOST]
    return [Line(gap, gap.asked, gap.left) for gap in counted]


def by_id(id_: int) -> Gap | None:
    return Gap.objects.filter(pk=id_).first()


def questions_of(gap: Gap) -> list[GapQuestion]:
    """Every way it was asked, in order."""
    return list(gap.questions.all())
