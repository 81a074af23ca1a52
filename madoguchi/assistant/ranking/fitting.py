"""Learning from judged questions: they are stored on their documents, and trees and probabilities are fitted to them.

Each question is looked at as if neither it nor its near-duplicates had been stored, for that is how a new one comes.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from madoguchi.assistant.ranking import alike, chances, features, trees
from madoguchi.assistant.ranking.chances import Rows
from madoguchi.assistant.ranking.corpus import Corpus
from madoguchi.assistant.ranking.documents import StoredQuestion
from madoguchi.assistant.ranking.features import Candidates
from madoguchi.assistant.ranking.learned import Learned
from madoguchi.assistant.ranking.off_topic import KNOWN
from madoguchi.assistant.ranking.search import consider, scored
from madoguchi.assistant.ranking.sets import Judged
from madoguchi.assistant.ranking.trees import Trees

_PARTS = 2
_ENOUGH = 40  # questions; with fewer the order is left as it is
_IN_FRONT = 40  # candidates that the trees learn to tell apart
RIGHT = 2.0


@dataclass(frozen=True)
class _Looked:
    """A question's candidates with its own documents there, and with them away."""

    question: Judged
    there: Candidates
    away: Candidates
    grades: Rows


def taught(corpus: Corpus, questions: Sequence[Judged], *, off_topic: Sequence[str] = KNOWN) -> Corpus:
    """The corpus with the questions stored on their documents, ranked by what can be learned from them."""
    storing = corpus.storing(stored(questions))
    return storing.learning(fit(questions, storing, off_topic=off_topic))


def stored(questions: Sequence[Judged]) -> list[StoredQuestion]:
    return [
        StoredQuestion(document, question.text, min(grade, RIGHT), asker=question.id)
        for question in questions
        for document, grade in question.grades.items()
    ]


def fit(
    questions: Sequence[Judged], corpus: Corpus, *, off_topic: Sequence[str] = KNOWN, with_trees: bool = True
) -> Learned:
    """`corpus` already keeps the questions, with their ids as askers."""
    near = alike.near_duplicates([question.text for question in questions])
    looked = [
        _look(question, corpus, frozenset(questions[place].id for place in same))
        for question, same in zip(questions, near, strict=True)
    ]
    strange = [consider(text, corpus) for text in off_topic]
    learns = with_trees and len(questions) >= _ENOUGH
    return Learned(
        trees=_grown(looked) if learns else None,
        questions=len(questions),
        **_probabilities(looked, strange, learns=learns),
    )


def topic(sets: Sequence[tuple[Sequence[Judged], Corpus]], *, off_topic: Sequence[str] = KNOWN) -> chances.Chances:
    """What tells a municipal question from any other, whatever it is asked of: fitted over several corpora."""
    asked = [consider(one.text, corpus) for questions, corpus in sets for one in questions]
    strange = [consider(text, corpus) for _, corpus in sets for text in off_topic]
    described = [
        [features.of_question(one.rows, scored(one, None)) for one in group if one.places] for group in (asked, strange)
    ]
    return _telling(*described)


def _look(question: Judged, corpus: Corpus, without: frozenset[str]) -> _Looked:
    there = consider(question.text, corpus, without=without)
    away = consider(question.text, corpus, without=without, hidden=question.grades)
    grades = [question.grades.get(corpus.documents[place].id, 0.0) for place in there.places]
    return _Looked(question, there, away, np.array(grades, np.float64))


def _grown(looked: Sequence[_Looked]) -> Trees:
    """From the candidates in front, and from every one that was judged."""
    kept = [(np.arange(len(one.grades)) < _IN_FRONT) | (one.grades > 0) for one in looked]
    rows = np.concatenate([one.there.rows[keep] for one, keep in zip(looked, kept, strict=True)])
    grades = np.concatenate([one.grades[keep] for one, keep in zip(looked, kept, strict=True)])
    return trees.grown(rows, np.minimum(grades, RIGHT) / RIGHT)


def _probabilities(
    looked: Sequence[_Looked], strange: Sequence[Candidates], *, learns: bool
) -> dict[str, chances.Chances]:
    """Fitted to scores of trees that had not seen the question."""
    there, away, odd, first, scores, answers = [], [], [], [], [], []
    for part in range(_PARTS if learns else 1):
        seen = [one for place, one in enumerate(looked) if place % _PARTS != part]
        grown = _grown(seen) if learns else None
        for place, one in enumerate(looked):
            if learns and place % _PARTS != part:
                continue
            if one.there.places:
                order = scored(one.there, grown)
                there.append(features.of_question(one.there.rows, order))
                first.append(one.grades[int(np.argmax(order))] > 0)
                scores.append(order[:10])
                answers.append(one.grades[:10] > 0)
            if one.away.places:
                away.append(features.of_question(one.away.rows, scored(one.away, grown)))
        odd += [
            features.of_question(candidates.rows, scored(candidates, grown))
            for place, candidates in enumerate(strange)
            if candidates.places and (not learns or place % _PARTS == part)
        ]
    return {
        "right": chances.fitted(np.array(there), np.array(first, bool)),
        "page": _telling(there, away),
        "topic": _telling(there, odd),
        "candidate": chances.fitted(np.concatenate(scores)[:, None], np.concatenate(answers)),
    }


def _telling(yes: list[Rows], no: list[Rows]) -> chances.Chances:
    return chances.fitted(np.array([*yes, *no]), np.arange(len(yes) + len(no)) < len(yes))
