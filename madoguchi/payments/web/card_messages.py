"""The address the card company sends its messages to: signed, each taken once, answered for programs."""

import structlog
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from madoguchi.gateways import stripe_cards
from madoguchi.kernel import clock
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.payments import commands
from madoguchi.ui.web.failures import problem

log = structlog.get_logger(__name__)
LONGEST_MESSAGE = 500_000
FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}


@csrf_exempt
@require_POST
def webhook(request: HttpRequest) -> HttpResponse:
    """Take a message. Refused: 4xx, and the card company tries again; taken, or known already: 200."""
    if request.content_type in FORMS:  # read as a form already: there is no body left to check the signature of
        return problem(status=415, title="通知はJSONで送ってください。", code="not-json")
    body, signature = request.body, request.headers.get("Stripe-Signature", "")
    try:
        refuse_if(_refusal_of_size(body))
        outcome = commands.take_message(
            gateway=stripe_cards.configured(), body=body, signature=signature, at=clock.now()
        )
    except Refusal as refusal:
        log.warning("payments.message_refused", code=refusal.code)
        return problem(status=refusal.status, title=refusal.message, code=refusal.code)
    return JsonResponse({"outcome": outcome.value})


def _refusal_of_size(body: bytes) -> Refusal | None:
    is_small = len(body) <= LONGEST_MESSAGE
    return None if is_small else Refusal("通知が大きすぎます。", status=413, code="too-large")
