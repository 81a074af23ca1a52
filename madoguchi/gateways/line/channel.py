"""A LINE channel by the official client, unchanged: signed messages in, replies and pushes out (docs/adr/0028).

Off where no secret and no token are set. The address is another than LINE's own for a demo and tests only.
"""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus

import structlog
from django.conf import settings
from linebot.v3 import WebhookParser
from linebot.v3.exceptions import InvalidSignatureError
from linebot.v3.messaging import (
    ApiClient,
    Configuration,
    MessagingApi,
    PostbackAction,
    PushMessageRequest,
    QuickReply,
    QuickReplyItem,
    ReplyMessageRequest,
    TextMessage,
)
from linebot.v3.messaging.exceptions import ApiException
from linebot.v3.webhooks import (
    Event,
    EventMode,
    FollowEvent,
    MessageEvent,
    PostbackEvent,
    TextMessageContent,
    UnfollowEvent,
    UserSource,
)
from urllib3.exceptions import HTTPError

log = structlog.get_logger(__name__)
# LINE's own limits: code units of a text, characters of a button, buttons below a message.
LONGEST_TEXT = 5_000
LONGEST_LABEL = 20
MOST_BUTTONS = 13
SECONDS_TO_ANSWER = 5
_KEYS = uuid.UUID("6f9f1c1e-0a58-4f7f-9c0d-4a5d8d0f6a11")


class ForgedMessage(Exception):
    """Not signed with the channel's secret, or not what LINE sends."""


class LineAway(Exception):
    """Not reached, busy, or too late: try again."""


class Kind(StrEnum):
    TEXT = "text"
    OTHER = "other"  # a picture, a voice, a sticker, a place
    BUTTON = "button"
    FOLLOWED = "followed"
    LEFT = "left"


@dataclass(frozen=True)
class Heard:
    """One thing a person did there. `id` stays the same when LINE sends it again."""

    id: str
    kind: Kind
    user: str
    text: str = ""
    reply_token: str = ""


@dataclass(frozen=True)
class Button:
    """A quick reply: pressing it shows `shown` as the person's words and sends `data`."""

    label: str
    data: str
    shown: str


@dataclass(frozen=True)
class Message:
    """What is said there."""

    text: str
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True)
class Channel:
    """One official account of the ward."""

    secret: str
    token: str
    address: str = ""

    def heard(self, body: bytes, signature: str) -> list[Heard]:
        """What people did, in order; what concerns no single person, or a channel on standby, is left out."""
        try:
            events = WebhookParser(self.secret).parse(body.decode("utf-8"), signature)
        except (InvalidSignatureError, ValueError, KeyError, TypeError) as problem:
            raise ForgedMessage(type(problem).__name__) from problem
        found = (_heard(event) for event in events)
        return [one for one in found if one is not None]

    def send(self, *, user: str, reply_token: str, key: str, messages: Sequence[Message]) -> bool:
        """Reply while LINE still takes the reply token, else push; False where the person cannot be reached any more."""
        said = [_text_message(one) for one in messages]
        if reply_token and self._replied(reply_token, said):
            return True
        return self._pushed(user, said, str(uuid.uuid5(_KEYS, key)))

    def _replied(self, token: str, said: list[TextMessage]) -> bool:
        def reply(api: MessagingApi) -> None:
            request = ReplyMessageRequest(replyToken=token, messages=said, notificationDisabled=False)
            api.reply_message(request, _request_timeout=SECONDS_TO_ANSWER)

        return self._called(reply) is not HTTPStatus.BAD_REQUEST

    def _pushed(self, user: str, said: list[TextMessage], key: str) -> bool:
        def push(api: MessagingApi) -> None:
            request = PushMessageRequest(to=user, messages=said, notificationDisabled=False)
            api.push_message(request, x_line_retry_key=key, _request_timeout=SECONDS_TO_ANSWER)

        # 409: this very message was taken before.
        return self._called(push) in {HTTPStatus.OK, HTTPStatus.CONFLICT}

    def _called(self, call: Callable[[MessagingApi], None]) -> HTTPStatus:
        where = {"host": self.address} if self.address else {}
        try:
            with ApiClient(Configuration(access_token=self.token, **where)) as client:
                call(MessagingApi(client))
        except ApiException as problem:
            status = HTTPStatus(problem.status) if problem.status else HTTPStatus.SERVICE_UNAVAILABLE
            log.warning("line.refused", status=status.value)
            if (
                status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.TOO_MANY_REQUESTS}
                or status >= HTTPStatus.INTERNAL_SERVER_ERROR
            ):
                raise LineAway(f"status {status.value}") from problem
            return status
        except (HTTPError, OSError) as problem:
            raise LineAway(type(problem).__name__) from problem
        return HTTPStatus.OK


def configured() -> Channel | None:
    """The channel of this installation; None where LINE is off."""
    if not settings.LINE_CHANNEL_SECRET or not settings.LINE_CHANNEL_TOKEN:
        return None
    return Channel(settings.LINE_CHANNEL_SECRET, settings.LINE_CHANNEL_TOKEN, settings.LINE_API_BASE)


def fitting(text: str, longest: int = LONGEST_TEXT) -> str:
    """Cut to what LINE takes, counted as LINE counts: in UTF-16 code units."""
    units = text.encode("utf-16-le", "replace")
    if len(units) <= 2 * longest:
        return text
    return units[: 2 * (longest - 1)].decode("utf-16-le", "ignore") + "…"


def _heard(event: Event) -> Heard | None:
    if not isinstance(event.source, UserSource) or not event.source.user_id or event.mode != EventMode.ACTIVE:
        return None
    id_, user = str(event.webhook_event_id), str(event.source.user_id)
    match event:
        case MessageEvent(message=TextMessageContent()):
            return Heard(id_, Kind.TEXT, user, str(event.message.text), event.reply_token or "")
        case MessageEvent():
            return Heard(id_, Kind.OTHER, user, "", event.reply_token or "")
        case PostbackEvent():
            return Heard(id_, Kind.BUTTON, user, str(event.postback.data), event.reply_token or "")
        case FollowEvent():
            return Heard(id_, Kind.FOLLOWED, user, "", event.reply_token or "")
        case UnfollowEvent():
            return Heard(id_, Kind.LEFT, user)
        case _:
            return None


def _text_message(message: Message) -> TextMessage:
    items = [
        QuickReplyItem(
            type="action",
            action=PostbackAction(
                label=fitting(one.label, LONGEST_LABEL), data=one.data[:300], displayText=fitting(one.shown, 300)
            ),
        )
        for one in message.buttons[:MOST_BUTTONS]
    ]
    return TextMessage(text=fitting(message.text), **({"quickReply": QuickReply(items=items)} if items else {}))
