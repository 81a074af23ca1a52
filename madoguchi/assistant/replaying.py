"""What a changed answer would do to questions people have asked before: seen before it is published.

Every past question that has words in common with the old or the new text is asked twice, of the answers as they are and
as they would be. The others cannot tell the two apart.
"""

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from madoguchi.assistant import answering, calibration, extracting, finding, passages
from madoguchi.assistant.corpus import corpus, documents_of, passages_today
from madoguchi.assistant.models import StoredQuestion, Turn
from madoguchi.assistant.ranking import Corpus, build
from madoguchi.assistant.ranking.words import plain, question, words
from madoguchi.assistant.states import Exit
from madoguchi.definitions.faq import FaqEntry
from madoguchi.kernel import clock
from madoguchi.kernel.passages import Passage

MOST_QUESTIONS = 10_000
MOST_LISTED = 100
# A question of whose words so little stands in either text is answered by other pages, before and after.
SHARED = 0.2
NO_ANSWER = frozenset({Exit.NO_PAGE, Exit.OFF_TOPIC, Exit.PERSON})


class Change(StrEnum):
    """What happens to a past question."""

    BREAKS = "breaks"
    LOST = "lost"
    OTHER = "other"
    WORDING = "wording"
    GAINED = "gained"


LABEL: dict[Change, str] = {
    Change.BREAKS: "登録した聞き方で、この答えが見つからなくなる",
    Change.LOST: "答えがなくなる",
    Change.OTHER: "別の答えになる",
    Change.WORDING: "答えの文が変わる",
    Change.GAINED: "この答えで答えられるようになる",
}


@dataclass(frozen=True)
class Asked:
    """A past question; `passage` is the one officers confirmed for it, where they have."""

    text: str
    language: str
    passage: str = ""


@dataclass(frozen=True)
class Answered:
    """How a question is answered: the exit, the passage that stands first, and what is quoted of it."""

    exit: Exit
    passage: str
    text: str


@dataclass(frozen=True)
class Difference:
    """One past question with its answer before and after."""

    asked: Asked
    change: Change
    before: Answered
    after: Answered


@dataclass(frozen=True)
class Effect:
    """All that would change. `looked_at` of the `asked` had words in common with one of the texts."""

    asked: int
    looked_at: int
    differences: tuple[Difference, ...]
    seconds: float

    def count(self, change: Change) -> int:
        return sum(one.change is change for one in self.differences)


def past_questions() -> list[Asked]:
    """What was asked, each once, the latest first; before them those that officers confirmed."""
    confirmed = StoredQuestion.objects.filter(undone_at__isnull=True).values_list("text", "language", "passage")
    found = {text: Asked(text, language, passage) for text, language, passage in confirmed}
    said = Turn.objects.filter(chosen=False).exclude(said="").order_by("-at").values_list("said", "language")
    for text, language in said[: MOST_QUESTIONS * 2].iterator():
        if len(found) >= MOST_QUESTIONS:
            break
        found.setdefault(text, Asked(text, language))
    return list(found.values())


def effect_of(entry: FaqEntry, asked: Sequence[Asked]) -> Effect:
    """Replay against the answers as they are today."""
    began = time.perf_counter()
    present, today = corpus(), passages_today()
    new = passages.of_entry(entry)
    old = today.get(new.id)
    changed = {id_: one for id_, one in today.items() if id_ != new.id}
    if new.speaks_on(clock.today()):
        changed = {id_: new if id_ == new.id else one for id_, one in {**today, new.id: new}.items()}
    after = _indexed(changed, present)
    near = list(_near(asked, [one for one in (old, new) if one is not None], present))
    differences = [
        difference
        for one in near
        if (difference := _difference(one, _answered(one, present, today), _answered(one, after, changed), new.id))
    ]
    order = list(Change)
    differences.sort(key=lambda one: order.index(one.change))
    return Effect(len(asked), len(near), tuple(differences), time.perf_counter() - began)


def _indexed(speaking: Mapping[str, Passage], present: Corpus) -> Corpus:
    """The same ranking over the changed passages: the questions stored on them and what was learned stay."""
    index = build((d for one in speaking.values() for d in documents_of(one)), vocabulary=present.vocabulary)
    stored = StoredQuestion.objects.filter(undone_at__isnull=True).values_list("passage", "text", "weight")
    kept = [(passage, text, float(weight)) for passage, text, weight in stored if passage in speaking]
    return replace(index.with_stored_questions(kept) if kept else index, learned=present.learned)


def _near(asked: Iterable[Asked], texts: Sequence[Passage], present: Corpus) -> Iterable[Asked]:
    forms = {word.form for one in texts for text in _texts(one) for word in words(plain(text))}
    ids = {one.id for one in texts}
    for one in asked:
        said = {word.form for word in words(question(one.text))}
        told = sum(present.words.rarity_of(form) for form in said)
        shared = sum(present.words.rarity_of(form) for form in said if form in forms)
        if one.passage in ids or (told and shared / told >= SHARED):
            yield one


def _texts(passage: Passage) -> Iterable[str]:
    for document in documents_of(passage):
        yield from (document.title, document.body, *document.questions)


def _answered(asked: Asked, index: Corpus, today: Mapping[str, Passage]) -> Answered:
    found = finding.nearest_in(index, today, asked.text, language=asked.language)
    way = answering.exit_by_figures(found, calibration.present())
    first = found.passages[0] if found.passages and way not in NO_ANSWER else None
    if first is None:
        return Answered(way, "", "")
    shown = first.body.language_shown(asked.language)
    text, _ = extracting.best(first.body.in_(asked.language), asked.text, language=shown)
    return Answered(way, first.id, "".join(text))


def _difference(asked: Asked, before: Answered, after: Answered, edited: str) -> Difference | None:
    change = _change(asked, before, after, edited)
    return Difference(asked, change, before, after) if change else None


def _change(asked: Asked, before: Answered, after: Answered, edited: str) -> Change | None:
    if asked.passage == edited and before.passage == edited != after.passage:
        return Change.BREAKS
    if before.passage and not after.passage:
        return Change.LOST
    if before.passage != after.passage:
        return Change.GAINED if after.passage == edited else Change.OTHER
    if before.text != after.text:
        return Change.WORDING
    return None
