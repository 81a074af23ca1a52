"""Everything that is searched, prepared: built once, never changed, shared by threads."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from madoguchi.assistant.ranking.documents import Document, StoredQuestion
from madoguchi.assistant.ranking.grams import grams
from madoguchi.assistant.ranking.kana import Hearing, Readings
from madoguchi.assistant.ranking.learned import Learned
from madoguchi.assistant.ranking.postings import Growing, Postings
from madoguchi.assistant.ranking.stored import Stored, store
from madoguchi.assistant.ranking.vocabulary import NO_VOCABULARY, Vocabulary
from madoguchi.assistant.ranking.words import plain, words


@dataclass(frozen=True)
class Corpus:
    documents: tuple[Document, ...]
    vocabulary: Vocabulary
    words: Postings  # of title and body
    grams: Postings
    title_words: Postings
    title_grams: Postings
    readings: Readings
    stored: Stored
    learned: Learned | None = None

    @cached_property
    def place_of(self) -> Mapping[str, int]:
        return {document.id: place for place, document in enumerate(self.documents)}

    def with_stored_questions(self, questions: Iterable[tuple[str, str, float]]) -> "Corpus":
        """The same corpus with these questions besides those of its documents; those stored before are replaced."""
        return self.storing([StoredQuestion(document, text, weight) for document, text, weight in questions])

    def learning(self, learned: Learned | None) -> "Corpus":
        """The same corpus ranked by what was learned; with None, as it was before."""
        return replace(self, learned=learned)

    def storing(self, questions: Sequence[StoredQuestion]) -> "Corpus":
        return replace(self, stored=store([*own_questions(self.documents), *questions], self.place_of))


def own_questions(documents: Iterable[Document]) -> list[StoredQuestion]:
    return [StoredQuestion(document.id, text) for document in documents for text in document.questions]


def build(documents: Iterable[Document], *, vocabulary: Vocabulary = NO_VOCABULARY) -> Corpus:
    """Index the documents; of two with one id the later counts."""
    kept = tuple({document.id: document for document in documents}.values())
    all_words, all_grams, title_words, title_grams, hearing = Growing(), Growing(), Growing(), Growing(), Hearing()
    for document in kept:
        title, body = plain(document.title), plain(document.body)
        in_title, in_body = words(title), words(body)
        hearing.add((*in_title, *in_body))
        all_words.add(word.form for word in (*in_title, *in_body))
        title_words.add(word.form for word in in_title)
        all_grams.add((*grams(title), *grams(body)))
        title_grams.add(grams(title))
    places = {document.id: place for place, document in enumerate(kept)}
    return Corpus(
        documents=kept,
        vocabulary=vocabulary,
        words=all_words.done(),
        grams=all_grams.done(),
        title_words=title_words.done(),
        title_grams=title_grams.done(),
        readings=hearing.done(),
        stored=store(own_questions(kept), places),
    )
