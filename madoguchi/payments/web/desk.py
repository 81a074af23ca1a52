"""The desk's payments: what is open, money at the counter, the day's till, waiving, giving back, differences."""

from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from madoguchi.kernel import clock
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.normalise import digits
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.payments import commands, permissions, queries
from madoguchi.payments.models import Payment
from madoguchi.payments.web.desk_pages import desk_page, payment_page
from madoguchi.payments.web.resident import receipt_page

DONE = {
    "take": "収納を記録しました。領収書を印刷してお渡しください。",
    "waive": "免除しました。",
    "refund": "返金を記録しました。",
    "close": "日計を締めました。",
    "settle": "差を処理しました。",
}


@require_safe
def desk(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """The section's payments and today's till."""
    refuse_if(permissions.refusal_to_see_desk(by, by.section))
    page = desk_page(by, clock.today(), done=DONE.get(request.GET.get("done", ""), ""))
    return render(request, "payments/desk.html", {"page": page})


@require_safe
def payment(request: HttpRequest, payment_id: UUID, *, by: Actor) -> HttpResponse:
    """One payment, and what this officer may do with it."""
    found = _found(payment_id, by)
    page = payment_page(found, by, done=DONE.get(request.GET.get("done", ""), ""))
    return render(request, "payments/desk_payment.html", {"page": page})


@require_safe
def receipt(request: HttpRequest, payment_id: UUID, *, by: Actor) -> HttpResponse:
    """The receipt, to be printed and handed over."""
    found = _found(payment_id, by)
    if not found.receipt_number:
        raise Http404("nothing was paid")
    back_url = reverse("payments:desk_payment", args=[found.pk])
    page = receipt_page(found, "ja", file_url="", back_url=back_url, back_label="収納の画面に戻る")
    return render(request, "payments/receipt.html", {"page": page})


@require_POST
def take(request: HttpRequest, payment_id: UUID, *, by: Actor) -> HttpResponse:
    """Record money at the counter."""
    found = _found(payment_id, by)
    way, number = request.POST.get("way", ""), request.POST.get("number", "")
    commands.take_at_counter(
        payment=found, way=way, number=number, yen=_yen(request.POST.get("yen", "")), by=by, at=clock.now()
    )
    return _back(found, "take")


@require_POST
def waive(request: HttpRequest, payment_id: UUID, *, by: Actor) -> HttpResponse:
    """Let somebody off."""
    found = _found(payment_id, by)
    commands.waive(payment=found, reason=request.POST.get("reason", ""), by=by, at=clock.now())
    return _back(found, "waive")


@require_POST
def refund(request: HttpRequest, payment_id: UUID, *, by: Actor) -> HttpResponse:
    """Give back."""
    found = _found(payment_id, by)
    reason = request.POST.get("reason", "")
    commands.refund(payment=found, yen=_yen(request.POST.get("yen", "")), reason=reason, by=by, at=clock.now())
    return _back(found, "refund")


@require_POST
def close(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """Close one way of a day."""
    commands.close_day(
        section=by.section,
        day=_day(request.POST.get("day", "")),
        way=request.POST.get("way", ""),
        counted_yen=_yen(request.POST.get("counted", "")),
        words=request.POST.get("words", ""),
        by=by,
        at=clock.now(),
    )
    return redirect(f"{reverse('payments:desk')}?done=close")


@require_POST
def settle(request: HttpRequest, pk: int, *, by: Actor) -> HttpResponse:
    """Say how a difference was put right."""
    refuse_if(permissions.refusal_to_see_differences(by))
    found = queries.difference(pk)
    if found is None:
        raise Http404("no such difference")
    commands.settle_difference(difference=found, words=request.POST.get("words", ""), by=by, at=clock.now())
    return redirect(f"{reverse('payments:desk')}?done=settle")


@require_safe
def day_file(request: HttpRequest, day: str, *, by: Actor) -> HttpResponse:
    """The list of a reconciled day, as CSV."""
    refuse_if(permissions.refusal_to_see_differences(by))
    found = queries.reconciled(_day(day))
    if found is None:
        raise Http404("not reconciled")
    # With a mark of its encoding: the spreadsheet on an officer's machine takes it for Shift_JIS otherwise.
    response = HttpResponse("\ufeff" + found.file, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="payments-{found.day}.csv"'
    return response


def _found(payment_id: UUID, by: Actor) -> Payment:
    found = queries.by_id(payment_id)
    if found is None:
        raise Http404("no such payment")
    refuse_if(permissions.refusal_to_see_desk(by, found.section))
    return found


def _back(found: Payment, done: str) -> HttpResponse:
    return redirect(f"{reverse('payments:desk_payment', args=[found.pk])}?done={done}")


def _yen(typed: str) -> int:
    """An amount as it was typed: full width, commas and 円 are all the same."""
    plain = digits(typed.replace(",", "").replace("，", "").replace("円", ""))
    if not (plain.isascii() and plain.isdigit() and len(plain) < 10):
        raise Refusal("金額は数字で入力してください。", way_on="前の画面に戻り、金額を確かめてください。", status=400)
    return int(plain)


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError as problem:
        raise Refusal("日付を読み取れません。", way_on="画面を開き直してください。", status=400) from problem
