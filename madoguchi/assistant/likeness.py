"""When two questions ask for the same thing: by the words that tell most, as the ranking weighs them."""

from collections.abc import Iterable, Mapping

from madoguchi.assistant.ranking import Corpus
from madoguchi.assistant.ranking import asked as asking

SAME = 0.5
# Where they share a word that stands on no page: that word is what the gap is about.
SAME_SUBJECT = 0.38


def terms_of(text: str, corpus: Corpus) -> dict[str, float]:
    """The words of a question with how much each tells; one that stands on no page tells most."""
    asked = asking.read(text, corpus.vocabulary, corpus.readings)
    return {form: corpus.words.rarity_of(form) for form in asked.forms}


def likeness(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """What both have in common, as a part of the shorter of them."""
    common = sum(weight for form, weight in one.items() if form in other)
    shorter = min(sum(one.values()), sum(other.values()))
    return common / shorter if shorter else 0.0


def most_alike(text: str, others: Iterable[tuple[int, str]], corpus: Corpus) -> int | None:
    """The number of the one that asks for the same thing; None where none does."""
    asked = terms_of(text, corpus)
    found, best = None, 0.0
    for number, other in others:
        terms = terms_of(other, corpus)
        alike = 1.0 if other == text else likeness(asked, terms)
        bar = SAME_SUBJECT if any(form in terms and form not in corpus.words.terms for form in asked) else SAME
        if alike >= bar and alike > best:
            found, best = number, alike
    return found
