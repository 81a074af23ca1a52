"""Setting up an endpoint, following the journal, and delivering: at least once, in no promised order."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F

from madoguchi.accounts.api_clients import refusal_to_manage
from madoguchi.accounts.api_models import ApiClient
from madoguchi.accounts.api_scopes import Scope
from madoguchi.accounts.vault import opened, vault
from madoguchi.cases.models import Case
from madoguchi.gateways import outbox
from madoguchi.handover import endpoints, signing
from madoguchi.handover.models import Delivery, JournalMark, Webhook
from madoguchi.handover.webhooks import PING, TOLD_BY, WebhookEvent, payload_of, ping_of
from madoguchi.journal import commands as journal
from madoguchi.journal import queries as entries
from madoguchi.journal.models import Entry
from madoguchi.kernel import clock, ids
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal, refuse_if

FOLLOW = "webhooks.follow"
DELIVER = "webhooks.deliver"
VAULT = "webhook"
OVERLAP = timedelta(days=1)
PIECE = 500
GONE = 410


@dataclass(frozen=True)
class IssuedSecret:
    """An endpoint with its secret, which is shown this once."""

    webhook: Webhook
    secret: str


@transaction.atomic
def set_webhook(
    *, client: ApiClient, url: str, events: Collection[WebhookEvent], by: Actor, at: datetime
) -> IssuedSecret | None:
    """Set where a program is told, and what. The secret is made with the endpoint and comes back only then."""
    refuse_if(refusal_to_manage(by))
    refuse_if(endpoints.refusal_of(url))
    if Scope.READ_CASES not in client.held_scopes or not client.is_active:
        raise Refusal("お知らせを受けられるのは、申請の出力を許可された、有効な連携システムだけです。", status=422)
    if not events:
        raise Refusal("知らせることを1つ以上選んでください。", status=422)
    mark_here()
    found = Webhook.objects.select_for_update().filter(client=client).first()
    secret = signing.new_secret()
    webhook = found or Webhook(client=client, secret=_sealed(secret), key_id=_key_id(secret))
    webhook.url, webhook.events, webhook.is_active, webhook.changed_at = url, sorted(events), True, at
    webhook.save()
    journal.write(subject=webhook.subject, what="webhook_changed", by=by, at=at, detail={"events": webhook.events})
    return None if found else IssuedSecret(webhook, secret)


@transaction.atomic
def change_secret(*, webhook: Webhook, by: Actor, at: datetime) -> IssuedSecret:
    """Give a new secret; for a day the former one signs as well."""
    refuse_if(refusal_to_manage(by))
    webhook = Webhook.objects.select_for_update().get(pk=webhook.pk)
    webhook.previous_secret, webhook.previous_key_id = webhook.secret, webhook.key_id
    webhook.previous_until = at + OVERLAP
    secret = signing.new_secret()
    webhook.secret, webhook.key_id, webhook.changed_at = _sealed(secret), _key_id(secret), at
    webhook.save()
    journal.write(subject=webhook.subject, what="webhook_changed", by=by, at=at, detail={"secret": "changed"})
    return IssuedSecret(webhook, secret)


@transaction.atomic
def stop_webhook(*, webhook: Webhook, by: Actor, at: datetime) -> None:
    """Tell this program nothing more."""
    refuse_if(refusal_to_manage(by))
    if Webhook.objects.filter(pk=webhook.pk, is_active=True).update(is_active=False, changed_at=at):
        journal.write(subject=webhook.subject, what="webhook_changed", by=by, at=at, detail={"active": False})


@transaction.atomic
def ping(*, webhook: Webhook, by: Actor, at: datetime) -> Delivery:
    """Send a test."""
    refuse_if(refusal_to_manage(by))
    delivery = Delivery.objects.create(webhook=webhook, event=PING, payload=ping_of(at), made_at=at)
    _put(delivery)
    return delivery


@transaction.atomic
def send_again(*, delivery: Delivery, by: Actor, at: datetime) -> None:
    """The same message with the same id, with all its tries before it."""
    refuse_if(refusal_to_manage(by))
    Delivery.objects.filter(pk=delivery.pk).update(sends=F("sends") + 1, delivered_at=None)
    delivery.refresh_from_db()
    _put(delivery)
    detail = {"delivery": str(delivery.pk)}
    journal.write(subject=f"webhook/{delivery.webhook.client_id}", what="webhook_resent", by=by, at=at, detail=detail)


def mark_here() -> None:
    """Begin to follow the journal at its end, where nothing was followed before."""
    JournalMark.objects.get_or_create(only=True, defaults={"seq": entries.head().seq})


def wake(event: object = None) -> None:
    """Something may have happened: have the journal followed. What wakes may be lost, the journal is not."""
    if Webhook.objects.filter(is_active=True).exists():
        outbox.put(kind=FOLLOW, key=str(entries.head().seq), payload={})


def follow_due(payload: Mapping[str, object]) -> None:
    """Make a message of every entry since the mark, and move the mark: in one transaction, so each once."""
    mark = JournalMark.objects.select_for_update().filter(only=True).first()
    if mark is None:
        return
    listening = list(Webhook.objects.filter(is_active=True, client__is_active=True).select_related("client"))
    while piece := list(Entry.objects.filter(seq__gt=mark.seq).order_by("seq")[:PIECE]):
        _tell(piece, listening)
        mark.seq = piece[-1].seq
        mark.save()


def _tell(piece: Collection[Entry], listening: Collection[Webhook]) -> None:
    told = [entry for entry in piece if entry.what in TOLD_BY and entry.subject.startswith("case/")]
    # Genuine cases alone: a probe's entries find none.
    cases = {one.subject: one for one in Case.objects.filter(pk__in=[entry.subject[5:] for entry in told])}
    for entry in told:
        case, event = cases.get(entry.subject), TOLD_BY[entry.what]
        for webhook in listening if case else ():
            if case and webhook.client.section == case.section and event in webhook.events:
                made = Delivery.objects.create(
                    webhook=webhook,
                    event=event.value,
                    entry=entry.seq,
                    payload=payload_of(entry, event, case),
                    made_at=entry.at,
                )
                _put(made)


def _put(delivery: Delivery) -> None:
    outbox.put(kind=DELIVER, key=delivery.outbox_key, payload={"delivery": str(delivery.pk)})


def deliver_due(payload: Mapping[str, object]) -> None:
    """One try. What fails is raised, so that the outbox tries again after a growing while."""
    delivery = Delivery.objects.select_related("webhook", "webhook__client").get(pk=UUID(str(payload["delivery"])))
    webhook = delivery.webhook
    if not webhook.is_active or not webhook.client.is_active or delivery.delivered_at is not None:
        return
    at = clock.now()
    body = json.dumps(delivery.payload, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    try:
        status = endpoints.post(
            webhook.url, body, signing.headers(_keys(webhook, at), id_=str(delivery.pk), body=body, at=at)
        )
    except endpoints.Undelivered as problem:
        _tried(delivery, at, status=problem.status, error=problem.why)
        if problem.status == GONE:
            Webhook.objects.filter(pk=webhook.pk).update(is_active=False)
            return
        raise
    _tried(delivery, at, status=status, error="", delivered_at=at)


def _tried(
    delivery: Delivery, at: datetime, *, status: int | None, error: str, delivered_at: datetime | None = None
) -> None:
    Delivery.objects.filter(pk=delivery.pk).update(
        tries=F("tries") + 1, tried_at=at, status=status, error=error[:300], delivered_at=delivered_at
    )


def _keys(webhook: Webhook, at: datetime) -> list[tuple[str, str]]:
    keys = [(webhook.key_id, opened(VAULT, webhook.secret))]
    if webhook.previous_until is not None and at < webhook.previous_until:
        keys.append((webhook.previous_key_id, opened(VAULT, webhook.previous_secret)))
    return keys


def _sealed(secret: str) -> str:
    return vault(VAULT).encrypt(secret.encode()).decode()


def _key_id(secret: str) -> str:
    """A name that says nothing of the secret to whoever reads it: the beginning of its digest."""
    return f"k_{ids.digest(secret)[:8]}"
