"""After one procedure of a life event was sent: the others, which can be begun with what is answered already."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from madoguchi.cases.authorship import author_of
from madoguchi.cases.models import Case, Channel
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.sharing import Common, asked_at_first, common
from madoguchi.definitions.situation import Situation
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal
from madoguchi.procedures import commands, drafting, pouring
from madoguchi.procedures.bundles import EARLIER
from madoguchi.procedures.models import Draft
from madoguchi.publications import queries as publications

MOST_OFFERED = 4


@dataclass(frozen=True)
class Offered:
    """A related procedure, and how much of what it asks at first is answered."""

    compiled: Compiled
    percent: int


@dataclass(frozen=True)
class Following:
    """The draft of a related procedure; the secret only while it says no more than the receipt it was begun from."""

    draft: Draft
    secret: str


def offered(case: Case, at: Situation) -> tuple[Offered, ...]:
    """Procedures of the same life events, the most answered first; never those of which nothing is known."""
    here = publications.version(case.version)
    found = (_offered(here, other, case.answers, at) for other in _related(case.procedure))
    return tuple(sorted((one for one in found if one.percent), key=lambda one: -one.percent))[:MOST_OFFERED]


def begun_from(case: Case) -> dict[str, UUID | None]:
    """What was begun from this application's receipt, by procedure; with its application once it was sent."""
    return dict(Draft.objects.filter(follows=case.pk).values_list("procedure", "sent_as"))


@transaction.atomic
def begin_from(
    *, case: Case, procedure: str, language: str, situation: Situation, by: Actor, at: datetime
) -> Following:
    """Begin a related procedure with the answers of an application that was sent. Consents are never taken along.

    Begun once, it is the same draft however often it is asked for. What was typed into it since is opened by the
    device that typed it, by its code or its account: who has only the receipt in hand does not read on.
    """
    other = next((one for one in _related(case.procedure) if one.id == procedure), None)
    if other is None:
        raise Refusal("この手続きは、続けて申請する手続きにありません。", status=404, code="not_related")
    Case.objects.select_for_update().get(pk=case.pk)
    found = Draft.objects.filter(follows=case.pk, procedure=procedure).first()
    if found is not None:
        return Following(found, drafting.kept_secret(found, at) if found.saved_at == found.begun_at else "")
    return _begun(case, other, language, situation, by=by, at=at)


def _begun(case: Case, other: Compiled, language: str, situation: Situation, *, by: Actor, at: datetime) -> Following:
    shared = _common(publications.version(case.version), other, situation)
    begun = commands.begin(compiled=other, language=language, by=by, at=at)
    answers = pouring.poured(shared, other, _said(shared, case), {}, situation)
    commands.put_answers(begun.draft, answers, author_of(by, Channel.WEB.value, at))
    asked = pouring.questions_of(shared, other.id) & set(answers)
    begun.draft.sources = dict.fromkeys(asked, EARLIER)
    begun.draft.follows = case.pk
    drafting.save(begun.draft, at, "answers", "authors", "sources", "follows")
    return Following(begun.draft, begun.secret)


def _related(procedure: str) -> list[Compiled]:
    """The other procedures of every event this one belongs to, in the order of the events."""
    ids: dict[str, None] = {}
    for found in publications.catalog().events.values():
        here = [item.procedure for item in found.event.items if item.procedure]
        if procedure in here:
            ids |= dict.fromkeys(id_ for id_ in here if id_ != procedure)
    return [compiled for id_ in ids if (compiled := publications.in_force(id_)) is not None]


def _common(here: Compiled, other: Compiled, at: Situation) -> Common:
    return common([here, other], {}, labels={}, today=at.today)


def _offered(here: Compiled, other: Compiled, answers: Mapping[str, object], at: Situation) -> Offered:
    shared = _common(here, other, at)
    known = [places for places in shared.places.values() if places[0].path.partition(".")[0] in answers]
    asked = sum(1 for _ in asked_at_first(other, {}, today=at.today))
    return Offered(other, 100 * len(known) // asked if asked else 0)


def _said(shared: Common, case: Case) -> dict[str, object]:
    """The application's answers in the words of the shared form."""
    said: dict[str, object] = {}
    for path, places in shared.places.items():
        head, _, leaf = path.partition(".")
        there, _, cell = next(place.path for place in places if place.procedure == case.procedure).partition(".")
        answer = case.answers.get(there)
        if not leaf:
            said[head] = answer
        elif isinstance(answer, list):
            before = said.get(head)
            rows = before if isinstance(before, list) else [{"row": row["row"]} for row in answer]
            said[head] = [
                {**kept, leaf: row[cell]} if cell in row else kept for kept, row in zip(rows, answer, strict=True)
            ]
    return said
