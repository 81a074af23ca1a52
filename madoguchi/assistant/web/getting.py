"""「何がもらえる？」 in rounds of questions. The answers travel in the form and are kept nowhere."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from madoguchi.assistant import eligibility as rules
from madoguchi.assistant import recognising, sheets
from madoguchi.assistant.eligibility import NOT_SURE, Chance, Judged
from madoguchi.assistant.speaking import Spoken
from madoguchi.assistant.web import showing
from madoguchi.assistant.web.applying_drawing import precheck_field
from madoguchi.assistant.web.applying_pages import ChanceLine, EligibilityPage, PrecheckField
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.procedure import Precheck
from madoguchi.publications import queries as publications
from madoguchi.ui.components.shapes import Option, Problem

KIND = {Chance.LIKELY: "success", Chance.ASK: "warning", Chance.NOT: "neutral"}
ORDER = tuple(Chance)
MET = "met"


@require_http_methods(["GET", "HEAD", "POST"])
def eligibility(request: HttpRequest) -> HttpResponse:
    """What is still to be asked, and what is known already."""
    language = showing.language_of(request)
    in_force = [one for id_ in recognising.guide().benefits if (one := publications.in_force(id_)) is not None]
    procedures = [compiled.procedure for compiled in in_force]
    given = rules.known(procedures, {name: str(value) for name, value in request.POST.items()})
    rounds = rules.next_round(procedures, given)
    # What stood on the page before and was left open is told; what a new answer has brought is not.
    met = frozenset(request.POST.getlist(MET))
    missed = [name for name, _ in rounds if name in met]
    words = Spoken(language)
    found = [
        (compiled, rules.judged(compiled.procedure, rules.given_for(compiled.procedure, given, procedures)))
        for compiled in in_force
    ]
    lines = [_line(compiled, one, words) for compiled, one in found if one is not None]
    page = EligibilityPage(
        words=words,
        crumbs=((words["top"], "/"), (words["chat"], showing.chat_url()), (words["getting_title"], "")),
        fields=[_field(name, check, words, missed=name in missed) for name, check in rounds],
        carried=sorted(given.items()),
        lines=sorted(lines, key=lambda line: ORDER.index(Chance(line.chance))),
        problems=[
            Problem(f"{check.question.in_(language)}：{words['choose_all']}", name)
            for name, check in rounds
            if name in missed
        ],
    )
    status = HTTPStatus.UNPROCESSABLE_ENTITY if missed else HTTPStatus.OK
    return render(request, "assistant/eligibility.html", {"page": page}, status=status)


def _field(name: str, check: Precheck, words: Spoken, *, missed: bool) -> PrecheckField:
    drawn = precheck_field(check, name, "", words.language, asked=missed)
    return PrecheckField(
        name=name,
        question=drawn.question,
        help=drawn.help,
        options=[*drawn.options, Option(NOT_SURE, words["not_sure"])],
        error=drawn.error,
    )


def _line(compiled: Compiled, found: Judged, words: Spoken) -> ChanceLine:
    procedure, chance, language = compiled.procedure, found.chance.value, words.language
    section, mark = publications.section(procedure.section), procedure.marks["who"]
    reasons = [option.message.in_(language) for option in found.because if option.message]
    can_apply = found.chance is not Chance.NOT and sheets.is_open(compiled)
    if found.chance is not Chance.NOT and not can_apply:
        reasons.append(words["closed"])
    return ChanceLine(
        title=procedure.title.in_(language),
        chance=chance,
        label=words[chance],
        kind=KIND[found.chance],
        reasons=reasons or [words[f"{chance}_text"]],
        page_url=sheets.receiver().about(procedure.id),
        apply_url=reverse("assistant:apply", args=[procedure.id]) if can_apply else "",
        laws="、".join(f"{law.name} {law.article}".strip() for law in procedure.law),
        section=f"{section.department} {section.name}".strip(),
        phone=procedure.contact.phone or section.phone,
        checked=mark.checked,
        unverified=not mark.verified,
    )
