"""The address LINE sends its messages to: signed, each heard once, answered with 200 before anything is said back."""

import structlog
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from madoguchi.assistant.commands import line
from madoguchi.gateways.line import channel
from madoguchi.gateways.line.channel import ForgedMessage
from madoguchi.kernel import clock
from madoguchi.ui.web.failures import problem

log = structlog.get_logger(__name__)
LONGEST_BODY = 1_000_000
FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}


@csrf_exempt
@require_POST
def webhook(request: HttpRequest) -> HttpResponse:
    """Hear what people did there. 404 where LINE is off; what is not LINE's is refused and not looked at."""
    there = channel.configured()
    if there is None:
        return problem(status=404, title="LINEは使っていません。", code="line-off")
    if request.content_type in FORMS:  # read as a form already: there is no body left to check the signature of
        return problem(status=415, title="通知はJSONで送ってください。", code="not-json")
    if len(request.body) > LONGEST_BODY:
        return problem(status=413, title="通知が大きすぎます。", code="too-large")
    try:
        heard = there.heard(request.body, request.headers.get("X-Line-Signature", ""))
    except ForgedMessage as forged:
        log.warning("line.message_refused", problem=str(forged))
        return problem(status=400, title="署名を確かめられませんでした。", code="bad-signature")
    line.hear(heard=heard, at=clock.now())
    return HttpResponse("OK", content_type="text/plain")
