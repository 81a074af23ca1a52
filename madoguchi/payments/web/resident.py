"""Paying, for the one who applied: what is to be paid, on to the card company, back again, the receipt.

Cases stand above this capability, so whose payment it is is decided by the door of the installation (`config.doors`).
"""

from urllib.parse import urlsplit
from uuid import UUID

import msgspec
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from madoguchi.gateways import stripe_cards
from madoguchi.kernel import clock
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.money import yen
from madoguchi.kernel.text import Text
from madoguchi.payments import commands, queries
from madoguchi.payments.lines import read
from madoguchi.payments.models import Payment
from madoguchi.payments.states import RESIDENT_LABEL, State
from madoguchi.payments.web import words
from madoguchi.payments.web.pages import ReceiptPage, ResidentPayment
from madoguchi.payments.web.shown import KIND, lines_shown
from madoguchi.ui.components.dates import day as day_words
from madoguchi.ui.components.dates import moment
from madoguchi.ui.languages import language_of
from madoguchi.ui.middleware import CONTENT_SECURITY_POLICY

STRIPE_PAGES = "https://checkout.stripe.com"
NOTES = {State.STARTED: words.STARTED_NOTE, State.FAILED: words.FAILED_NOTE}


@require_safe
def payment(request: HttpRequest, payment_id: UUID, *, by: Actor, subject: str, back_url: str) -> HttpResponse:
    """What is to be paid, or what became of it."""
    found = _found(payment_id, subject)
    lang = language_of(request).kernel
    response = render(request, "payments/payment.html", {"page": _page(request, found, lang, back_url)})
    # A form that is answered by a redirect must be allowed to end where the redirect leads.
    response["Content-Security-Policy"] = CONTENT_SECURITY_POLICY.replace(
        "form-action 'self'", f"form-action 'self' {_pages_of_the_card_company()}"
    )
    return response


@require_POST
def card(request: HttpRequest, payment_id: UUID, *, by: Actor, subject: str, back_url: str) -> HttpResponse:
    """On to the card company's page: pressed twice, or in two tabs, it is the same page."""
    found = _found(payment_id, subject)
    # The host the payer came by, so that the way back finds their cookie.
    here = f"{'https' if settings.BEHIND_TLS else 'http'}://{request.get_host()}{request.path.removesuffix('card/')}"
    gateway, at = stripe_cards.configured(), clock.now()
    commands.look_at_card(payment=found, gateway=gateway, at=at)
    if not found.is_open:
        return redirect(request.path.removesuffix("card/"))
    url = commands.start_card(
        payment=found,
        gateway=gateway,
        success_url=f"{here}back/",
        cancel_url=f"{here}back/",
        language=language_of(request).kernel,
        by=by,
        at=at,
    )
    return redirect(url)


@require_safe
def back(request: HttpRequest, payment_id: UUID, *, by: Actor, subject: str, back_url: str) -> HttpResponse:
    """Back from the card company. What the address says proves nothing: the card company is asked."""
    found = _found(payment_id, subject)
    commands.look_at_card(payment=found, gateway=stripe_cards.configured(), at=clock.now())
    return redirect(request.path.removesuffix("back/"))


@require_safe
def receipt(request: HttpRequest, payment_id: UUID, *, by: Actor, subject: str, back_url: str) -> HttpResponse:
    """The receipt, to be printed."""
    found = _found(payment_id, subject)
    if not found.receipt_number:
        raise Http404("nothing was paid")
    lang = language_of(request).kernel
    here = request.path.removesuffix("receipt/")
    page = receipt_page(found, lang, file_url=f"{here}receipt.json", back_url=here, back_label=words.TITLE.in_(lang))
    return render(request, "payments/receipt.html", {"page": page})


@require_safe
def receipt_file(request: HttpRequest, payment_id: UUID, *, by: Actor, subject: str, back_url: str) -> HttpResponse:
    """The signed receipt, byte for byte as it was made."""
    found = _found(payment_id, subject)
    if not found.receipt:
        raise Http404("nothing was paid")
    response = HttpResponse(found.receipt, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="payment-{found.pk}.json"'
    return response


def receipt_page(found: Payment, lang: str, *, file_url: str, back_url: str, back_label: str) -> ReceiptPage:
    """The same receipt for the payer and at the desk."""
    facts = [
        (words.RECEIPT_NUMBER.in_(lang), found.receipt_number or ""),
        (words.APPLICATION.in_(lang), f"{found.reference}　{found.title}"),
        (words.PAYER.in_(lang), found.payer),
        (words.PAID_ON.in_(lang), moment(timezone.localtime(found.paid_at)) if found.paid_at else ""),
        (words.WAY.in_(lang), words.WAYS[found.way].in_(lang)),
    ]
    if found.refunded_yen:
        facts.append((words.REFUNDED.in_(lang), yen(found.refunded_yen)))
    return ReceiptPage(
        title=words.RECEIPT_TITLE.in_(lang),
        ward=settings.WARD_NAME,
        total=yen(found.paid_yen),
        facts=facts,
        lines=lines_shown(read(found.lines), lang),
        note=words.PRINT.in_(lang),
        file_url=file_url,
        file_label=words.FILE.in_(lang),
        back_url=back_url,
        back_label=back_label,
    )


def _found(payment_id: UUID, subject: str) -> Payment:
    found = queries.of_subject(payment_id, subject)
    if found is None:
        raise Http404("no such payment of this application")
    return found


def _page(request: HttpRequest, found: Payment, lang: str, back_url: str) -> ResidentPayment:
    takes_cards = found.is_open and "card" in found.ways and stripe_cards.configured() is not None
    note = NOTES.get(found.stands, words.WAITS if found.holds_up and found.is_open else None)
    facts = [(words.APPLICATION.in_(lang), f"{found.reference}　{found.title}")]
    if found.is_open:
        facts.append((words.DUE_ON.in_(lang), day_words(found.due_on)))
    return ResidentPayment(
        kicker=found.title,
        title=words.TITLE.in_(lang),
        state=RESIDENT_LABEL[found.stands].in_(lang),
        state_kind=KIND[found.stands],
        note=note.in_(lang) if note else "",
        facts=facts,
        lines_title=words.LINES.in_(lang),
        lines=lines_shown(read(found.lines), lang),
        total_label=words.TOTAL.in_(lang),
        total=yen(found.due_yen),
        card_url=f"{request.path}card/" if takes_cards else "",
        card_label=words.CARD.in_(lang),
        card_note=words.CARD_NOTE.in_(lang),
        counter=[words.COUNTER.in_(lang), words.NO_CONVENIENCE.in_(lang)]
        if found.is_open and "counter" in found.ways
        else [],
        refund_title=words.REFUND.in_(lang),
        refund=msgspec.convert(found.refund_words, Text).in_(lang),
        receipt_url=f"{request.path}receipt/" if found.receipt_number else "",
        receipt_label=words.RECEIPT.in_(lang),
        back_url=back_url,
        back_label=words.BACK.in_(lang),
    )


def _pages_of_the_card_company() -> str:
    base = urlsplit(settings.STRIPE_API_BASE)
    return f"{base.scheme}://{base.netloc}" if base.netloc else STRIPE_PAGES
