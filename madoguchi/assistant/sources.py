"""Who gives passages and stored questions: each capability offers its own in config/wiring.py, and nobody is imported here."""

from collections.abc import Callable, Iterable

from madoguchi.assistant.ranking.learned import Learned
from madoguchi.kernel.passages import Passage

Passages = Callable[[], Iterable[Passage]]
# A question residents ask, the id of the passage that answers it, and its weight: 2 this answers, 1 related.
StoredQuestion = tuple[str, str, float]
StoredQuestions = Callable[[], Iterable[StoredQuestion]]

Ranker = Callable[[], Learned | None]

_rankers: list[Ranker] = []
_passages: list[Passages] = []
_questions: list[StoredQuestions] = []


def offer(provider: Passages) -> None:
    """Passages by a function that is asked at most once a second; offering it twice changes nothing."""
    if provider not in _passages:
        _passages.append(provider)


def offer_questions(provider: StoredQuestions) -> None:
    """Questions confirmed by staff, as (id of the passage, question, weight)."""
    if provider not in _questions:
        _questions.append(provider)


def offer_ranker(provider: Ranker) -> None:
    """What the order was learned from, asked for with the passages; without one it is the ranking as it was delivered."""
    if provider not in _rankers:
        _rankers.append(provider)


def ranker() -> Learned | None:
    """What the search is ranked by."""
    return _rankers[0]() if _rankers else None


def passages() -> tuple[Passage, ...]:
    """Every passage there is, also those that are silent today; of two with one id the first counts."""
    found: dict[str, Passage] = {}
    for provider in _passages:
        for passage in provider():
            found.setdefault(passage.id, passage)
    return tuple(found.values())


def stored_questions() -> tuple[StoredQuestion, ...]:
    """Every stored question, in a fixed order."""
    return tuple(sorted({question for provider in _questions for question in provider()}))
