"""A ranking measured on a set: plain, or learned in five parts so that no question is measured by what it taught."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from madoguchi.assistant.ranking import alike, fitting, measures, off_topic
from madoguchi.assistant.ranking.corpus import Corpus, build
from madoguchi.assistant.ranking.measures import Figure
from madoguchi.assistant.ranking.ranked import Ranked
from madoguchi.assistant.ranking.search import rank, rank_as_if
from madoguchi.assistant.ranking.sets import Judged, QuestionSet
from madoguchi.assistant.ranking.vocabulary import Vocabulary

PARTS = 5
COVERAGES = (0.2, 0.3, 0.5, 1.0)
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Asked:
    """A question, what was found, and what was found when its own documents were away."""

    question: Judged
    there: Ranked
    away: Ranked


@dataclass(frozen=True)
class Evaluation:
    figures: Mapping[str, Figure]
    precision: Mapping[float, tuple[float, float]]  # by coverage: S@1 and S@3
    off_topic: float  # AUROC
    gap: float  # AUROC
    questions: int
    documents: int
    learned: bool
    seconds_to_index: float
    milliseconds: tuple[float, float]  # median, 95th of a hundred
    seconds_to_learn: float = 0.0


def evaluate(
    measured: QuestionSet,
    vocabulary: Vocabulary,
    *,
    learn: bool = False,
    strange: Sequence[str] = off_topic.MEASURING,
    progress: Progress = lambda _said: None,
) -> Evaluation:
    began = time.perf_counter()
    corpus = build(measured.documents, vocabulary=vocabulary)
    indexed = time.perf_counter() - began
    progress(f"{len(corpus.documents)}件を{indexed:.1f}秒で索引にしました。")
    began = time.perf_counter()
    asked, odd = (_learned if learn else _plain)(measured.questions, corpus, strange, progress)
    learning = time.perf_counter() - began if learn else 0.0
    return Evaluation(
        figures=measures.summary([measures.of_question(one.there.ids, one.question.grades) for one in asked]),
        precision=_precision(asked),
        off_topic=measures.auroc([one.there.on_topic for one in asked], odd),
        gap=measures.auroc([one.there.has_page for one in asked], [one.away.has_page for one in asked]),
        questions=len(asked),
        documents=len(corpus.documents),
        learned=learn,
        seconds_to_index=indexed,
        milliseconds=_speed(corpus, [one.question.text for one in asked]),
        seconds_to_learn=learning,
    )


def _plain(
    questions: Sequence[Judged], corpus: Corpus, strange: Sequence[str], _progress: Progress
) -> tuple[list[Asked], list[float]]:
    return [_ask(question, corpus) for question in questions], [rank(text, corpus).on_topic for text in strange]


def _learned(
    questions: Sequence[Judged], corpus: Corpus, strange: Sequence[str], progress: Progress
) -> tuple[list[Asked], list[float]]:
    """Each part is asked of a corpus taught by the others, without near-duplicates of the part's questions."""
    part_of = np.random.default_rng(0).permutation(len(questions)) % PARTS
    near = alike.near_duplicates([question.text for question in questions])
    asked: dict[str, Asked] = {}
    odd: list[float] = []
    for part in range(PARTS):
        tested = [int(place) for place in np.flatnonzero(part_of == part)]
        kept_away = {other for place in tested for other in near[place]}
        lessons = [question for place, question in enumerate(questions) if place not in kept_away]
        taught = fitting.taught(corpus, lessons)
        asked |= {questions[place].id: _ask(questions[place], taught) for place in tested}
        odd += [rank(text, taught).on_topic for place, text in enumerate(strange) if place % PARTS == part]
        progress(f"{PARTS}分の{part + 1}：{len(lessons)}問から学び、{len(tested)}問で測りました。")
    return [asked[question.id] for question in questions if question.id in asked], odd


def _ask(question: Judged, corpus: Corpus) -> Asked:
    return Asked(question, rank(question.text, corpus), rank_as_if(question.text, corpus, hidden=question.grades))


def _precision(asked: Sequence[Asked]) -> dict[float, tuple[float, float]]:
    sureness = [one.there.confidence for one in asked]
    rows = [measures.of_question(one.there.ids, one.question.grades) for one in asked]
    first, third = [row["S@1"] for row in rows], [row["S@3"] for row in rows]
    return {
        share: (measures.at_coverage(sureness, first, share), measures.at_coverage(sureness, third, share))
        for share in COVERAGES
    }


def _speed(corpus: Corpus, texts: Sequence[str]) -> tuple[float, float]:
    spent = []
    for text in texts[:500]:
        began = time.perf_counter()
        rank(text, corpus)
        spent.append((time.perf_counter() - began) * 1000)
    return float(np.median(spent)), float(np.quantile(spent, 0.95))
