"""What a stored question would do to the ranking, measured on questions set aside before it goes live.

Every question whose passage is known (the ward's own ways of asking, and those officers stored) is ranked as if neither
it nor anything nearly the same had been stored: once without the new one, and once with it. Only those that have words in
common with the new one can change, so only those are asked.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from madoguchi.assistant.corpus import passage_of
from madoguchi.assistant.ranking import Corpus
from madoguchi.assistant.ranking import asked as asking
from madoguchi.assistant.ranking.alike import are_near, pairs
from madoguchi.assistant.ranking.documents import StoredQuestion
from madoguchi.assistant.ranking.search import rank_as_if

MOST_ASKED = 150
DEPTH = 10
RIGHT = 2.0
NEW = "new"


@dataclass(frozen=True)
class Gain:
    """`before` and `after`: the mean of 1/place of the right passage over the questions that were asked again."""

    asked: int
    before: float
    after: float
    better: tuple[str, ...]
    worse: tuple[str, ...]

    @property
    def is_loss(self) -> bool:
        """Worse on the whole, or as many questions worse as better: then a person has to look."""
        return self.after < self.before - 1e-9 or 0 < len(self.worse) >= len(self.better)

    @property
    def is_gain(self) -> bool:
        return self.after > self.before + 1e-9 and not self.is_loss

    def as_kept(self) -> dict[str, object]:
        return {"asked": self.asked, "before": round(self.before, 4), "after": round(self.after, 4)}


def known_questions(corpus: Corpus, stored: Iterable[tuple[str, str, float]]) -> list[StoredQuestion]:
    """Every question whose passage is known, each with a name of its own so that it can be set aside."""
    own = [(document.id, text, RIGHT) for document in corpus.documents for text in document.questions]
    return [
        StoredQuestion(document, text, weight, asker=f"q{number}")
        for number, (document, text, weight) in enumerate([*own, *stored])
    ]


def gain_of(corpus: Corpus, stored: Iterable[tuple[str, str, float]], new: tuple[str, str, float]) -> Gain:
    """`corpus` as it is searched today, the questions stored so far, and the one that is to be stored."""
    known = known_questions(corpus, stored)
    bare = replace(corpus, documents=tuple(replace(document, questions=()) for document in corpus.documents))
    before = bare.storing(known)
    after = bare.storing([*known, StoredQuestion(new[0], new[1], new[2], asker=NEW)])
    near = _nearest(known, new[1], after)
    letters = {one.asker: pairs(one.text) for one in known} | {NEW: pairs(new[1])}
    first, second, better, worse = [], [], [], []
    for one in near:
        without = {asker for asker, other in letters.items() if are_near(letters[one.asker], other)} | {one.asker}
        place_before = _value(before, one, without)
        place_after = _value(after, one, without)
        first.append(place_before)
        second.append(place_after)
        if place_after > place_before:
            better.append(one.text)
        elif place_after < place_before:
            worse.append(one.text)
    return Gain(
        asked=len(near),
        before=float(np.mean(first)) if first else 0.0,
        after=float(np.mean(second)) if second else 0.0,
        better=tuple(better),
        worse=tuple(worse),
    )


def _nearest(known: Sequence[StoredQuestion], text: str, corpus: Corpus) -> list[StoredQuestion]:
    """Those that answer fully and have words in common with the text, the most alike first."""
    likeness = corpus.stored.likeness(asking.read(text, corpus.vocabulary, corpus.readings))
    of_text = dict(zip(corpus.stored.texts, (float(value) for value in likeness), strict=True))
    alike = [one for one in known if one.weight >= RIGHT and of_text.get(one.text, 0.0) > 0]
    return sorted(alike, key=lambda one: -of_text[one.text])[:MOST_ASKED]


def _value(corpus: Corpus, one: StoredQuestion, without: set[str]) -> float:
    ranked = rank_as_if(one.text, corpus, without=without, limit=DEPTH)
    wanted = passage_of(one.document)[0]
    places = [place for place, id_ in enumerate(ranked.ids, 1) if passage_of(id_)[0] == wanted]
    return 1 / places[0] if places else 0.0
