"""The dry run: begun here, watched here, and everybody it would touch, one by one."""

from datetime import datetime, time
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from madoguchi.authoring import commands, permissions, queries
from madoguchi.authoring.models import DryRun, Proposal, Touched
from madoguchi.authoring.web import words
from madoguchi.authoring.web.finding import head_of, proposal_and_officer
from madoguchi.authoring.web.pages import EffectPage, TouchedRow
from madoguchi.cases.models import Case
from madoguchi.cases.permissions import refusal_to_view
from madoguchi.cases.web.door import desk_page
from madoguchi.cases.web.words import moment
from madoguchi.kernel import clock, japanese_dates
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.clock import JST
from madoguchi.kernel.refusals import Refusal
from madoguchi.ui.components.shapes import Tab

SECONDS_BETWEEN_LOOKS = 3
SLIGHT = "working"


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def effect(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Begin one, or see what came of it."""
    proposal, by = proposal_and_officer(request, proposal_id)
    problem = ""
    if request.method == "POST":
        try:
            since = _since(request.POST.get("since", ""))
            commands.try_out(proposal=proposal, by=by, at=clock.now(), since=since)
        except Refusal as refusal:
            if refusal.status != 400:
                raise
            problem = refusal.message
        else:
            return HttpResponseRedirect(reverse("authoring:effect", args=[proposal.pk]))
    page = _page(proposal, by, request.GET, problem)
    return render(request, "authoring/effect.html", {"page": page}, status=400 if problem else 200)


def _page(proposal: Proposal, by: Actor, typed: QueryDict, problem: str) -> EffectPage:
    run = queries.latest_run(proposal)
    place, slight = _place(typed.get("after", "")), typed.get("only") == SLIGHT
    found = commands.look_at_touched(run=run, after=place, slight=slight, by=by, at=clock.now()) if run else None
    url = reverse("authoring:effect", args=[proposal.pk])
    tab, kept = f"{url}?only={SLIGHT}", {"only": SLIGHT} if slight else {}
    refusal = permissions.refusal_to_try(by, proposal)
    return EffectPage(
        head=head_of(proposal, "過去の申請への影響"),
        effect=words.effect_of(run),
        rows=[_row(by, touched, case) for touched, case in found.rows] if found else [],
        tabs=[Tab("結果などが変わる方", url, run.changed), Tab("途中の値だけが変わる方", tab, run.slight)]
        if run
        else [],
        tab_url=tab if slight else url,
        next_url=f"{url}?{urlencode(kept | {'after': found.after})}" if found and found.after else "",
        first_url=(tab if slight else url) if place else "",
        action=url,
        refused=_refused(refusal, proposal),
        reload_seconds=SECONDS_BETWEEN_LOOKS if _is_running(run) else 0,
        problem=problem,
    )


def _refused(refusal: Refusal | None, proposal: Proposal) -> str:
    if refusal is not None:
        return refusal.message
    return "" if proposal.base else "新しい手続きのため、過去の申請はありません。"


def _is_running(run: DryRun | None) -> bool:
    return run is not None and not run.is_finished


def _row(by: Actor, touched: Touched, case: Case) -> TouchedRow:
    may_see = refusal_to_view(by, case) is None
    return TouchedRow(
        number=case.number,
        url=reverse("cases:case", args=[case.pk]) if may_see else "",
        name=case.applicant_name if may_see else "",
        received=moment(case.received_at),
        changes=[(change["what"], change["old"], change["new"]) for change in touched.changes],
    )


def _since(typed: str) -> datetime | None:
    if not typed.strip():
        return None
    try:
        return datetime.combine(japanese_dates.parse(typed), time(), JST)
    except japanese_dates.DateProblem as problem:
        raise Refusal(str(problem), status=400, code="date") from problem


def _place(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None
