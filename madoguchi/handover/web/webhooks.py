"""The administrators' page of webhooks: endpoints, secrets, messages with what became of them."""

from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from madoguchi.accounts import api_clients
from madoguchi.accounts.api_models import ApiClient
from madoguchi.accounts.api_scopes import Scope
from madoguchi.gateways import queries as outbox
from madoguchi.handover import commands
from madoguchi.handover.commands.webhooks import DELIVER, IssuedSecret
from madoguchi.handover.models import Delivery, Webhook
from madoguchi.handover.web.webhook_pages import DeliveryRow, EndpointRow, WebhooksPage
from madoguchi.handover.webhooks import LABELS, PING, WebhookEvent, deliveries, webhooks
from madoguchi.kernel import clock
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.clock import JST
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.publications import queries as publications
from madoguchi.ui.components.shapes import Option, Problem, Tag

DONE = {
    "set": "設定を保存しました。",
    "stopped": "お知らせを止めました。",
    "pinged": "試験のお知らせを送ります。結果は下の一覧に出ます。",
    "again": "もう一度送ります。",
}


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, by: Actor) -> HttpResponse:
    """The list; posting sets an endpoint. A new secret is on the answer to that post and nowhere else."""
    refuse_if(api_clients.refusal_to_manage(by))
    if request.method != "POST":
        return _shown(request, done=DONE.get(request.GET.get("done", ""), ""))
    try:
        issued = _set(request, by)
    except Refusal as refusal:
        return _shown(request, refusal=refusal, status=refusal.status)
    return _shown(request, issued=issued) if issued else _back("set")


@require_POST
def change_secret(request: HttpRequest, by: Actor, client_id: UUID) -> HttpResponse:
    """A new secret, shown once."""
    return _shown(request, issued=commands.change_secret(webhook=_webhook(by, client_id), by=by, at=clock.now()))


@require_POST
def stop(request: HttpRequest, by: Actor, client_id: UUID) -> HttpResponse:
    """Tell this program nothing more."""
    commands.stop_webhook(webhook=_webhook(by, client_id), by=by, at=clock.now())
    return _back("stopped")


@require_POST
def ping(request: HttpRequest, by: Actor, client_id: UUID) -> HttpResponse:
    """Send a test."""
    commands.ping(webhook=_webhook(by, client_id), by=by, at=clock.now())
    return _back("pinged")


@require_POST
def again(request: HttpRequest, by: Actor, delivery_id: UUID) -> HttpResponse:
    """Send a message again."""
    refuse_if(api_clients.refusal_to_manage(by))
    found = Delivery.objects.select_related("webhook").filter(pk=delivery_id).first()
    if found is None:
        raise Http404("no such delivery")
    commands.send_again(delivery=found, by=by, at=clock.now())
    return _back("again")


def _webhook(by: Actor, client_id: UUID) -> Webhook:
    refuse_if(api_clients.refusal_to_manage(by))
    found = webhooks().get(client_id)
    if found is None:
        raise Http404("no such webhook")
    return found


def _set(request: HttpRequest, by: Actor) -> IssuedSecret | None:
    client = _client(request.POST.get("client", ""))
    if client is None:
        raise Refusal("連携システムを一覧から選んでください。", status=422, code="client")
    known = {one.value for one in WebhookEvent}
    events = [WebhookEvent(one) for one in request.POST.getlist("events") if one in known]
    url = request.POST.get("url", "").strip()
    return commands.set_webhook(client=client, url=url, events=events, by=by, at=clock.now())


def _client(typed: str) -> ApiClient | None:
    try:
        return api_clients.by_id(UUID(typed))
    except ValueError:
        return None


def _back(done: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('handover:webhooks')}?done={done}")


def _shown(
    request: HttpRequest,
    *,
    done: str = "",
    issued: IssuedSecret | None = None,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    now = clock.now()
    able = [one for one in api_clients.registered() if one.is_active and Scope.READ_CASES in one.held_scopes]
    anchors = {"endpoint": "id-url", "client": "id-client"}
    due = outbox.due_by_key(DELIVER)
    shown = WebhooksPage(
        endpoints=[_endpoint(one, now) for one in webhooks().values()],
        deliveries=[_delivery(one, due) for one in deliveries()],
        clients=[Option(str(one.pk), f"{one.name}（{publications.section(one.section).name}）") for one in able],
        events=[Option(event.value, label, hint=event.value) for event, label in LABELS.items()],
        done=done,
        secret=issued.secret if issued else "",
        typed=_typed(request) if refusal else {"events": list(WebhookEvent)},
        problems=[Problem(refusal.message, anchors.get(refusal.code, "id-client"))] if refusal else [],
    )
    return render(request, "handover/webhooks.html", {"page": shown}, status=status)


def _typed(request: HttpRequest) -> dict[str, object]:
    posted = request.POST
    return {"client": posted.get("client", ""), "url": posted.get("url", ""), "events": posted.getlist("events")}


def _endpoint(one: Webhook, now: datetime) -> EndpointRow:
    where = [one.client_id]
    former = one.previous_until if one.previous_until and one.previous_until > now else None
    return EndpointRow(
        name=one.client.name,
        url=one.url,
        events="、".join(LABELS[WebhookEvent(event)] for event in one.events),
        key_id=one.key_id,
        former=f"前の鍵は {_moment(former)} まで" if former else "",
        is_active=one.is_active,
        ping_url=reverse("handover:ping", args=where),
        secret_url=reverse("handover:secret", args=where),
        stop_url=reverse("handover:stop", args=where),
    )


def _delivery(one: Delivery, due: dict[str, datetime]) -> DeliveryRow:
    about = one.payload.get("data", {})
    next_try = due.get(one.outbox_key)
    return DeliveryRow(
        name=one.webhook.client.name,
        event="試験" if one.event == PING else LABELS[WebhookEvent(one.event)],
        number=str(about.get("number", "")),
        made=_moment(one.made_at),
        tries=one.tries,
        state=_state(one, waits=next_try is not None),
        last=f"{_moment(one.tried_at)}　{one.error}".strip("　") if one.tried_at else "―",
        next_try=_moment(next_try) if next_try else "―",
        again_url=reverse("handover:again", args=[one.pk]),
    )


def _state(one: Delivery, *, waits: bool) -> Tag:
    if one.delivered_at is not None:
        return Tag(f"届いた（{one.status}）", "success")
    answer = f"（{one.status}）" if one.status else ""
    return Tag(f"送信待ち{answer}", "warning") if waits else Tag(f"届いていない{answer}", "error")


def _moment(at: datetime | None) -> str:
    return f"{at.astimezone(JST):%m/%d %H:%M}" if at else "―"
