"""A proposal to be read: its difference to what is in force, and the resident's pages as they would be."""

from collections.abc import Iterator
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from madoguchi.authoring import queries
from madoguchi.authoring.drawing import LANGUAGE_NAMES, SPOKEN
from madoguchi.authoring.models import Proposal
from madoguchi.authoring.web.finding import head_of, proposal_and_officer
from madoguchi.authoring.web.pages import DifferencesPage, PreviewPage, PreviewPart
from madoguchi.cases.web.door import desk_page
from madoguchi.cases.web.words import moment
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.examples import answers_of
from madoguchi.definitions.explain import said
from madoguchi.definitions.journey import Journey, requirement, walk
from madoguchi.definitions.procedure import Page
from madoguchi.definitions.questions import GroupQuestion
from madoguchi.kernel import clock
from madoguchi.publications import queries as publications
from madoguchi.ui.components.shapes import Option
from madoguchi.ui.fields import Field, Shown, field_of

SIGNS = {"＋": "加わる", "−": "なくなる", "±": "変わる"}
DJANGO_LANGUAGES = {"ja": "ja", "easy": "ja-easy", "en": "en", "zh-hans": "zh-hans", "ko": "ko"}


@require_safe
@desk_page
def differences(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """What changes, in words."""
    proposal, _ = proposal_and_officer(request, proposal_id)
    page = DifferencesPage(
        head=head_of(proposal, "公開中の版との違い"),
        lines=[(SIGNS[line[0]], line[2:]) for line in queries.differences(proposal)],
        is_new=not proposal.base,
        printed=moment(clock.now()),
    )
    return render(request, "authoring/differences.html", {"page": page})


@require_safe
@desk_page
def preview(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """The resident's pages. Nothing of it can be sent, and nothing is kept."""
    proposal, _ = proposal_and_officer(request, proposal_id)
    language = request.GET.get("language", "ja")
    page = _page(proposal, language if language in LANGUAGE_NAMES else "ja", request.GET.get("example", ""))
    return render(request, "authoring/preview.html", {"page": page})


def _page(proposal: Proposal, language: str, example: str) -> PreviewPage:
    compiled = proposal.compiled
    p = compiled.procedure
    chosen = int(example) if example.isascii() and example.isdigit() and len(example) < 6 else -1
    chosen = chosen if chosen < len(p.examples) else -1
    journey = _journey(compiled, chosen)
    with translation.override(DJANGO_LANGUAGES[language]):
        parts = [_part(compiled, journey, page, language) for page in journey.pages]
    return PreviewPage(
        head=head_of(proposal, "住民の画面で見る"),
        title=p.title.in_(language),
        summary=p.summary.in_(language),
        who=p.who.in_(language),
        facts=[(p.deadline_text.in_(language), ""), (p.fee_text.in_(language), ""), (p.time.in_(language), "")],
        papers=[paper.label.in_(language) for paper in p.papers],
        parts=parts,
        languages=[Option(code, name) for code, name in LANGUAGE_NAMES.items()],
        language=language,
        html_language=SPOKEN[language],
        examples=[Option(str(n), one.name) for n, one in enumerate(p.examples)],
        example=str(chosen) if chosen >= 0 else "",
    )


def _journey(compiled: Compiled, example: int) -> Journey:
    """The way of a named applicant, or of somebody who has answered nothing yet."""
    at = publications.situation()
    if example < 0:
        return walk(compiled, {}, today=at.today)
    one = compiled.procedure.examples[example]
    answers, _ = answers_of(compiled, one, at)
    return walk(compiled, answers, today=one.on)


def _part(compiled: Compiled, journey: Journey, page: Page, language: str) -> PreviewPart:
    fields = [pair for id_ in page.ask if id_ in journey.visible for pair in _fields(compiled, journey, id_, language)]
    return PreviewPart(page.title.in_(language), page.lead.in_(language) if page.lead else "", fields)


def _fields(compiled: Compiled, journey: Journey, id_: str, language: str) -> Iterator[tuple[Field, str]]:
    """The fields of a question, each with when it is asked; of a group those of one row."""
    question = compiled.procedure.data[id_]
    leaves = question.fields.items() if isinstance(question, GroupQuestion) else [("", question)]
    for leaf, asked in leaves:
        path = f"{id_}.{leaf}" if leaf else id_
        rule = compiled.shown.get(path)
        required = (
            asked.require == "hard" if leaf else requirement(compiled, id_, journey.values, clock.today()) == "hard"
        )
        shown = Shown(path=f"preview-{path}", boxes={}, language=language, required=required)
        yield field_of(asked, shown), said(compiled, rule, id_ if leaf else "") if rule else ""
