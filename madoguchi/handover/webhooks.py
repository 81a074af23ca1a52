"""Which entries of the journal are told to whom, and in which few words."""

from datetime import datetime
from enum import StrEnum
from urllib.parse import urljoin

from django.conf import settings

from madoguchi.cases.models import Case
from madoguchi.handover.models import Delivery, Webhook
from madoguchi.journal.models import Entry

LISTED = 100


class WebhookEvent(StrEnum):
    """What a program may ask to be told."""

    RECEIVED = "case.received"
    RETURNED = "case.returned"
    DECIDED = "case.decided"
    WITHDRAWN = "case.withdrawn"
    NOTICE_ISSUED = "notice.issued"


LABELS = {
    WebhookEvent.RECEIVED: "申請を受け付けた",
    WebhookEvent.RETURNED: "補正を求めた",
    WebhookEvent.DECIDED: "決定した",
    WebhookEvent.WITHDRAWN: "取り下げられた",
    WebhookEvent.NOTICE_ISSUED: "通知書を発行した",
}
PING = "ping"
TOLD_BY = {
    "received": WebhookEvent.RECEIVED,
    "correction_asked": WebhookEvent.RETURNED,
    "approved": WebhookEvent.DECIDED,
    "rejected": WebhookEvent.DECIDED,
    "withdrawn": WebhookEvent.WITHDRAWN,
    "notice_issued": WebhookEvent.NOTICE_ISSUED,
}
# The state in which the case stood after the entry; a notice changes none.
STATES = {"received": "received", "correction_asked": "returned", "withdrawn": "withdrawn"}


def payload_of(entry: Entry, event: WebhookEvent, case: Case) -> dict[str, object]:
    """Number, state, version and a link: no answer and no name leaves this way."""
    decided = entry.what if entry.what in {"approved", "rejected"} else case.state
    return {
        "type": event.value,
        "timestamp": entry.at.isoformat(),
        "data": {
            "number": case.number,
            "procedure": case.procedure,
            "version": case.version,
            "state": STATES.get(entry.what, decided),
            "link": urljoin(settings.PUBLIC_ADDRESS, f"/desk/cases/{case.pk}/"),
        },
    }


def ping_of(at: datetime) -> dict[str, object]:
    """A test message."""
    return {"type": PING, "timestamp": at.isoformat(), "data": {}}


def deliveries() -> list[Delivery]:
    """The newest messages, with where they went."""
    return list(Delivery.objects.select_related("webhook", "webhook__client").order_by("-made_at", "-id")[:LISTED])


def webhooks() -> dict[object, Webhook]:
    """Every endpoint by its program."""
    return {one.client_id: one for one in Webhook.objects.select_related("client")}
