"""Planting cases with a known defect, and what became of one's own."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from madoguchi.accounts import queries as accounts
from madoguchi.accounts.states import Role
from madoguchi.cases import commands, permissions, probes
from madoguchi.cases.models import Probe, ProbeOutcome
from madoguchi.cases.probes import Plan
from madoguchi.cases.web.door import desk_page
from madoguchi.cases.web.probes_page import ProbeRow, ProbesPage
from madoguchi.cases.web.words import moment
from madoguchi.definitions.compiled import Compiled
from madoguchi.kernel import clock
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.publications import queries as publications
from madoguchi.ui.components.shapes import Option, Tag

MOST_SHOWN = 50
OUTCOME_KIND = {
    ProbeOutcome.FOUND: "success",
    ProbeOutcome.STOPPED: "info",
    ProbeOutcome.MISSED: "error",
    ProbeOutcome.CALLED_OFF: "neutral",
}
DONE = {"planted": "見本案件を置きました。ほかの申請と同じように一覧に並びます。", "off": "見本案件を取りやめました。"}


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def planting(request: HttpRequest) -> HttpResponse:
    """The form, in two steps without scripts: the procedure, then the defect. Below it, one's own probes."""
    by = accounts.actor_of(request)
    refuse_if(permissions.refusal_to_plant_probe(by, by.section))
    if request.method == "POST":
        compiled = publications.in_force(request.POST.get("procedure", ""))
        plan = probes.plan_in(request.POST.get("plan", ""))
        if compiled is None or plan is None:
            raise Refusal("手続きと、誤りの入れ方を一覧から選んでください。", status=400, code="plan-unknown")
        commands.plant_probe(compiled=compiled, plan=plan, by=by, at=clock.now())
        return _back("planted")
    page = _page(by, request.GET.get("procedure", ""), done=request.GET.get("done", ""))
    return render(request, "cases/probes.html", {"page": page})


@require_POST
@desk_page
def call_off(request: HttpRequest, probe_id: UUID) -> HttpResponse:
    """Take one's own probe away again."""
    probe = Probe.objects.filter(pk=probe_id).first()
    if probe is None:
        raise Http404("no such probe")
    commands.call_off_probe(probe=probe, by=accounts.actor_of(request), at=clock.now())
    return _back("off")


def _back(done: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('cases:probes')}?done={done}")


def _page(by: Actor, chosen: str, *, done: str) -> ProbesPage:
    anywhere = by.has_role(Role.ADMINISTRATOR)
    offered = [one for one in publications.all_in_force() if anywhere or by.belongs_to(one.procedure.section)]
    compiled = next((one for one in offered if one.id == chosen), None)
    mine = Probe.objects.filter(planted_by_id=by.id).order_by("-planted_at")[:MOST_SHOWN]
    return ProbesPage(
        procedures=[Option(one.id, one.procedure.title.ja) for one in offered],
        procedure=compiled.id if compiled else "",
        plans=[_option(compiled, plan) for plan in probes.plans(compiled, publications.situation())]
        if compiled
        else [],
        rows=[_row(probe) for probe in mine],
        done=DONE.get(done, ""),
    )


def _option(compiled: Compiled, plan: Plan) -> Option:
    example = compiled.procedure.examples[plan.example].name
    label = compiled.procedure.data[plan.field].label.ja
    return Option(str(plan), f"{example}：「{label}」の{plan.defect.label}")


def _row(probe: Probe) -> ProbeRow:
    compiled = publications.version(probe.version)
    outcome = ProbeOutcome(probe.outcome) if probe.outcome else None
    return ProbeRow(
        number=probe.case_number,
        title=probe.title,
        defect=f"「{compiled.procedure.data[probe.field].label.ja}」の{probe.get_defect_display()}",
        planted=moment(probe.planted_at),
        rules=Tag("規則が気づいた", "success") if probe.caught_by_checks else Tag("規則は気づかない", "warning"),
        outcome=Tag(outcome.label, OUTCOME_KIND[outcome]) if outcome else Tag("審査待ち", "info"),
        off_url="" if probe.is_settled else reverse("cases:call_off_probe", args=[probe.pk]),
    )
