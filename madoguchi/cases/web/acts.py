"""The acts of the desk. Those that reach the resident show the letter first and are confirmed on a page of their own."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from madoguchi.cases import commands, letters, permissions, staff
from madoguchi.cases.case_file import case_file
from madoguchi.cases.grounds import Correction, Decision, chosen
from madoguchi.cases.models import Case
from madoguchi.cases.web import confirming, reasons
from madoguchi.cases.web.asking import items_of, ticked_in
from madoguchi.cases.web.case_page import case_page
from madoguchi.cases.web.door import desk_page
from madoguchi.cases.web.finding import back_to, case_and_officer, seen_in
from madoguchi.cases.web.forms import ReasonsForm
from madoguchi.kernel import clock
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import refuse_if
from madoguchi.publications import queries as publications

asks_and_acts = require_http_methods(["GET", "HEAD", "POST"])


@require_POST
@desk_page
def take(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Work on it oneself."""
    case, by = case_and_officer(request, case_id)
    commands.take(case=case, by=by, at=clock.now(), seen=seen_in(request))
    return back_to(case, "take")


@require_POST
@desk_page
def assign(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Name who works on it; an id that is no colleague's is refused by the command."""
    case, by = case_and_officer(request, case_id)
    to = staff.by_id(request.POST.get("officer", ""))
    commands.assign(case=case, to=to, by=by, at=clock.now(), seen=seen_in(request))
    return back_to(case, "assign")


@require_POST
@desk_page
def compare_again(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Have the answers compared with the register as it is now."""
    case, by = case_and_officer(request, case_id)
    commands.compare_again(case=case, by=by, at=clock.now(), seen=seen_in(request))
    return back_to(case, "compare_again")


@require_POST
@desk_page
def begin_review(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Begin the review."""
    case, by = case_and_officer(request, case_id)
    commands.begin_review(case=case, by=by, at=clock.now(), seen=seen_in(request))
    return back_to(case, "begin_review")


@asks_and_acts
@desk_page
def approve(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show the notice, then approve."""
    case, by = case_and_officer(request, case_id)
    refuse_if(permissions.refusal_to_approve(by, case))
    if request.method == "POST":
        commands.approve(case=case, by=by, at=clock.now(), seen=seen_in(request))
        return back_to(case, "approve")
    decision = Decision(approved=True, by=by.name, at=clock.now())
    letter = letters.of_decision(publications.version(case.version), case, decision)
    return confirming.page(request, case, confirming.APPROVAL, letter=letter)


@asks_and_acts
@desk_page
def withdraw(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Ask once more, then record the withdrawal."""
    case, by = case_and_officer(request, case_id)
    refuse_if(permissions.refusal_to_withdraw(by, case))
    if request.method == "POST":
        commands.withdraw(case=case, by=by, at=clock.now(), seen=seen_in(request))
        return back_to(case, "withdraw")
    return confirming.page(request, case, confirming.WITHDRAWAL)


@asks_and_acts
@desk_page
def ask_for_correction(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What was ticked on the case page goes out at once; the whole application after reasons and a look at the letter."""
    case, by = case_and_officer(request, case_id)
    refuse_if(permissions.refusal_to_return(by, case))
    if "by_field" in request.POST:
        return _ask_by_field(request, case, by)
    compiled, at = publications.version(case.version), clock.now()
    form = ReasonsForm(request.POST or None, reasons=compiled.procedure.handling.correction_reasons)
    if not form.is_valid() or "edit" in request.POST:
        return reasons.page(request, case, reasons.CORRECTION, form)
    ids, words = form.typed
    if "confirmed" in request.POST:
        commands.ask_for_correction(case=case, reasons=ids, words=words, by=by, at=at, seen=seen_in(request))
        return back_to(case, "ask_for_correction")
    offered = compiled.procedure.handling.correction_reasons
    correction = Correction(grounds=chosen(offered, ids), words=words, by=by.name, at=at)
    letter = letters.asking_for_correction(compiled, case, correction)
    return confirming.page(request, case, confirming.CORRECTION, letter=letter, kept=form.kept)


def _ask_by_field(request: HttpRequest, case: Case, by: Actor) -> HttpResponse:
    """No page between: the request can be taken back until the resident has opened it."""
    ticked, file = ticked_in(request.POST), case_file(case)
    if ticked.errors:
        page = case_page(file, by=by, done="", typed=ticked)
        return render(request, "cases/case.html", {"page": page}, status=400)
    commands.ask_for_correction(
        case=case,
        items=items_of(ticked, file),
        reasons=ticked.reasons,
        words=ticked.own_words,
        by=by,
        at=clock.now(),
        seen=seen_in(request),
    )
    return back_to(case, "ask_for_correction")


@require_POST
@desk_page
def take_back_correction(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Take the request for correction back."""
    case, by = case_and_officer(request, case_id)
    commands.take_back_correction(case=case, by=by, at=clock.now(), seen=seen_in(request))
    return back_to(case, "take_back_correction")


@asks_and_acts
@desk_page
def reject(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Ask for the reasons, show the notice, then reject."""
    case, by = case_and_officer(request, case_id)
    refuse_if(permissions.refusal_to_reject(by, case))
    compiled, at = publications.version(case.version), clock.now()
    offered = compiled.procedure.handling.rejection_reasons
    form = ReasonsForm(request.POST or None, reasons=offered)
    if not form.is_valid() or "edit" in request.POST:
        return reasons.page(request, case, reasons.REJECTION, form)
    ids, facts = form.typed
    if "confirmed" in request.POST:
        commands.reject(case=case, reasons=ids, facts=facts, by=by, at=at, seen=seen_in(request))
        return back_to(case, "reject")
    decision = Decision(approved=False, grounds=chosen(offered, ids), facts=facts, by=by.name, at=at)
    letter = letters.of_decision(compiled, case, decision)
    return confirming.page(request, case, confirming.REJECTION, letter=letter, kept=form.kept)
