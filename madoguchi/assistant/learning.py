"""The ranking refitted from stored questions, and measured on a fifth of them set aside with everything nearly the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import fmean

import structlog

from madoguchi.assistant.corpus import corpus
from madoguchi.assistant.models import LearnedRanker, StoredQuestion
from madoguchi.assistant.ranking import Corpus, alike, fitting, measures, rank
from madoguchi.assistant.ranking.learned import Learned, loaded
from madoguchi.assistant.ranking.sets import Judged
from madoguchi.assistant.reading import read

log = structlog.get_logger(__name__)
FEWEST_LABELS = 200
PARTS = 5


@dataclass(frozen=True)
class Fitted:
    """What was learned from all questions, and how one learned from four fifths did on the last fifth."""

    learned: Learned
    questions: int
    held_out: int
    before: float
    after: float


def labels() -> list[Judged]:
    """Each stored question with the passages it was stored on."""
    grades: dict[str, dict[str, float]] = {}
    rows = StoredQuestion.objects.filter(undone_at__isnull=True).order_by("pk").values_list("text", "passage", "weight")
    for text, passage, weight in rows:
        grades.setdefault(read(text, language="ja").question, {})[passage] = float(weight)
    return [Judged(f"s{number}", text, given) for number, (text, given) in enumerate(grades.items())]


def refitted() -> Fitted | None:
    """None until enough is stored."""
    present = corpus()
    judged = [one for one in labels() if any(passage in present.place_of for passage in one.grades)]
    if len(judged) < FEWEST_LABELS:
        return None
    held, lessons = _parted(judged)
    taught = present.storing(fitting.stored(lessons))
    before = _measured(taught.learning(present.learned), held)
    after = _measured(taught.learning(fitting.fit(lessons, taught)), held)
    learned = fitting.fit(judged, present.storing(fitting.stored(judged)))
    return Fitted(learned, len(judged), len(held), before, after)


def _parted(judged: Sequence[Judged]) -> tuple[list[Judged], list[Judged]]:
    """A fifth set aside, and the lessons: all that is not nearly the same as anything set aside."""
    held_places = set(range(0, len(judged), PARTS))
    near = alike.near_duplicates([one.text for one in judged])
    away = {other for place in held_places for other in near[place]}
    lessons = [one for place, one in enumerate(judged) if place not in away]
    return [judged[place] for place in sorted(held_places)], lessons


def _measured(index: Corpus, held: Sequence[Judged]) -> float:
    found = [measures.of_question(rank(one.text, index).ids, one.grades)["nDCG@10"] for one in held]
    return float(fmean(found))


def in_use() -> Learned | None:
    """What the search is to be ranked by; None for the ranking as it was delivered."""
    row = LearnedRanker.objects.filter(in_use=True).values_list("pk", flat=True).first()
    return _read(row) if row else None


@lru_cache(maxsize=4)
def _read(row: int) -> Learned | None:
    """None for one made before the ranking changed its features: questions go on being answered as delivered."""
    try:
        return loaded(LearnedRanker.objects.get(pk=row).document)
    except ValueError as other:
        log.warning("assistant.ranker_of_another_version", ranker=row, reason=str(other))
        return None


def forget() -> None:
    """Rows of another database may bear the same numbers."""
    _read.cache_clear()


def rankers() -> list[LearnedRanker]:
    """The last ones, without what they learned."""
    return list(LearnedRanker.objects.defer("document")[:20])
