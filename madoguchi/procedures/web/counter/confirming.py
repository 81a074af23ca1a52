"""The applicant's confirmation as the officer sees it, sending, the receipt, and the way to the resident's own device."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from madoguchi.cases import permissions as case_permissions
from madoguchi.cases.commands import AlreadyApplied
from madoguchi.cases.deadlines import day_of
from madoguchi.cases.models import Case
from madoguchi.cases.web.words import state_tag
from madoguchi.definitions import display
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.journey import Journey, walk
from madoguchi.definitions.problems import AGREE
from madoguchi.kernel import clock, ids, qr_codes
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal
from madoguchi.procedures import commands, confirming, consents, counter, handing_over, six_digits
from madoguchi.procedures.models import Confirmation, Draft
from madoguchi.procedures.web.counter import building
from madoguchi.procedures.web.counter.door import desk_page, draft_in_hand
from madoguchi.procedures.web.counter.pages import ConfirmPage, SentPage, StandingPage, Statement, ToPhonePage
from madoguchi.procedures.web.entry import refuse_other_than_a_form
from madoguchi.procedures.web.pages import Told
from madoguchi.procedures.web.reviewing import answered
from madoguchi.publications import queries as publications

ASK, ORAL, SEND = "_ask", "_oral", "_send"
# With the code one is the applicant: it is shown to be printed, and not to whoever opens the page some other day.
CODE_SHOWN = timedelta(days=1)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def confirm(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Ask for the confirmation, see it come, record it when it was given aloud."""
    draft, compiled, by = draft_in_hand(request, draft_id)
    if draft.sent_as:
        return redirect("procedures:counter_sent", draft_id=draft.pk)
    missing: Sequence[str] = ()
    if request.method == "POST":
        refuse_other_than_a_form(request)
        try:
            missing = _posted(request, draft, compiled, by)
        except Refusal as refusal:
            if refusal.code != "incomplete":
                raise
            return redirect("procedures:counter_sheet", draft_id=draft.pk)
        if not missing:
            return redirect("procedures:counter_confirm", draft_id=draft.pk)
    page = _confirm_page(draft, compiled, missing, agreed=request.POST.getlist("agreed"))
    return render(request, "procedures/counter/confirm.html", {"page": page}, status=422 if missing else 200)


def _posted(request: HttpRequest, draft: Draft, compiled: Compiled, by: Actor) -> Sequence[str]:
    at, situation = clock.now(), publications.situation()
    if ORAL not in request.POST:
        confirming.ask(draft=draft, compiled=compiled, situation=situation, by=by, at=at)
        return ()
    agreed = request.POST.getlist("agreed")[:200]
    if not request.POST.get("read_aloud"):
        return ("read_aloud",)
    return confirming.confirm_orally(draft=draft, compiled=compiled, agreed=agreed, situation=situation, by=by, at=at)


def _confirm_page(draft: Draft, compiled: Compiled, missing: Sequence[str], *, agreed: Sequence[str]) -> ConfirmPage:
    situation = publications.situation()
    journey = walk(compiled, draft.answers, today=situation.today)
    one = confirming.standing(draft)
    if one is not None and one.valid_until <= clock.now() and one.confirmed_at is None:
        one = None
    is_confirmed = confirming.is_confirmed(draft, one)
    waits = one is not None and not is_confirmed and one.answers_digest == confirming.digest_of(draft.answers)
    address = _public(reverse("procedures:confirm_screen", args=[confirming.address_of(one)])) if one and waits else ""
    standing, kind = _standing(one, waits=waits, is_confirmed=is_confirmed)
    return ConfirmPage(
        title=compiled.procedure.title.ja,
        url=reverse("procedures:counter_confirm", args=[draft.pk]),
        send_url=reverse("procedures:counter_send", args=[draft.pk]),
        sheet_url=reverse("procedures:counter_sheet", args=[draft.pk]),
        counter_url=reverse("procedures:counter"),
        standing=standing,
        standing_kind=kind,
        qr=qr_codes.svg(address) if address else "",
        digits=six_digits.spaced(confirming.digits_of(one))
        if one and waits and confirming.digits_open(one, at=clock.now())
        else "",
        address=_public(reverse("procedures:confirm")),
        valid_until=one.valid_until if one and waits else None,
        is_confirmed=is_confirmed,
        missing=tuple(_told(missing)),
        parts=answered(display.parts(compiled, journey, "ja")),
        statements=_statements(compiled, journey, missing, agreed),
        by_phone=draft.channel == "phone",
    )


def _standing(one: Confirmation | None, *, waits: bool, is_confirmed: bool) -> tuple[str, str]:
    if one is not None and is_confirmed:
        return (
            ("読み上げて、ご本人が口頭で確認しました。", "success")
            if one.how == "oral"
            else (
                "ご本人が確認画面で「まちがいありません」と確認しました。",
                "success",
            )
        )
    if one is not None and waits:
        if one.opened_at:
            return "ご本人が確認画面を開いています。", "info"
        return "ご本人の確認を待っています。", "info"
    if one is not None:
        return "確認のあとに内容が変わりました。もう一度、確認してもらってください。", "warning"
    return "まだ確認をお願いしていません。", "info"


