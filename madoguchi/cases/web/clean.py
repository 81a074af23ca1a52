"""Clean cases: what waits, a look at one procedure's, and one decision on all of them."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from madoguchi.accounts import queries as accounts
from madoguchi.cases import commands, permissions, together
from madoguchi.cases.models import BatchKind
from madoguchi.cases.web import clean_page
from madoguchi.cases.web.clean_choice import Choice, choice_in
from madoguchi.cases.web.door import desk_page
from madoguchi.kernel import clock
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal, refuse_if


@require_safe
@desk_page
def clean(request: HttpRequest) -> HttpResponse:
    """What waits, by procedure."""
    by = accounts.actor_of(request)
    section = request.GET.get("section") or by.section
    refuse_if(permissions.refusal_to_see_queue(by, section))
    page = clean_page.of_section(by, section, done=request.GET.get("pulled", ""))
    return render(request, "cases/clean.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def skim(request: HttpRequest, section: str, procedure: str) -> HttpResponse:
    """The table to skim; then the page that asks once more; then the act."""
    by = accounts.actor_of(request)
    refuse_if(permissions.refusal_to_see_queue(by, section))
    if request.method != "POST":
        page = clean_page.to_skim(by, section, procedure, choice=None)
        return render(request, "cases/clean_skim.html", {"page": page})
    refuse_if(permissions.refusal_to_decide_together(by, section))
    choice = choice_in(request.POST)
    if choice.errors or "edit" in request.POST:
        page = clean_page.to_skim(by, section, procedure, choice=choice, told="edit" not in request.POST)
        return render(request, "cases/clean_skim.html", {"page": page}, status=400 if page.problems else 200)
    if "confirmed" not in request.POST:
        return render(request, "cases/clean_sure.html", {"page": clean_page.to_be_sure(section, procedure, choice)})
    return _act(by, section, procedure, choice, press=request.POST.get("press", ""))


def _act(by: Actor, section: str, procedure: str, choice: Choice, *, press: str) -> HttpResponse:
    at = clock.now()
    pulled = _pull_out(by, section, procedure, choice)
    if not choice.meant:
        return HttpResponseRedirect(f"{reverse('cases:clean')}?section={section}&pulled={pulled}")
    batch = commands.begin_batch(
        kind=BatchKind.DECIDE,
        section=section,
        procedure=procedure,
        title=clean_page.title_of(procedure),
        seen=choice.meant,
        press=press,
        by=by,
        at=at,
    )
    return HttpResponseRedirect(reverse("cases:batch", args=[batch.pk]))


def _pull_out(by: Actor, section: str, procedure: str, choice: Choice) -> int:
    """Those not meant leave the clean ones. One that changed meanwhile needs no pulling: a person has it in hand."""
    changes, pulled = {one.case: one.changes for one in choice.left_out}, 0
    for case in together.some_cases(section, procedure, list(changes)):
        try:
            commands.pull_out(case=case, words=choice.because, by=by, at=clock.now(), seen=changes[case.pk])
            pulled += 1
        except Refusal:
            continue
    return pulled
