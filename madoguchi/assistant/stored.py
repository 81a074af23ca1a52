"""The questions officers confirmed, as the search takes them, and the suggestions that wait for an officer."""

from collections.abc import Collection

from django.db.models import OuterRef, QuerySet, Subquery

from madoguchi.assistant.models import Judgement, StoredQuestion, Turn
from madoguchi.assistant.models.stored import StoredQuestion as Row
from madoguchi.assistant.reading import read

MOST_LISTED = 100


def stored_questions() -> list[tuple[str, str, float]]:
    """Every one in force, as (passage, question, weight): what `sources.offer_questions` wants."""
    rows = StoredQuestion.objects.filter(undone_at__isnull=True).order_by("pk")
    return [
        (passage, read(text, language="ja").question, float(weight))
        for passage, text, weight in rows.values_list("passage", "text", "weight")
    ]


def listed(section: str) -> list[Row]:
    """What a section has stored, the latest first."""
    return list(StoredQuestion.objects.filter(section=section).order_by("-stored_at")[:MOST_LISTED])


def by_id(id_: int) -> Row | None:
    return StoredQuestion.objects.filter(pk=id_).first()


def suggestions(passages: Collection[str]) -> list[tuple[Turn, str]]:
    """Turns answered from these passages that residents found helpful and nobody has looked at, with what was asked."""
    before = Turn.objects.filter(
        conversation=OuterRef("turn__conversation"), number__lt=OuterRef("turn__number"), chosen=False
    ).order_by("-number")
    found = _waiting().filter(turn__source__in=passages).annotate(before=Subquery(before.values("said")[:1]))
    return [(one.turn, one.before or "" if one.turn.chosen else one.turn.said) for one in found[:MOST_LISTED]]


def suggested(turn: int) -> Turn | None:
    """The turn, where it waits for an officer."""
    found = _waiting().filter(turn=turn).first()
    return found.turn if found else None


def _waiting() -> QuerySet[Judgement]:
    return Judgement.objects.filter(helped=True, settled=False).select_related("turn").order_by("at")


def asked_in(turn: Turn) -> str:
    """What was asked: of a turn that chose among three, the words of the turn before."""
    if not turn.chosen:
        return turn.said
    before = turn.conversation.turns.filter(number__lt=turn.number, chosen=False).order_by("-number").first()
    return before.said if before else ""
