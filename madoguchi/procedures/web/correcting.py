"""Mending a returned application: the one page with what was asked, for the resident, or for an officer told by them."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from madoguchi.accounts.queries import actor_of
from madoguchi.cases import commands as cases
from madoguchi.cases import permissions as case_permissions
from madoguchi.cases.deadlines import days_waiting
from madoguchi.cases.grounds import Correction
from madoguchi.cases.mending import covers
from madoguchi.cases.models import Case, Channel
from madoguchi.cases.web.door import desk_page
from madoguchi.cases.web.finding import case_and_officer
from madoguchi.definitions.compiled import Compiled
from madoguchi.kernel import clock, ids
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.procedures import commands, correcting, filling, mending, permissions, queries, representing
from madoguchi.procedures.filling import Typed
from madoguchi.procedures.mending import PAGE, Judged
from madoguchi.procedures.models import Draft
from madoguchi.procedures.ownership import is_anothers
from madoguchi.procedures.web import access, acting, building, mend_page
from madoguchi.procedures.web.entry import COOKIE, let_go, refuse_other_than_a_form, round_in
from madoguchi.procedures.web.mend_page import MendBlocks, MendPage, Stand
from madoguchi.publications import queries as publications
from madoguchi.ui.fields import ACCEPT

HOW = (Channel.PHONE.value, Channel.COUNTER.value)
LONGEST_SEEN = 20_000


@dataclass(frozen=True)
class Mending:
    """A correction somebody has open: the draft, what it mends and what was asked, and who sits in front of it."""

    draft: Draft
    case: Case
    correction: Correction
    compiled: Compiled
    by: Actor

    @property
    def paths(self) -> frozenset[str]:
        return frozenset(self.correction.paths)

    @property
    def url(self) -> str:
        return reverse("procedures:mend", args=[self.draft.pk])

    @property
    def case_url(self) -> str:
        return reverse("cases:case" if self.by.is_officer else "procedures:case", args=[self.case.pk])


@require_POST
@desk_page
def correct_for(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """An officer opens the correction that somebody dictates by telephone or brings to the counter."""
    case, by = case_and_officer(request, case_id)
    compiled = publications.version(case.version)
    refuse_if(case_permissions.refusal_to_correct(by, case))
    asked = case.correction_asked
    if asked is None or not asked.paths:
        raise Refusal(
            "申請全体の補正は、申請した方の画面で直していただきます。",
            way_on="代わりに入力するときは、項目を選んで補正を求め直してください。",
            code="whole-application",
        )
    begun = commands.begin_correction(case=case, compiled=compiled, language=case.language, by=by, at=clock.now())
    return redirect("procedures:mend", draft_id=begun.draft.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def mend(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The page: shown, or read, judged and sent."""
    found = _open(request, draft_id)
    if isinstance(found, HttpResponse):
        return found
    if request.method == "POST":
        refuse_other_than_a_form(request)
        return _posted(request, found)
    if found.by.is_officer:
        cases.view(case=found.case, by=found.by, at=clock.now())
    page = _page(request, found)
    return render(request, "procedures/mend.html", {"page": page}, status=422 if page.problems else 200)


