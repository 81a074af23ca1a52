"""よくある質問 as it stands now: the ward's files, and over them the editions officers have published since.

The file is what the ward began with; an edition replaces one entry as a whole, or adds one. Exported and committed to the
files it is the same text again.
"""

import time
from collections.abc import Mapping
from datetime import date, timedelta

import msgspec
import yaml
from django.db.models import Count, Max

from madoguchi.assistant.lives import CHANGE_ENDED
from madoguchi.assistant.models import AnswerChange, AnswerEdition
from madoguchi.definitions.faq import FaqEntry
from madoguchi.publications import queries as publications

SECONDS_REMEMBERED = 1.0
REVIEW_AFTER = timedelta(days=365)
SOON = timedelta(days=30)


class _Over:
    """The last edition of each answer, looked up at most once a second."""

    def __init__(self) -> None:
        self.until = 0.0
        self.seen = (0, 0)
        self.entries: dict[str, FaqEntry] = {}

    def all(self) -> dict[str, FaqEntry]:
        if time.monotonic() >= self.until:
            # How many too: of two approved at once the one with the lower number may be there later.
            found = AnswerEdition.objects.aggregate(last=Max("pk"), count=Count("pk"))
            if (seen := (found["last"] or 0, found["count"])) != self.seen:
                rows = AnswerEdition.objects.order_by("number").values_list("answer", "document")
                self.entries = {answer: msgspec.convert(document, FaqEntry) for answer, document in rows}
                self.seen = seen
            self.until = time.monotonic() + SECONDS_REMEMBERED
        return self.entries

    def forget(self) -> None:
        self.until, self.seen, self.entries = 0.0, (0, 0), {}


_over = _Over()
forget = _over.forget


def entries() -> Mapping[str, FaqEntry]:
    """Every answer by its id, also those whose time is over."""
    over = _over.all()
    return {**publications.catalog().answers, **over} if over else publications.catalog().answers


def entry(id_: str) -> FaqEntry | None:
    return entries().get(id_)


def editions_of(id_: str) -> list[AnswerEdition]:
    """What was published of one answer, the latest first."""
    return list(AnswerEdition.objects.filter(answer=id_).order_by("-number"))


def open_changes(section: str = "") -> list[AnswerChange]:
    """What is being changed."""
    found = AnswerChange.objects.exclude(state__in=[state.value for state in CHANGE_ENDED])
    return list(found.filter(section=section) if section else found)


def change(id_: int) -> AnswerChange | None:
    return AnswerChange.objects.filter(pk=id_).first()


def reminder(one: FaqEntry, on: date) -> str:
    """Why somebody should look at an answer now; empty where nobody need."""
    if one.valid and one.valid.until and one.valid.until < on:
        return f"期限（{one.valid.until.isoformat()}）が過ぎ、答えていません"
    if one.reviewed + REVIEW_AFTER < on:
        return "見直しの日が過ぎています"
    if one.valid and one.valid.until and one.valid.until < on + SOON:
        return f"まもなく期限（{one.valid.until.isoformat()}）です"
    return ""


def as_yaml(one: FaqEntry) -> str:
    """The entry as it stands in a file of `catalog/…/answers/`."""
    kept = msgspec.to_builtins(one, builtin_types=(date,))
    plain = {key: value for key, value in kept.items() if value not in ("", [], None, False)}
    return yaml.safe_dump([plain], allow_unicode=True, sort_keys=False, width=10_000)
