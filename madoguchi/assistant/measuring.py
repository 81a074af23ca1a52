"""Trials for the calibration: residents' own ways of asking, each set aside in turn, over everything the ward says today."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from madoguchi.assistant.calibration import FOLDS, Trial
from madoguchi.assistant.corpus import passage_of
from madoguchi.assistant.ranking import Corpus, Document, build, rank
from madoguchi.kernel import ids
from madoguchi.kernel.passages import Kind, Passage


def trials(present: Corpus, passages: Mapping[str, Passage]) -> Iterator[Trial]:
    """Each way of asking is ranked by a corpus that does not hold it; right is the passage it was written for.

    Another passage of the same title answers it as well; anything else counts as wrong.
    """
    for fold in range(FOLDS):
        documents = [replace(one, questions=_others(one, fold)) for one in present.documents]
        corpus = build(documents, vocabulary=present.vocabulary)
        for document in _asked_about(present, passages):
            for question in document.questions:
                if _fold(document.id, question) == fold:
                    ranked = rank(question, corpus, limit=1)
                    right = bool(ranked.found) and _is_right(ranked.found[0].id, document.id, passages)
                    yield Trial(ranked.confidence, right, ranked.on_topic, ranked.has_page, fold)


def _asked_about(present: Corpus, passages: Mapping[str, Passage]) -> Iterator[Document]:
    """よくある質問 alone: the words by which a procedure is asked for stand on each of its passages."""
    for document in present.documents:
        passage = passages.get(passage_of(document.id)[0])
        if passage is not None and passage.kind is Kind.ANSWER:
            yield document


def _others(document: Document, fold: int) -> tuple[str, ...]:
    return tuple(question for question in document.questions if _fold(document.id, question) != fold)


def _fold(document: str, question: str) -> int:
    """By the words themselves, so that the same question is always set aside in the same part."""
    return int(ids.digest(f"{passage_of(document)[0]}/{question}")[:8], 16) % FOLDS


def _is_right(found: str, wanted: str, passages: Mapping[str, Passage]) -> bool:
    one, other = passages.get(passage_of(found)[0]), passages.get(passage_of(wanted)[0])
    if one is None or other is None:
        return False
    return one.id == other.id or one.title.ja == other.title.ja
