"""The walk through a draft's procedure, made once for the same answers however often a request asks for it."""

from dataclasses import dataclass
from datetime import date

from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.journey import Journey, walk
from madoguchi.procedures.models import Draft


@dataclass(frozen=True)
class _Walked:
    """A walk, and what it was made of."""

    compiled: Compiled
    answers: dict[str, object]
    today: date
    journey: Journey


def journey_of(draft: Draft, compiled: Compiled, *, today: date) -> Journey:
    """Comparing answers is far quicker than walking: a request asks before it keeps a page, after, and to go on."""
    known = draft.walked
    if (
        isinstance(known, _Walked)
        and known.compiled is compiled
        and known.today == today
        and known.answers == draft.answers
    ):
        return known.journey
    journey = walk(compiled, draft.answers, today=today)
    remember(draft, compiled, draft.answers, journey, today=today)
    return journey


def remember(draft: Draft, compiled: Compiled, answers: dict[str, object], journey: Journey, *, today: date) -> None:
    """Somebody has walked with these answers already."""
    draft.walked = _Walked(compiled, dict(answers), today, journey)
