"""Receiving a resident: find the procedure by a few letters, or go on with a draft by six digits."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from madoguchi.accounts.queries import actor_of
from madoguchi.definitions.compiled import Compiled
from madoguchi.kernel import clock
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.procedures import counter, handing_over, permissions, queries
from madoguchi.procedures.models import Draft
from madoguchi.procedures.queries import Filters
from madoguchi.procedures.web.counter import building
from madoguchi.procedures.web.counter.door import desk_page
from madoguchi.procedures.web.counter.pages import InHand, Offered, StartPage
from madoguchi.publications import queries as publications
from madoguchi.ui.components.dates import moment

TYPED_WRONG = {"wrong-digits", "no-digits"}


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def start(request: HttpRequest) -> HttpResponse:
    """The first page of the counter; six digits posted here open a resident's draft."""
    by = actor_of(request)
    refuse_if(permissions.refusal_to_stand_at_counter(by))
    if request.method != "POST":
        return render(request, "procedures/counter/start.html", {"page": _page(request, by)})
    typed = request.POST.get("digits", "")[:60]
    try:
        draft = handing_over.take_over(typed=typed, by=by, at=clock.now())
    except Refusal as refusal:
        if refusal.code not in TYPED_WRONG:
            raise
        page = _page(request, by, typed=typed, refusal=refusal)
        return render(request, "procedures/counter/start.html", {"page": page}, status=422)
    return redirect("procedures:counter_sheet", draft_id=draft.pk)


def _page(request: HttpRequest, by: Actor, *, typed: str = "", refusal: Refusal | None = None) -> StartPage:
    words = request.GET.get("q", "")[:200].strip()
    offered = [_offered(compiled, by) for compiled in queries.found(Filters(words=words))]
    return StartPage(
        query=words,
        found=sorted(offered, key=lambda one: bool(one.refusal)),
        in_hand=tuple(_in_hand(draft) for draft in counter.drafts_at(by)),
        digits=typed,
        problem=refusal.message if refusal else "",
        way_on=refusal.way_on if refusal else "",
    )


def _offered(compiled: Compiled, by: Actor) -> Offered:
    p = compiled.procedure
    refusal = permissions.refusal_to_begin_at_counter(by, p) or permissions.refusal_to_take(p, clock.today())
    return Offered(
        id=p.id,
        title=p.title.ja,
        summary=p.summary.ja,
        section=publications.section(p.section).name,
        script_url=reverse("procedures:counter_script", args=[p.id]),
        refusal=refusal.message if refusal else "",
    )


def _in_hand(draft: Draft) -> InHand:
    compiled = publications.version(draft.version)
    return InHand(
        url=reverse("procedures:counter_sheet", args=[draft.pk]),
        title=compiled.procedure.title.ja,
        applicant=building.applicant(draft, compiled) or "（氏名はまだ）",
        officer=draft.counter_name,
        saved=moment(timezone.localtime(draft.saved_at)),
        channel=draft.get_channel_display(),
    )


@require_POST
@desk_page
def begin(request: HttpRequest) -> HttpResponse:
    """Begin for the resident: the button says where they are, at the counter or on the telephone."""
    compiled = publications.in_force(request.POST.get("procedure", "")[:80])
    if compiled is None:
        raise Refusal(
            "手続きを選んでください。", way_on="窓口の画面から選び直してください。", status=404, code="no-procedure"
        )
    channel = request.POST.get("channel", "")[:20]
    draft = counter.begin(compiled=compiled, channel=channel, by=actor_of(request), at=clock.now())
    return redirect("procedures:counter_sheet", draft_id=draft.pk)
