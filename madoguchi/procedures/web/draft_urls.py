"""The addresses of a draft's pages, and what stands for the draft in a page that is drawn once for everybody."""

from functools import lru_cache
from uuid import UUID, uuid4

from django.urls import reverse

# Drawn anew by each process and shown to nobody: no text that somebody typed can hold them.
ANY_DRAFT = uuid4()
ANY_CODE = uuid4().hex
ANY_ROUND = uuid4().hex


def question_url(draft_id: UUID, page_id: str) -> str:
    """A page of questions. A page shows ten such addresses; looking each up by name takes as long as its answers."""
    return _of("question", page_id).replace(str(ANY_DRAFT), str(draft_id))


def save_url(draft_id: UUID, page_id: str) -> str:
    """Where the page is kept while somebody types."""
    return _of("save", page_id).replace(str(ANY_DRAFT), str(draft_id))


def review_url(draft_id: UUID) -> str:
    """Everything once more."""
    return _of("review").replace(str(ANY_DRAFT), str(draft_id))


def hand_over_url(draft_id: UUID) -> str:
    """Going on at the counter."""
    return _of("hand_over").replace(str(ANY_DRAFT), str(draft_id))


@lru_cache(maxsize=1_000)
def _of(name: str, *rest: str) -> str:
    return reverse(f"procedures:{name}", args=[ANY_DRAFT, *rest])
