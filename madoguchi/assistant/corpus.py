"""What is searched today: every passage that speaks, indexed once a process and again only when something changed."""

import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

import structlog
from django.conf import settings

from madoguchi.assistant import glossary, sources
from madoguchi.assistant.ranking import Corpus, Document, build
from madoguchi.assistant.ranking.vocabulary import Vocabulary, load
from madoguchi.assistant.sources import StoredQuestion
from madoguchi.kernel import clock
from madoguchi.kernel.passages import Passage

# A version published by another process is searched after at most so long.
SECONDS_REMEMBERED = 1.0
# やさしい日本語 is Japanese: its title is another way to ask, its body is what is read, not what is searched.
INDEXED = ("ja", "en", "zh-hans", "ko")
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Today:
    """The index with what it was made of."""

    day: date
    offered: tuple[Passage, ...]
    questions: tuple[StoredQuestion, ...]
    passages: Mapping[str, Passage]
    corpus: Corpus


@dataclass
class _Kept:
    """One index for all threads. Whoever finds it stale makes the next one; the others go on with the last."""

    today: Today | None = None
    until: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def now(self) -> Today:
        if self.today is not None and self.is_fresh():
            return self.today
        if not self.lock.acquire(blocking=self.today is None) and self.today is not None:
            return self.today
        try:
            if self.today is None or not self.is_fresh():
                self.today = _current(self.today)
                self.until = time.monotonic() + SECONDS_REMEMBERED
            return self.today
        finally:
            self.lock.release()

    def is_fresh(self) -> bool:
        """Looked at a moment ago, and on the same day."""
        return time.monotonic() < self.until and self.today is not None and self.today.day == clock.today()

    def forget(self) -> None:
        self.until = 0.0


_kept = _Kept()
forget = _kept.forget


def corpus() -> Corpus:
    """The index of what speaks today, in every language; a document's id is its passage's, `#en` behind it in English."""
    return _kept.now().corpus


def passages_today() -> Mapping[str, Passage]:
    """The passages that speak today, by id."""
    return _kept.now().passages


def passage_of(document: str) -> tuple[str, str]:
    """The id of the passage a document was made of, and its language."""
    id_, mark, language = document.rpartition("#")
    return (id_, language) if mark else (document, "ja")


def _current(before: Today | None) -> Today:
    day, offered, questions = clock.today(), sources.passages(), sources.stored_questions()
    speaking = {passage.id: passage for passage in offered if passage.speaks_on(day)}
    if before is not None and before.passages == speaking:
        same = before.questions == questions
        index = before.corpus if same else before.corpus.with_stored_questions(_asked(questions, speaking))
        return Today(day, offered, questions, before.passages, _ranked(index))
    return Today(day, offered, questions, MappingProxyType(speaking), _ranked(_built(speaking, questions)))


def _ranked(index: Corpus) -> Corpus:
    """By what was learned last, where an administrator switched it in."""
    learned = sources.ranker()
    return index if learned is index.learned else index.learning(learned)


def _built(speaking: Mapping[str, Passage], questions: Iterable[StoredQuestion]) -> Corpus:
    began = time.perf_counter()
    documents = [document for passage in speaking.values() for document in documents_of(passage)]
    index = build(documents, vocabulary=vocabulary())
    stored = _asked(questions, speaking)
    index = index.with_stored_questions(stored) if stored else index
    seconds = round(time.perf_counter() - began, 2)
    log.info("corpus built", passages=len(speaking), documents=len(documents), stored=len(stored), seconds=seconds)
    return index


def _asked(questions: Iterable[StoredQuestion], speaking: Mapping[str, Passage]) -> list[StoredQuestion]:
    return [question for question in questions if question[0] in speaking]


def documents_of(passage: Passage) -> Iterator[Document]:
    """One document for each language that the title and the body both have."""
    easy = (passage.title.easy,) if passage.title.easy and passage.title.easy != passage.title.ja else ()
    for language in INDEXED:
        if passage.title.has(language) and passage.body.has(language):
            yield Document(
                id=passage.id if language == "ja" else f"{passage.id}#{language}",
                title=passage.title.in_(language),
                body=passage.body.in_(language),
                questions=(*passage.questions, *easy) if language == "ja" else (),
                language=language,
            )


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The general words, the ward's own, and its glossary of names in other languages."""
    folders = [Path(settings.CATALOG) / place / "vocabulary" for place in ("shared", settings.WARD)]
    known = glossary.load(Path(settings.CATALOG) / settings.WARD)
    return load(folder for folder in folders if folder.is_dir()).speaking(known.translate_terms)
