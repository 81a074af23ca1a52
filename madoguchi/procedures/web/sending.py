"""The end of the form: everything once more, sending, the receipt."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from madoguchi.accounts.states import Act
from madoguchi.cases.commands import AlreadyApplied
from madoguchi.cases.deadlines import day_of
from madoguchi.cases.models import Case
from madoguchi.definitions import display
from madoguchi.definitions.journey import walk
from madoguchi.kernel import clock, ids
from madoguchi.kernel.refusals import Refusal
from madoguchi.payments.web.shown import resident_lines
from madoguchi.procedures import commands, queries, receipts
from madoguchi.procedures.correcting import is_by_field
from madoguchi.procedures.models import Draft
from madoguchi.procedures.web import access, also, building, reviewing
from madoguchi.procedures.web.draft_urls import hand_over_url
from madoguchi.procedures.web.entry import current, draft_of, let_go, resident_of
from madoguchi.procedures.web.pages import AlreadyPage, CodePage, DonePage
from madoguchi.publications import queries as publications


@require_safe
def review(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Everything once more, before it is sent."""
    draft = draft_of(request, draft_id)
    if draft.sent_as:
        return redirect("procedures:done", draft_id=draft.pk)
    if is_by_field(draft):
        return redirect("procedures:mend", draft_id=draft.pk)
    if draft.is_at_counter:
        return redirect("procedures:hand_over", draft_id=draft.pk)
    page = reviewing.review_page(request, draft, current(draft))
    return render(request, "procedures/review.html", {"page": page})


@require_POST
def send(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Send it; pressing twice sends once."""
    draft = draft_of(request, draft_id)
    if is_by_field(draft) and not draft.sent_as:
        return redirect("procedures:mend", draft_id=draft.pk)
    compiled = publications.version(draft.version)
    if not draft.sent_as and current(draft).version != compiled.version:
        return redirect("procedures:draft", draft_id=draft.pk)
    try:
        case = commands.send(
            draft=draft,
            compiled=compiled,
            situation=publications.situation(),
            by=resident_of(request),
            at=clock.now(),
        )
    except AlreadyApplied as already:
        return _already(request, draft, already.case)
    except Refusal as refusal:
        if refusal.code != "incomplete":
            raise
        return redirect("procedures:review", draft_id=draft.pk)
    if draft.corrects:
        return _corrected(request, case)
    return redirect("procedures:done", draft_id=draft.pk)


def _corrected(request: HttpRequest, case: Case) -> HttpResponse:
    """A mended application has its receipt already: on to where it stands."""
    response = redirect("procedures:case", case_id=case.pk)
    access.grant(request, response, case)
    return response


def _already(request: HttpRequest, draft: Draft, case: Case) -> HttpResponse:
    """The second application meets the first. Only who may see the first is led to it."""
    lang = building.language(request)
    compiled = publications.version(case.version)
    unique = compiled.procedure.unique_message
    mine = access.may_see(request, case)
    page = AlreadyPage(
        procedure=compiled.procedure.title.in_(lang),
        message=unique.in_(lang)
        if unique
        else _("同じ内容の申請を、すでに受け付けています。もう一度送る必要はありません。"),
        received_at=case.received_at,
        status_url=reverse("procedures:case", args=[case.pk]) if mine else reverse("procedures:status"),
    )
    return render(request, "procedures/already.html", {"page": page}, status=409)


@require_safe
def done(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The receipt on the screen: number, code, answers, version."""
    draft = draft_of(request, draft_id)
    if draft.sent_as is None:
        return redirect("procedures:review", draft_id=draft.pk)
    case = Case.objects.get(pk=draft.sent_as)
    if draft.corrects:
        return _corrected(request, case)
    compiled = publications.version(case.version)
    lang = building.language(request)
    journey = walk(compiled, case.answers, today=day_of(case.received_at))
    page = DonePage(
        procedure=compiled.procedure.title.in_(lang),
        number=case.number,
        code="" if access.is_proxy(request, case) else case.access_code(),
        received_at=case.received_at,
        due_on=case.due_on,
        version=case.version,
        parts=display.parts(compiled, journey, lang),
        email=receipts.email_of(compiled, case.answers),
        status_url=reverse("procedures:case", args=[case.pk]),
        receipt_url=reverse("procedures:receipt", args=[case.pk]),
        keys_url=reverse("procedures:keys"),
        next_steps=tuple(step.title.in_(lang) for step in compiled.procedure.steps),
        payments=tuple(resident_lines(case.subject, case.pk, lang)) if compiled.charge else (),
        also_open=also.lines(draft, case, lang),
        bundle_url=also.bundle_url(draft),
    )
    response = render(request, "procedures/done.html", {"page": page})
    access.grant(request, response, case)
    let_go(request, response, draft)
    return response


@require_safe
def saved(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """How to go on later, on this device or another."""
    draft = draft_of(request, draft_id)
    code = ids.grouped(commands.resume_code_of(draft.pk))
    page = CodePage(title=_("途中まで保存しました"), number=code)
    return render(
        request,
        "procedures/saved.html",
        {
            "page": page,
            "draft_url": reverse("procedures:draft", args=[draft.pk]),
            "counter_url": "" if draft.corrects else hand_over_url(draft.pk),
        },
    )


@require_safe
def receipt(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The signed receipt as a file, byte for byte as it was issued."""
    case = queries.case(case_id)
    found = queries.receipt(case_id)
    if case is None or found is None:
        raise Http404
    access.acting(request, case, Act.STATUS)
    response = HttpResponse(found.document, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="receipt-{case.pk}.json"'
    return response


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """The public keys by which receipts are verified."""
    return HttpResponse(receipts.public_keys(), content_type="text/plain; charset=utf-8")