def _told(missing: Sequence[str]) -> list[Told]:
    return [
        Told("読み上げたことを確かめて、しるしを付けてください。", "read_aloud")
        if path == "read_aloud"
        else Told(AGREE.ja, f"agreed-{path}")
        for path in missing
    ]


def _statements(
    compiled: Compiled, journey: Journey, missing: Sequence[str], agreed: Sequence[str]
) -> tuple[Statement, ...]:
    return tuple(
        Statement(
            one.path,
            one.question.label.ja,
            one.required,
            one.path in agreed if agreed else one.given,
            AGREE.ja if one.path in missing else "",
        )
        for one in consents.asked(compiled, journey, publications.situation())
    )


def _public(path: str) -> str:
    return f"{settings.PUBLIC_ADDRESS}{path}"


@require_POST
@desk_page
def send(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Send what was confirmed; the second application meets the first."""
    draft, compiled, by = draft_in_hand(request, draft_id)
    try:
        counter.send(draft=draft, compiled=compiled, situation=publications.situation(), by=by, at=clock.now())
    except AlreadyApplied as already:
        page = _standing_page(draft, already, by)
        return render(request, "procedures/counter/already.html", {"page": page}, status=409)
    except Refusal as refusal:
        if refusal.code not in {"incomplete", "unconfirmed"}:
            raise
        return redirect("procedures:counter_confirm", draft_id=draft.pk)
    return redirect("procedures:counter_sent", draft_id=draft.pk)


def _standing_page(draft: Draft, already: AlreadyApplied, by: Actor) -> StandingPage:
    case = already.case
    may_open = case_permissions.refusal_to_view(by, case) is None
    return StandingPage(
        title=case.title,
        message=already.message,
        number=case.number,
        state=state_tag(case.stands),
        received_at=case.received_at,
        section=publications.section(case.section).name,
        case_url=reverse("cases:case", args=[case.pk]) if may_open else "",
        sheet_url=reverse("procedures:counter_sheet", args=[draft.pk]),
        counter_url=reverse("procedures:counter"),
    )


@require_safe
@desk_page
def sent(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The receipt, to be printed and handed over."""
    draft, compiled, by = draft_in_hand(request, draft_id)
    if draft.sent_as is None:
        return redirect("procedures:counter_sheet", draft_id=draft.pk)
    case = Case.objects.get(pk=draft.sent_as)
    return render(request, "procedures/counter/sent.html", {"page": _sent_page(draft, compiled, case, by)})


def _sent_page(draft: Draft, compiled: Compiled, case: Case, by: Actor) -> SentPage:
    journey = walk(compiled, case.answers, today=day_of(case.received_at))
    may_open = case_permissions.refusal_to_view(by, case) is None
    return SentPage(
        title=case.title,
        number=case.number,
        code=case.access_code() if clock.now() - case.received_at < CODE_SHOWN else "",
        received_at=case.received_at,
        due_on=case.due_on,
        parts=answered(display.parts(compiled, journey, "ja")),
        status_url=_public(reverse("procedures:status")),
        counter_url=reverse("procedures:counter"),
        case_url=reverse("cases:case", args=[case.pk]) if may_open else "",
        next_steps=tuple(step.title.ja for step in compiled.procedure.steps),
        entered=building.hands(draft.authors),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def to_phone(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Give the draft to the resident's own device; the counter keeps it until that has opened it."""
    draft, compiled, by = draft_in_hand(request, draft_id)
    if draft.sent_as:
        return redirect("procedures:counter_sent", draft_id=draft.pk)
    if request.method == "POST":
        handing_over.offer_to_device(draft=draft, by=by, at=clock.now())
        return redirect("procedures:counter_phone", draft_id=draft.pk)
    offer = handing_over.standing_offer(draft, handing_over.DEVICE, at=clock.now())
    address = _public(reverse("procedures:go_on", args=[handing_over.address_of(offer)])) if offer else ""
    page = ToPhonePage(
        title=compiled.procedure.title.ja,
        url=reverse("procedures:counter_phone", args=[draft.pk]),
        sheet_url=reverse("procedures:counter_sheet", args=[draft.pk]),
        counter_url=reverse("procedures:counter"),
        qr=qr_codes.svg(address) if address else "",
        address=address,
        resume_code=ids.grouped(commands.resume_code_of(draft.pk)) if offer else "",
        resume_url=_public(reverse("procedures:resume")),
        valid_until=offer.valid_until if offer else None,
    )
    return render(request, "procedures/counter/to_phone.html", {"page": page})
