"""The door for a talk: it begins a draft, finds it again on this device, keeps an answer and leads to the form."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from madoguchi.definitions.compiled import Compiled
from madoguchi.kernel import clock
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.procedures import commands, permissions, queries, told
from madoguchi.procedures.models import Draft
from madoguchi.procedures.web import building
from madoguchi.procedures.web.draft_urls import question_url, review_url
from madoguchi.procedures.web.entry import current, draft_of, remember, resident_of
from madoguchi.publications import queries as publications


@dataclass(frozen=True)
class Sheet:
    """A draft as a talk sees it."""

    id: UUID
    compiled: Compiled
    answers: Mapping[str, object]
    resume_code: str
    resume_url: str
    review_url: str

    def page_url(self, page_id: str) -> str:
        """The form's page."""
        return question_url(self.id, page_id)


def begin(request: HttpRequest, compiled: Compiled) -> Sheet:
    """A new draft, begun by whoever reads."""
    lang, by = building.language(request), resident_of(request)
    begun = commands.begin(compiled=compiled, language=lang, by=by, at=clock.now())
    return _sheet(begun.draft, compiled)


def find(request: HttpRequest, draft_id: UUID) -> Sheet:
    """The draft this device may open, under the version in force."""
    draft = draft_of(request, draft_id)
    refuse_if(told.refusal_to_tell(draft))
    return _sheet(draft, current(draft))


def keep(request: HttpRequest, draft_id: UUID, question: str, answer: object) -> Sheet:
    """One answer, kept at once."""
    draft = draft_of(request, draft_id)
    refuse_if(told.refusal_to_tell(draft))
    compiled = current(draft)
    told.keep_told(
        draft=draft,
        compiled=compiled,
        question=question,
        answer=answer,
        situation=publications.situation(),
        by=resident_of(request),
        at=clock.now(),
    )
    return _sheet(draft, compiled)


def remembered(request: HttpRequest, response: HttpResponse, draft_id: UUID) -> None:
    """The device keeps the secret of the draft it has just begun."""
    draft = queries.draft(draft_id)
    if draft is not None:
        remember(request, response, draft, commands.secret_of(draft.pk))


def refusal(compiled: Compiled) -> Refusal | None:
    """Why no application can begin today."""
    return permissions.refusal_to_take(compiled.procedure, clock.today())


def about(procedure: str) -> str:
    """The page that explains the procedure."""
    return reverse("procedures:page", args=[procedure])


def _sheet(draft: Draft, compiled: Compiled) -> Sheet:
    return Sheet(
        id=draft.pk,
        compiled=compiled,
        answers=draft.answers,
        resume_code=commands.resume_code_of(draft.pk),
        resume_url=reverse("procedures:resume"),
        review_url=review_url(draft.pk),
    )
