"""Messages as LINE sends them to a webhook, signed with the channel's secret."""

import base64
import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Sequence
from urllib.request import ProxyHandler, Request, build_opener

Document = dict[str, object]
BOT = "U" + "0" * 32
_ULID = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def user() -> str:
    """A user's id there."""
    return f"U{secrets.token_hex(16)}"


def text_said(who: str, text: str, token: str) -> Document:
    """Somebody wrote something."""
    message = {"type": "text", "id": str(time.time_ns()), "text": text, "quoteToken": secrets.token_hex(8)}
    return {**_event("message", who), "replyToken": token, "message": message}


def sticker_sent(who: str, token: str) -> Document:
    """Somebody sent a picture to stick."""
    message = {
        "type": "sticker", "id": str(time.time_ns()), "packageId": "446", "stickerId": "1988",
        "stickerResourceType": "STATIC", "quoteToken": secrets.token_hex(8),
    }  # fmt: skip
    return {**_event("message", who), "replyToken": token, "message": message}


def button_pressed(who: str, data: str, token: str) -> Document:
    """Somebody pressed a quick reply."""
    return {**_event("postback", who), "replyToken": token, "postback": {"data": data}}


def followed(who: str, token: str) -> Document:
    """Somebody added the account, or opened it again."""
    return {**_event("follow", who), "replyToken": token, "follow": {"isUnblocked": False}}


def left(who: str) -> Document:
    """Somebody blocked the account."""
    return _event("unfollow", who)


def again(event: Document) -> Document:
    """The same event, sent once more."""
    return {**event, "deliveryContext": {"isRedelivery": True}}


def body_of(events: Sequence[Document]) -> bytes:
    return json.dumps({"destination": BOT, "events": list(events)}).encode()


def signature_of(body: bytes, secret: str) -> str:
    return base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()


def post(url: str, secret: str, events: Sequence[Document], *, seconds: float = 10) -> int:
    """Send events to a webhook; its status."""
    body = body_of(events)
    headers = {"Content-Type": "application/json", "X-Line-Signature": signature_of(body, secret)}
    request = Request(url, data=body, headers=headers)  # noqa: S310 -- the address of our own site
    with build_opener(ProxyHandler({})).open(request, timeout=seconds) as answer:
        return int(answer.status)


def _event(kind: str, who: str) -> Document:
    return {
        "type": kind,
        "mode": "active",
        "timestamp": time.time_ns() // 1_000_000,
        "source": {"type": "user", "userId": who},
        "webhookEventId": "".join(secrets.choice(_ULID) for _ in range(26)),
        "deliveryContext": {"isRedelivery": False},
    }
