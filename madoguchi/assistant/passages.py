"""よくある質問 as passages: each answer with its page."""

from functools import lru_cache

from django.urls import reverse

from madoguchi.assistant import editions
from madoguchi.definitions.faq import FaqEntry
from madoguchi.kernel.passages import Kind, Passage


def answers() -> tuple[Passage, ...]:
    """Every answer of the ward's files, also those whose time is over."""
    return tuple(of_entry(entry) for entry in editions.entries().values())


@lru_cache(maxsize=4096)
def of_entry(entry: FaqEntry) -> Passage:
    """One answer."""
    valid = entry.valid
    return Passage(
        id=f"answer/{entry.id}",
        kind=Kind.ANSWER,
        title=entry.question,
        body=entry.answer,
        link=reverse("search:answer", args=[entry.id]),
        owner=entry.owner,
        reviewed=entry.reviewed,
        valid_from=valid.since if valid else None,
        valid_to=valid.until if valid else None,
        procedure=entry.procedure,
        questions=entry.questions,
        topics=entry.topics,
        demo=entry.demo,
    )