@require_POST
def save(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """What is typed so far, kept without a press of a button where scripting runs."""
    found = _open(request, draft_id)
    if isinstance(found, HttpResponse):
        return found
    refuse_other_than_a_form(request)
    typed = _typed(request, found)
    judged = _read(found, typed)
    if PAGE in found.draft.unfinished or judged.problems or judged.answers != found.draft.answers:
        commands.keep_typed(
            draft=found.draft,
            page=PAGE,
            typed=typed,
            told=False,
            at=clock.now(),
            by=found.by,
            after_round=round_in(request),
        )
    return JsonResponse({"saved_at": clock.now().isoformat(timespec="seconds")})


def _open(request: HttpRequest, draft_id: UUID) -> Mending | HttpResponse:
    """Who has begun it on this device, or an officer of the section that asked."""
    draft = queries.draft(draft_id)
    if draft is None or draft.corrects is None:
        raise Http404
    by, case = actor_of(request), Case.objects.get(pk=draft.corrects)
    stranger = permissions.refusal_to_open_draft(by, draft, secret=request.COOKIES.get(COOKIE, ""))
    if is_anothers(draft, by):
        by = representing.mend_for(case=case, by=by, stranger=stranger, at=clock.now())
    elif stranger is None:
        by = case.applicant
    elif not by.is_officer:
        raise stranger
    if draft.sent_as is not None:
        return redirect("cases:case" if by.is_officer else "procedures:case", case.pk)
    refuse_if(case_permissions.refusal_to_correct(by, case))
    if correcting.is_older(draft, case):
        raise correcting.refusal_of_older()
    asked = case.correction_asked
    if asked is None or not asked.paths:
        return redirect("procedures:review", draft_id=draft.pk)
    return Mending(draft, case, asked, publications.version(case.version), by)


def _typed(request: HttpRequest, found: Mending) -> Typed:
    """Everything typed at a question of the definition; what may be mended of it decides the reading."""
    known = found.compiled.procedure.data
    return {
        name: [str(value) for value in values]
        for name, values in request.POST.lists()
        if name.partition(".")[0] in known or name in {"_reason", "_how"}
    }


def _read(found: Mending, typed: Typed) -> Judged:
    at = publications.situation()
    return mending.read(found.compiled, found.case.answers, found.draft.answers, found.paths, typed, at)


def _posted(request: HttpRequest, found: Mending) -> HttpResponse:
    if request.POST.get("_asked", "") != found.correction.at.isoformat():
        raise correcting.refusal_of_older()
    typed, act = _typed(request, found), acting.pressed(request)
    if act:
        return _act(request, found, typed, act)
    judged = _read(found, typed)
    new = judged.not_seen(frozenset(request.POST.get("_seen", "")[:LONGEST_SEEN].split()))
    if judged.problems or new or _lacks_reason(found, typed):
        is_wrong = _lacks_reason(found, typed) or any(problem.path not in new for problem in judged.problems)
        _keep(found, typed, told=is_wrong, new=new, is_sent=True)
        return HttpResponseRedirect(found.url if is_wrong else f"{found.url}#{new[0]}")
    how = typed["_how"][-1] if found.by.is_officer else Channel.WEB.value
    told = [] if found.by.is_officer else [key for key in _keys(judged) if key not in found.draft.heeded]
    commands.keep_mended(draft=found.draft, answers=judged.answers, heeded=told, how=how, by=found.by, at=clock.now())
    return HttpResponseRedirect(found.url) if told else _send(request, found, typed, how)


def _keys(judged: Judged) -> list[str]:
    """What somebody is told once before it is sent: a doubt, or that nothing was changed."""
    return [*map(filling.key_of, judged.warnings), *(f"unchanged:{path}" for path in judged.unchanged)]


def _lacks_reason(found: Mending, typed: Typed) -> bool:
    """Who enters it for somebody says why, and by which way they were told."""
    reason, how = (typed.get(name, [""])[-1] for name in ("_reason", "_how"))
    return found.by.is_officer and (not reason.strip() or how not in HOW)


def _keep(
    found: Mending,
    typed: Typed,
    *,
    told: bool,
    new: list[str] | None = None,
    once: Mapping[str, str] | None = None,
    is_sent: bool = False,
    after_round: int | None = None,
) -> None:
    commands.keep_typed(
        draft=found.draft,
        page=PAGE,
        typed=typed,
        told=told,
        new=new or (),
        once=once,
        at=clock.now(),
        by=found.by,
        is_sent=is_sent,
        after_round=after_round,
    )


def _send(request: HttpRequest, found: Mending, typed: Typed, how: str) -> HttpResponse:
    case = commands.send_correction(
        draft=found.draft,
        compiled=found.compiled,
        situation=publications.situation(),
        by=found.by,
        at=clock.now(),
        reason=typed.get("_reason", [""])[-1] if found.by.is_officer else "",
        how=how,
    )
    if found.by.is_officer:
        return HttpResponseRedirect(f"{found.case_url}?done=correct_for")
    response = HttpResponseRedirect(found.case_url)
    access.grant(request, response, case)
    let_go(request, response, found.draft)
    return response


def _act(request: HttpRequest, found: Mending, typed: Typed, act: str) -> HttpResponse:
    """A button inside the page. It reaches only what may be mended."""
    judged = _read(found, typed)
    target = request.POST.get(act, "")[:200].partition(":")[0]
    if act in {"_add", "_drop", "_upload", "_remove", "_lookup"} and not covers(judged.mended.open, target):
        raise Http404
    page = mend_page.page_of_open(found.compiled, judged)
    acted = acting.acted(request, found.draft, found.compiled, page, typed, act, by=found.by)
    # A renewal still on its way when the page is sent must not wipe what the sending found.
    _keep(found, acted.typed, told=False, once=acted.once, after_round=round_in(request) if act == "_renew" else None)
    if act == "_save" and not found.by.is_officer:
        return redirect("procedures:saved", draft_id=found.draft.pk)
    return HttpResponseRedirect(found.case_url if act == "_save" else f"{found.url}#{acted.anchor}")


def _page(request: HttpRequest, found: Mending) -> MendPage:
    draft, case, at = found.draft, found.case, publications.situation()
    kept = draft.unfinished.get(PAGE)
    typed: Typed | None = kept["typed"] if kept else None
    judged = (
        _read(found, typed)
        if typed is not None
        else mending.judged(found.compiled, case.answers, draft.answers, found.paths, at)
    )
    language = building.language(request)
    told = bool(kept and kept["told"])
    once, new = (kept.get("once", {}), kept.get("new", ())) if kept else ({}, ())
    stand = Stand(case, found.correction, found.compiled, judged, typed, told, once, new, language, at)
    return _filled(found, stand, MendBlocks(stand), heeded=frozenset() if kept else frozenset(draft.heeded))


def _filled(found: Mending, stand: Stand, made: MendBlocks, *, heeded: frozenset[str]) -> MendPage:
    draft, case, judged, language = found.draft, found.case, stand.judged, stand.language
    blocks, brought = made.blocks(), made.brought()
    procedure, section = found.compiled.procedure, publications.section(case.section)
    typed = stand.typed or {}
    return MendPage(
        procedure=procedure.title.in_(language),
        number=case.number,
        waiting=days_waiting(found.correction.at, clock.today()),
        words="\n".join([*(ground.text for ground in found.correction.grounds), found.correction.words]).strip(),
        blocks=blocks,
        brought=brought,
        seen=" ".join(mend_page.paths_on([*blocks, *brought])),
        renews=mend_page.deciding(found.compiled, judged),
        multipart=mend_page.takes_files(found.compiled, judged),
        problems=tuple(made.summary()),
        warnings=tuple(made.warned(heeded)),
        unchanged=tuple(made.unchanged(heeded)),
        locked=made.locked(),
        asked_at=found.correction.at.isoformat(),
        round=draft.round_of(PAGE),
        action=found.url,
        save_url=reverse("procedures:mend_save", args=[draft.pk]),
        case_url=found.case_url,
        lookup_url=reverse("procedures:postcode"),
        accept=ACCEPT,
        resume_code=ids.grouped(commands.resume_code_of(draft.pk)),
        resume_url=reverse("procedures:resume"),
        section=procedure.contact.name or section.name,
        phone=procedure.contact.phone or section.phone,
        hours=procedure.contact.hours,
        officer=found.by.is_officer,
        reason=typed.get("_reason", [""])[-1],
        how=typed.get("_how", [""])[-1],
        reason_error="代わりに入力する理由と、受けた方法を入れてください。"
        if stand.told and _lacks_reason(found, typed)
        else "",
    )
